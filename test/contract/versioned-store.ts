/** What the stores of matters and of organizations have in common. */
import { describe, expect, test } from 'vitest';
import { VersionConflict } from '#shared/directory/errors.ts';
import { everyItem, type Page, type PageRequest } from '#shared/directory/page.ts';
import { pagedListContract } from './paged-list.ts';

type Versioned = { readonly id: string; readonly version: number; readonly name: string };

type VersionedStore<Thing> = {
  get(id: string): Promise<Thing | undefined>;
  list(page: PageRequest): Promise<Page<Thing>>;
  create(thing: Thing): Promise<void>;
  replace(before: Thing, after: Thing): Promise<void>;
};

/**
 * @param suite.makeStore an empty store
 * @param suite.sample a thing with every value that it can have, and the given ones
 */
export function versionedStoreContract<Thing extends Versioned>(suite: {
  readonly name: string;
  readonly makeStore: () => Promise<VersionedStore<Thing>>;
  readonly sample: (changes?: Partial<Versioned>) => Thing;
}): void {
  const { name, makeStore, sample } = suite;
  const { id } = sample();
  pagedListContract({ name, makeStore, sample: (anId, aName = 'Säles') => sample({ id: anId, name: aName }) });

  describe(name, () => {
    test('gives back everything as it was created, and lists it', async () => {
      const store = await makeStore();

      await store.create(sample());

      expect(await store.get(id)).toStrictEqual(sample());
      expect(await everyItem(store.list)).toStrictEqual([sample()]);
    });

    test('knows nothing that was not created', async () => {
      const store = await makeStore();

      expect(await store.get(id)).toBeUndefined();
      expect(await store.get('')).toBeUndefined();
      expect(await store.get('x'.repeat(5000))).toBeUndefined();
      expect(await everyItem(store.list)).toEqual([]);
    });

    test('does not create one over another', async () => {
      const store = await makeStore();
      await store.create(sample());

      await expect(store.create(sample({ name: 'Another' }))).rejects.toThrow(VersionConflict);

      expect(await store.get(id)).toStrictEqual(sample());
    });

    test('replaces what was read, and nothing that has changed since or is not there', async () => {
      const store = await makeStore();
      const after = sample({ version: 2, name: 'Renamed' });
      await expect(store.replace(sample(), after)).rejects.toThrow(VersionConflict);
      await store.create(sample());

      await store.replace(sample(), after);

      await expect(store.replace(sample(), sample({ version: 2, name: 'Late' }))).rejects.toThrow(VersionConflict);
      expect(await store.get(id)).toStrictEqual(after);
      expect(await everyItem(store.list)).toStrictEqual([after]);
    });

    test('lets one of two concurrent writers win', async () => {
      const store = await makeStore();
      await store.create(sample());

      const outcomes = await Promise.allSettled(
        ['A', 'B'].map(async (newName) => store.replace(sample(), sample({ version: 2, name: newName }))),
      );

      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });
}
