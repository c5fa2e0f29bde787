import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findMutants } from './find-mutants.ts';
import { clauseDropped, guardForced } from './operators/conditions.ts';
import { tryMutants } from './try-mutants.ts';

/** Each one starts processes that run tests. */
vi.setConfig({ testTimeout: 60_000 });

const source = `
export function count(from: number, isReady: boolean, isAsked: boolean): number {
  let rounds = 0;
  while (from > 0 && (isReady || isAsked)) {
    from -= 1;
    rounds += 1;
  }
  return rounds;
}
`;
const testText = `
import { expect, test } from 'vitest';
import { count } from '../shared/count.ts';
test('counts', () => expect(count(3, true, false)).toBe(3));
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reprieve-mutants-'));
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(root, 'node_modules'));
  for (const folder of ['shared', 'test']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'shared/count.ts'), source);
  writeFileSync(join(root, 'test/count.test.ts'), testText);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const settings = () => ({ root, tests: ['test/**/*.test.ts'], workers: 1, patienceMilliseconds: 2000 });

test('a planted kill is counted, a planted survivor is reported, and what never ends is given up', async () => {
  const mutants = findMutants('shared/count.ts', source, [clauseDropped, guardForced]);

  const results = await tryMutants(mutants, settings());

  const told = results.map(({ mutant, killedBy, withoutAnswer }) => [mutant.after, killedBy, withoutAnswer]);
  expect(told).toEqual([
    ['false', 'unit', false],
    ['from > 0', undefined, undefined],
    ['(isReady || isAsked)', 'unit', true],
    ['isReady', undefined, undefined],
    ['isAsked', 'unit', false],
  ]);
  expect(readFileSync(join(root, 'shared/count.ts'), 'utf8')).toBe(source);
});

test('nothing is tried when a test fails without any mutant', async () => {
  writeFileSync(join(root, 'test/count.test.ts'), testText.replace('toBe(3)', 'toBe(4)'));
  const mutants = findMutants('shared/count.ts', source, [clauseDropped]);

  const tried = tryMutants(mutants, settings());

  await expect(tried).rejects.toThrow('These fail without any mutant: test/count.test.ts');
});

test('a mutant in a file that no test loads survives', async () => {
  writeFileSync(join(root, 'shared/idle.ts'), 'f(a && b);');
  const mutants = findMutants('shared/idle.ts', 'f(a && b);', [clauseDropped]);

  const results = await tryMutants(mutants, settings());

  expect(results.map(({ killedBy }) => killedBy)).toEqual([undefined, undefined]);
});
