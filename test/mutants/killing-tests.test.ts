import { expect, test } from 'vitest';
import { importedFiles, inOrderOfLikelihood, suiteOf } from './killing-tests.ts';

test('what a file loads is what it imports, but for types and packages', () => {
  const source = `
import { a } from '#shared/a.ts';
import {
  b,
} from './b.ts';
import type { C } from './c.ts';
import { test } from 'vitest';
import '../d.ts';
export * from './e.ts';
const later = () => import('#functions/f.ts');
`;

  expect(importedFiles('test/x/y.test.ts', source)).toEqual([
    'shared/a.ts',
    'test/x/b.ts',
    'test/d.ts',
    'test/x/e.ts',
    'functions/f.ts',
  ]);
});

test('what has killed goes first, then what is near and quick; what does not load the file, or run the function, is left out', () => {
  const tests = [
    { file: 'far', milliseconds: 100, reached: new Set(['body']) },
    { file: 'slow', milliseconds: 900, reached: new Set(['body']) },
    { file: 'near', milliseconds: 100, reached: new Set(['body']) },
    { file: 'killer', milliseconds: 500, reached: new Set(['body']) },
    { file: 'idle', milliseconds: 1, reached: new Set([]) },
    { file: 'other', milliseconds: 1, reached: new Set(['body']) },
  ];
  const distances = new Map([
    ['far', 3],
    ['slow', 1],
    ['near', 1],
    ['killer', 2],
    ['idle', 1],
  ]);

  const order = inOrderOfLikelihood(tests, { distances, kills: new Map([['killer', 1]]), body: 'body' });

  expect(order.map(({ file }) => file)).toEqual(['killer', 'near', 'far', 'slow']);
});

test.each([
  ['test/shared/storage/dynamo-stores.test.ts', 'contract'],
  ['test/simulation/histories.test.ts', 'simulation'],
  ['test/shared/directory/life/life.test.ts', 'unit'],
])('%s belongs to the suite %s', (file, suite) => {
  expect(suiteOf(file)).toBe(suite);
});
