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
