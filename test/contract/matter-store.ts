/** What every adapter and every double of `MatterStore` must do. */
import { describe, expect, test } from 'vitest';
import type { Matter } from '#shared/directory/matters/matter.ts';
import type { MakeStores } from './stores.ts';
import { versionedStoreContract } from './versioned-store.ts';

/** An open matter. */
export function sampleMatter(changes: Partial<Matter> = {}): Matter {
  return {
    id: '01KARM00000000000000000001',
    version: 1,
    name: 'Doe v. Roe',
    state: 'open',
    createdAt: '2026-11-23T18:00:00.000Z',
    lastModifiedAt: '2026-11-23T18:00:00.000Z',
    ...changes,
  };
}

/** What closing `matter` makes of it at first. */
export function closing(matter: Matter): Matter {
  const closed = { at: '2026-11-23T18:30:00.000Z', administratorId: 'arn:aws:iam::1:user/ada', requestId: 'r-1' };
  return { ...matter, version: matter.version + 1, state: 'closing', closed };
}

export function matterStoreContract(makeStores: MakeStores): void {
  versionedStoreContract<Matter>({
    name: 'MatterStore',
    makeStore: async () => (await makeStores()).matters,
    sample: sampleMatter,
  });

  describe('MatterStore', () => {
    test('follows a matter from open to closing to closed', async () => {
      const { matters } = await makeStores();
      const open = sampleMatter();
      const toClose = closing(open);
      const closed: Matter = { ...toClose, version: 3, state: 'closed' };
      await matters.create(open);

      await matters.replace(open, toClose);
      expect(await matters.get(open.id)).toStrictEqual(toClose);
      await matters.replace(toClose, closed);

      expect(await matters.get(open.id)).toStrictEqual(closed);
    });
  });
}
