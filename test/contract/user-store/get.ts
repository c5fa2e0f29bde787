/** Reading one user. */
import { describe, expect, test } from 'vitest';
import { sampleProviderId } from '#test/doubles/samples.ts';
import {
  changeUser,
  createUser,
  deleteUser,
  type MakeUserStore,
  otherProvider,
  otherProviderId,
  pendingLife,
  restoreUser,
  userId,
} from './steps.ts';

export function getContract(makeStore: MakeUserStore): void {
  describe('get', () => {
    test('gives back every part of a user as it was committed', async () => {
      const store = await makeStore();
      const user = await createUser(store, {
        attributes: {
          userName: 'Bärbel@example.com',
          externalId: '701984',
          name: { givenName: 'Bärbel', familyName: '' },
          emails: [{ value: 'b@example.com', type: 'work', primary: true }, { value: 'b@example.org' }],
          nickName: '🙂',
          'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
            department: 'Sales',
            manager: { value: '7' },
          },
          numbers: [0, -1, 1.5, 1e21, 123456789012345.67, 2 ** 53],
          empty: [],
          nested: { deep: { deeper: [[{ x: false }]] } },
        },
        management: { by: 'administrators', openToProviderId: sampleProviderId },
        roles: ['Customer Cloud Admin'],
        life: pendingLife(),
        blocks: { provisioning: '2026-11-23T18:00:00.000Z', administrator: '2026-11-22T18:00:00.000Z' },
        matterIds: ['01KARM00000000000000000001'],
      });

      expect(await store.get(user.id)).toStrictEqual(user);
    });

    test('gives back what replaced the user, without what is gone', async () => {
      const store = await makeStore();
      const user = await createUser(store, {
        attributes: { userName: 'b', title: 'Tour Guide' },
        life: { state: 'deactivated', at: '2026-11-23T18:00:00.000Z', cause: 'administrator' },
        blocks: { provisioning: '2026-11-23T18:00:00.000Z' },
      });

      const changed = await changeUser(store, user, {
        attributes: { userName: 'b' },
        life: { state: 'active' },
        blocks: {},
      });

      expect(await store.get(user.id)).toStrictEqual(changed);
    });

    test('knows deleted users and local users, and no others', async () => {
      const store = await makeStore();
      const deleted = await deleteUser(store, await createUser(store, { id: userId(1) }));
      const local = await createUser(store, { id: userId(2), management: { by: 'administrators' } });

      expect(await store.get(deleted.id)).toStrictEqual(deleted);
      expect(await store.get(local.id)).toStrictEqual(local);
      expect(await store.get(userId(3))).toBeUndefined();
      expect(await store.get('')).toBeUndefined();
      expect(await store.get('x'.repeat(5000))).toBeUndefined();
    });
  });

  describe('getByUserName', () => {
    test('ignores case, width and normalization (RFC 7613 §3.2)', async () => {
      const store = await makeStore();
      const user = await createUser(store, { attributes: { userName: 'Bärbel@example.com' } });

      for (const spelling of ['bärbel@example.com', 'BA\u0308RBEL@EXAMPLE.COM', 'Ｂärbel＠example.com']) {
        expect(await store.getByUserName(spelling)).toStrictEqual(user);
      }
      expect(await store.getByUserName('barbel@example.com')).toBeUndefined();
      expect(await store.getByUserName('')).toBeUndefined();
    });

    test('finds whoever manages the user', async () => {
      const store = await makeStore();
      const local = await createUser(store, { id: userId(1), management: { by: 'administrators' } });
      const other = await createUser(store, { id: userId(2), management: otherProvider });

      expect(await store.getByUserName(local.attributes.userName)).toStrictEqual(local);
      expect(await store.getByUserName(other.attributes.userName)).toStrictEqual(other);
    });

    test('finds a renamed user by the new name only', async () => {
      const store = await makeStore();
      const user = await createUser(store, { attributes: { userName: 'jensen' } });

      const renamed = await changeUser(store, user, { attributes: { userName: 'miller' } });

      expect(await store.getByUserName('miller')).toStrictEqual(renamed);
      expect(await store.getByUserName('jensen')).toBeUndefined();
    });

    test('keeps finding a user whose name changed its case only', async () => {
      const store = await makeStore();
      const user = await createUser(store, { attributes: { userName: 'jensen' } });

      const renamed = await changeUser(store, user, { attributes: { userName: 'Jensen' } });

      expect(await store.getByUserName('jensen')).toStrictEqual(renamed);
    });

    test('does not find a deleted user, but the one who took over its name', async () => {
      const store = await makeStore();
      const attributes = { userName: 'jensen' };
      await deleteUser(store, await createUser(store, { id: userId(1), attributes }));
      expect(await store.getByUserName('jensen')).toBeUndefined();

      const heir = await createUser(store, { id: userId(2), attributes });

      expect(await store.getByUserName('jensen')).toStrictEqual(heir);
    });

    test('tells very long names apart', async () => {
      const store = await makeStore();
      const long = 'x'.repeat(3000);
      const first = await createUser(store, { id: userId(1), attributes: { userName: `${long}1` } });
      const second = await createUser(store, { id: userId(2), attributes: { userName: `${long}2` } });

      expect(await store.getByUserName(`${long}1`)).toStrictEqual(first);
      expect(await store.getByUserName(`${long}2`)).toStrictEqual(second);
      expect(await store.getByUserName(long)).toBeUndefined();
    });
  });

  describe('getDeleted', () => {
    test('finds the user whom this provider deleted under the name, in any case', async () => {
      const store = await makeStore();
      const user = await createUser(store, { attributes: { userName: 'Jensen' } });
      expect(await store.getDeleted(sampleProviderId, 'jensen')).toBeUndefined();

      const deleted = await deleteUser(store, user);

      expect(await store.getDeleted(sampleProviderId, 'jensen')).toStrictEqual(deleted);
      expect(await store.getDeleted(otherProviderId, 'jensen')).toBeUndefined();
      expect(await store.getDeleted(sampleProviderId, 'miller')).toBeUndefined();
    });

    test('finds the one deleted last, and the one before once that is restored', async () => {
      const store = await makeStore();
      const attributes = { userName: 'jensen' };
      const first = await createUser(store, { id: userId(2), attributes });
      const firstDeleted = await deleteUser(store, first, '2026-11-23T18:01:00.000Z');
      const second = await createUser(store, { id: userId(1), attributes });
      const secondDeleted = await deleteUser(store, second, '2026-11-23T18:02:00.000Z');
      expect(await store.getDeleted(sampleProviderId, 'jensen')).toStrictEqual(secondDeleted);

      await restoreUser(store, secondDeleted);

      expect(await store.getDeleted(sampleProviderId, 'jensen')).toStrictEqual(firstDeleted);
    });

    test('gives back the deleted user as it is now', async () => {
      const store = await makeStore();
      const deleted = await deleteUser(store, await createUser(store));

      const changed = await changeUser(store, deleted, { matterIds: ['01KARM00000000000000000001'] });

      expect(await store.getDeleted(sampleProviderId, sampleName(changed.id))).toStrictEqual(changed);
    });

    test('follows a deleted user to another provider', async () => {
      const store = await makeStore();
      const deleted = await deleteUser(store, await createUser(store));

      const transferred = await changeUser(store, deleted, { management: otherProvider });

      expect(await store.getDeleted(sampleProviderId, sampleName(deleted.id))).toBeUndefined();
      expect(await store.getDeleted(otherProviderId, sampleName(deleted.id))).toStrictEqual(transferred);
    });

    test('does not find a restored user', async () => {
      const store = await makeStore();
      const deleted = await deleteUser(store, await createUser(store));

      const restored = await restoreUser(store, deleted);

      expect(await store.getDeleted(sampleProviderId, restored.attributes.userName)).toBeUndefined();
      expect(await store.getByUserName(restored.attributes.userName)).toStrictEqual(restored);
    });
  });
}

function sampleName(id: string): string {
  return `user-${id}@example.com`;
}
