import { expect, test } from 'vitest';
import { maximumEntriesRead } from '#shared/directory/page.ts';
import { entryPage } from '#shared/storage/entry-page.ts';

test('a page for which nothing is wanted ends after so many entries, and the next one begins behind them', () => {
  const page = entryPage<number>({ limit: 10, isWanted: () => false });

  const taken = Array.from({ length: maximumEntriesRead + 1 }, (_, number) => page.takes(number));

  expect(taken.indexOf(false)).toBe(maximumEntriesRead);
  expect(page.items).toEqual([]);
  expect(page.isFull()).toBe(true);
});

test('a page expects to look at as many entries for each that it still wants as for those that it has', () => {
  const page = entryPage<number>({ limit: 10, isWanted: (number) => number % 5 === 0 });
  const atFirst = page.expected();

  for (let number = 1; number <= 10; number++) page.takes(number);

  // One more each: it tells whether there is a next page.
  expect(atFirst).toBe(10 + 1);
  expect(page.expected()).toBe(8 * 5 + 1);
});
