import { expect, test } from 'vitest';
import { bodyAround, probed } from './probes.ts';

const source = 'function f() { return () => a; } const g = () => { b(); }; c();';

test('a probe stands at the beginning of every body', () => {
  expect(probed('s.ts', source)).toBe(
    'function f() {globalThis.reachedBodies?.add("s.ts:13"); return () => a; } ' +
      'const g = () => {globalThis.reachedBodies?.add("s.ts:49"); b(); }; c();',
  );
});

test.each([
  ['a', 's.ts:13'],
  ['b()', 's.ts:49'],
  ['{ b(); }', 's.ts:49'],
  ['c()', undefined],
])('%s is in the body %s', (text, body) => {
  const start = source.lastIndexOf(text);

  expect(bodyAround('s.ts', source, { start, end: start + text.length })).toBe(body);
});
