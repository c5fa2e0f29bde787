import { expect, test } from 'vitest';
import { everyItem, type PageRequest } from '#shared/directory/page.ts';

test('a list is read to its end, over pages that are short, and one that is empty', async () => {
  const asked: PageRequest[] = [];
  const pages = [{ items: [1, 2], next: 'b' }, { items: [], next: 'c' }, { items: [3] }];

  const items = await everyItem(async (page) => {
    asked.push(page);
    return pages[asked.length - 1] ?? { items: [] };
  });

  expect(items).toEqual([1, 2, 3]);
  expect(asked.map(({ after }) => after)).toEqual([undefined, 'b', 'c']);
});
