/** Finding the users of a provider that is removed, and the custodians of a matter that is closed. */
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

const matterId = '01KARM00000000000000000001';
const otherMatterId = '01KARM00000000000000000002';

export function belongingContract(makeStore: MakeUserStore): void {
  describe('belongingTo', () => {
    test('has visible and deleted users and those open to the provider, from the lowest id on', async () => {
      const store = await makeStore();
      const openTo = (openToProviderId: string) => ({ by: 'administrators', openToProviderId }) as const;
      await createUser(store, { id: userId(5) });
      await createUser(store, { id: userId(3), management: openTo(sampleProviderId) });
      await deleteUser(store, await createUser(store, { id: userId(4) }));
      await deleteUser(store, await createUser(store, { id: userId(1) }));
      await createUser(store, { id: userId(2) });
      await createUser(store, { id: userId(6), management: otherProvider });
      await createUser(store, { id: userId(7), management: openTo(otherProviderId) });
      await createUser(store, { id: userId(8), management: { by: 'administrators' } });
      await deleteUser(store, await createUser(store, { id: userId(9), management: otherProvider }));

      expect(await store.belongingTo(sampleProviderId, 10)).toEqual([1, 2, 3, 4, 5].map(userId));
      expect(await store.belongingTo(sampleProviderId, 3)).toEqual([1, 2, 3].map(userId));
      expect(await store.belongingTo(sampleProviderId, 0)).toEqual([]);
      expect(await store.belongingTo(otherProviderId, 10)).toEqual([6, 7, 9].map(userId));
      expect(await store.belongingTo('01KARPZZZZ0000000000000003', 10)).toEqual([]);
    });

    test('follows users who are made local, transferred, closed to the provider, and restored', async () => {
      const store = await makeStore();
      const local = { by: 'administrators' } as const;
      const visible = await createUser(store, { id: userId(1) });
      const deleted = await deleteUser(store, await createUser(store, { id: userId(2) }));
      const open = await createUser(store, {
        id: userId(3),
        management: { ...local, openToProviderId: otherProviderId },
      });
      const restored = await restoreUser(store, await deleteUser(store, await createUser(store, { id: userId(4) })));

      await changeUser(store, visible, { management: local });
      await changeUser(store, deleted, { management: otherProvider });
      await changeUser(store, open, { management: local });

      expect(await store.belongingTo(sampleProviderId, 10)).toEqual([restored.id]);
      expect(await store.belongingTo(otherProviderId, 10)).toEqual([deleted.id]);
    });

    test('no longer has a deleted user who is made local', async () => {
      const store = await makeStore();
      const deleted = await deleteUser(store, await createUser(store));

      await changeUser(store, deleted, { management: { by: 'administrators' } });

      expect(await store.belongingTo(sampleProviderId, 10)).toEqual([]);
      expect(await store.getDeleted(sampleProviderId, deleted.attributes.userName)).toBeUndefined();
    });
  });

  describe('custodians', () => {
    test('has the custodians of this matter, whoever manages them, deleted ones too, from the lowest id on', async () => {
      const store = await makeStore();
      const both = [otherMatterId, matterId];
      await createUser(store, { id: userId(3), matterIds: both, management: { by: 'administrators' } });
      await createUser(store, { id: userId(1), matterIds: [matterId], management: otherProvider });
      await deleteUser(store, await createUser(store, { id: userId(2), matterIds: [matterId] }));
      await createUser(store, { id: userId(4), matterIds: [otherMatterId] });
      await createUser(store, { id: userId(5) });

      expect(await store.custodians(matterId, 10)).toEqual([1, 2, 3].map(userId));
      expect(await store.custodians(matterId, 2)).toEqual([1, 2].map(userId));
      expect(await store.custodians(matterId, 0)).toEqual([]);
      expect(await store.custodians(otherMatterId, 10)).toEqual([3, 4].map(userId));
      expect(await store.custodians('01KARM00000000000000000003', 10)).toEqual([]);
    });

    test('follows holds that are placed and released, through deletion and restoring', async () => {
      const store = await makeStore();
      const user = await createUser(store);

      const held = await changeUser(store, user, { matterIds: [matterId, otherMatterId] });
      expect(await store.custodians(matterId, 10)).toEqual([user.id]);
      const restored = await restoreUser(store, await deleteUser(store, held));
      expect(await store.custodians(matterId, 10)).toEqual([user.id]);
      const deletedLocal = { deletedAt: '2026-11-23T18:09:00.000Z', management: { by: 'administrators' } } as const;
      const local = await changeUser(store, restored, deletedLocal);
      expect(await store.custodians(matterId, 10)).toEqual([user.id]);
      await changeUser(store, local, { matterIds: [otherMatterId] });

      expect(await store.custodians(matterId, 10)).toEqual([]);
      expect(await store.custodians(otherMatterId, 10)).toEqual([user.id]);
    });
  });
}
