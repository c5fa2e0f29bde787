/** What the stores of matters and of organizations have in common. */
import { describe, expect, test } from 'vitest';
import { VersionConflict } from '#shared/directory/errors.ts';

type Versioned = { readonly id: string; readonly version: number; readonly name: string };

type VersionedStore<Thing> = {
  get(id: string): Promise<Thing | undefined>;
  list(): Promise<readonly Thing[]>;
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

  describe(name, () => {
    test('gives back everything as it was created, and lists it', async () => {
      const store = await makeStore();

      await store.create(sample());

      expect(await store.get(id)).toStrictEqual(sample());
      expect(await store.list()).toStrictEqual([sample()]);
    });

    test('knows nothing that was not created', async () => {
      const store = await makeStore();

      expect(await store.get(id)).toBeUndefined();
      expect(await store.get('')).toBeUndefined();
      expect(await store.get('x'.repeat(5000))).toBeUndefined();
      expect(await store.list()).toEqual([]);
    });

    test('lists all in the order of their ids', async () => {
      const store = await makeStore();
      const things = [3, 1, 2].map((number) => sample({ id: `01KARS0000000000000000000${number}` }));
      for (const thing of things) await store.create(thing);

      expect(await store.list()).toStrictEqual(things.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
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
      expect(await store.list()).toStrictEqual([after]);
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
