import { expect, test } from 'vitest';
import { changedLines, sampled } from './choose-mutants.ts';

test('the changed lines are those that a diff adds', () => {
  const diff = [
    '--- a/a.ts',
    '+++ b/a.ts',
    '@@ -1,0 +2,3 @@',
    '+x',
    '@@ -9 +12 @@',
    '+++ b/b.ts',
    '@@ -4,2 +3,0 @@',
  ].join('\n');

  expect(changedLines(diff)).toEqual(
    new Map([
      ['a.ts', new Set([2, 3, 4, 12])],
      ['b.ts', new Set()],
    ]),
  );
});

test('a sample is the same for the same seed, another for another, and in order', () => {
  const numbers = Array.from({ length: 100 }, (_, index) => index);

  const sample = sampled(numbers, 5, 7);

  expect(sample).toHaveLength(5);
  expect(sample).toEqual(sample.toSorted((a, b) => a - b));
  expect(sampled(numbers, 5, 7)).toEqual(sample);
  expect(sampled(numbers, 5, 8)).not.toEqual(sample);
});
