/** What the lists of providers, of matters and of organizations have in common. */
import { describe, expect, test } from 'vitest';
import { everyItem, type Page, type PageRequest } from '#shared/directory/page.ts';

type Listed = { readonly id: string };

type ListedStore<Thing> = {
  list(page: PageRequest): Promise<Page<Thing>>;
  create(thing: Thing): Promise<void>;
};

/**
 * @param suite.makeStore an empty store
 * @param suite.sample a thing with the id, and with the name that it goes by, if one is given
 */
export function pagedListContract<Thing extends Listed>(suite: {
  readonly name: string;
  readonly makeStore: () => Promise<ListedStore<Thing>>;
  readonly sample: (id: string, name?: string) => Thing;
}): void {
  const { name, makeStore, sample } = suite;

  async function storeWith(...numbers: readonly number[]) {
    const store = await makeStore();
    for (const number of numbers) await store.create(sample(idOf(number)));
    return store;
  }

  describe(`${name}: the list`, () => {
    test('has all in the order of their ids', async () => {
      const store = await storeWith(3, 1, 2);

      const all = [1, 2, 3].map((number) => sample(idOf(number)));
      expect(await everyItem(store.list)).toStrictEqual(all);
    });

    test('has as many on a page as are wanted, and says where to go on while there are more', async () => {
      const store = await storeWith(5, 3, 1, 2, 4);

      expect(await pagesOf(store, 2)).toEqual([[1, 2], [3, 4], [5]].map((page) => page.map(idOf)));
      expect(await pagesOf(store, 5)).toEqual([[1, 2, 3, 4, 5].map(idOf)]);
      expect(await pagesOf(store, 100)).toEqual([[1, 2, 3, 4, 5].map(idOf)]);
    });

    test('goes on after an id, whether it is there or not', async () => {
      const store = await storeWith(1, 3, 4);
      const readAfter = async (position: string) =>
        (await store.list({ after: position, limit: 1 })).items.map(({ id }) => id);

      expect(await readAfter(idOf(2))).toEqual([idOf(3)]);
      expect(await readAfter(idOf(3))).toEqual([idOf(4)]);
      expect(await readAfter(idOf(4))).toEqual([]);
      expect(await readAfter('')).toEqual([idOf(1)]);
    });

    test('shows who comes in between when their turn has not passed, and nobody twice', async () => {
      const store = await storeWith(2, 4, 6);

      const { next } = await store.list({ limit: 2 });
      for (const number of [1, 3, 5]) await store.create(sample(idOf(number)));
      const { items } = await store.list({ after: next, limit: 9 });

      expect(items.map(({ id }) => id)).toEqual([idOf(5), idOf(6)]);
    });

    test('has as many on a page as are wanted, though one read of DynamoDB ends at 1 MB', async () => {
      const store = await makeStore();
      for (const number of [1, 2, 3, 4, 5]) await store.create(sample(idOf(number), 'x'.repeat(350_000)));

      expect(await pagesOf(store, 4)).toEqual([[1, 2, 3, 4].map(idOf), [idOf(5)]]);
    });
  });
}

function idOf(number: number): string {
  return `01KARS0000000000000000000${number}`;
}

/** The ids on each page of a walk. */
async function pagesOf(store: ListedStore<Listed>, limit: number): Promise<readonly (readonly string[])[]> {
  const pages: (readonly string[])[] = [];
  await everyItem(async ({ after }) => {
    const page = await store.list({ after, limit });
    pages.push(page.items.map(({ id }) => id));
    return page;
  });
  return pages;
}
