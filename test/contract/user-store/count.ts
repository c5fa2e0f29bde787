/** Counting the users that a provider sees, and all users. */
import { describe, expect, test } from 'vitest';
import { sampleProviderId } from '#test/doubles/samples.ts';
import {
  changeUser,
  createUser,
  deleteUser,
  type MakeUserStore,
  otherProvider,
  otherProviderId,
  restoreUser,
  userId,
} from './steps.ts';

export function countContract(makeStore: MakeUserStore): void {
  describe('count and statistics', () => {
    test('start at zero', async () => {
      const store = await makeStore();

      expect(await store.count(sampleProviderId)).toBe(0);
      expect(await store.statistics()).toEqual({ users: 0, pendingDeactivations: 0 });
    });

    test('count each user for the provider that sees it, and local ones for none', async () => {
      const store = await makeStore();
      for (const number of [1, 2, 3]) await createUser(store, { id: userId(number) });
      await createUser(store, { id: userId(4), management: otherProvider });
      await createUser(store, { id: userId(5), management: { by: 'administrators' } });
      await createUser(store, {
        id: userId(6),
        management: { by: 'administrators', openToProviderId: otherProviderId },
      });

      expect(await store.count(sampleProviderId)).toBe(3);
      expect(await store.count(otherProviderId)).toBe(2);
      expect(await store.statistics()).toMatchObject({ users: 6 });
    });

    test('follow a user that is deleted, restored, transferred and made local', async () => {
      const store = await makeStore();
      const counts = async () => [
        await store.count(sampleProviderId),
        await store.count(otherProviderId),
        (await store.statistics()).users,
      ];
      const created = await createUser(store);
      expect(await counts()).toEqual([1, 0, 1]);

      const changed = await changeUser(store, created, { attributes: { userName: 'miller' } });
      expect(await counts()).toEqual([1, 0, 1]);
      const deleted = await deleteUser(store, changed);
      expect(await counts()).toEqual([0, 0, 0]);
      const transferredDeleted = await changeUser(store, deleted, { management: otherProvider });
      expect(await counts()).toEqual([0, 0, 0]);
      const restored = await restoreUser(store, transferredDeleted);
      expect(await counts()).toEqual([0, 1, 1]);
      const transferred = await changeUser(store, restored, {
        management: { by: 'provider', providerId: sampleProviderId },
      });
      expect(await counts()).toEqual([1, 0, 1]);
      await changeUser(store, transferred, { management: { by: 'administrators' } });
      expect(await counts()).toEqual([0, 0, 1]);
    });
  });
}
