/** Finding and listing the users that a provider sees. */
import { describe, expect, test } from 'vitest';
import type { PageRequest } from '#shared/directory/page.ts';
import type { LookupKey, UserStore } from '#shared/directory/ports.ts';
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

export function findContract(makeStore: MakeUserStore): void {
  const find = async (
    store: UserStore,
    attribute: LookupKey['attribute'],
    value: string,
    providerId = sampleProviderId,
  ) => (await store.find(providerId, { attribute, value }, { limit: 200 })).items;

  describe('find', () => {
    test('finds the one user with the userName in any case, if the provider sees it', async () => {
      const store = await makeStore();
      const user = await createUser(store, { id: userId(1), attributes: { userName: 'Jensen' } });
      await createUser(store, { id: userId(2), attributes: { userName: 'miller' }, management: otherProvider });
      await createUser(store, {
        id: userId(3),
        attributes: { userName: 'smith' },
        management: { by: 'administrators' },
      });

      expect(await find(store, 'userName', 'JENSEN')).toStrictEqual([user]);
      expect(await find(store, 'userName', 'miller')).toEqual([]);
      expect(await find(store, 'userName', 'smith')).toEqual([]);
      expect(await find(store, 'userName', 'nobody')).toEqual([]);
    });

    test('compares externalId exactly', async () => {
      const store = await makeStore();
      const user = await createUser(store, { attributes: { userName: 'b', externalId: 'A-7' } });

      expect(await find(store, 'externalId', 'A-7')).toStrictEqual([user]);
      expect(await find(store, 'externalId', 'a-7')).toEqual([]);
      expect(await find(store, 'externalId', '')).toEqual([]);
    });

    test('finds by any email in any case', async () => {
      const store = await makeStore();
      const emails = [{ value: 'B.Jensen@example.com', type: 'work' }, { type: 'home', value: 'b@home.example' }, {}];
      const user = await createUser(store, { attributes: { userName: 'b', emails } });

      expect(await find(store, 'emails.value', 'b.jensen@EXAMPLE.com')).toStrictEqual([user]);
      expect(await find(store, 'emails.value', 'b@home.example')).toStrictEqual([user]);
      expect(await find(store, 'emails.value', 'work')).toEqual([]);
    });

    test('finds a user once who has the email twice', async () => {
      const store = await makeStore();
      const emails = [
        { value: 'b@example.com', type: 'work' },
        { value: 'B@example.com', type: 'home' },
      ];
      const user = await createUser(store, { attributes: { userName: 'b', emails } });

      expect(await find(store, 'emails.value', 'b@example.com')).toStrictEqual([user]);
    });

    test('finds all users with the value, in the order of their ids', async () => {
      const store = await makeStore();
      const emails = [{ value: 'team@example.com' }];
      const ids = [3, 1, 2].map(userId);
      for (const id of ids) await createUser(store, { id, attributes: { userName: id, externalId: 'same', emails } });

      const byEmail = await find(store, 'emails.value', 'team@example.com');
      const byExternalId = await find(store, 'externalId', 'same');

      expect(byEmail.map(({ id }) => id)).toEqual(ids.toSorted());
      expect(byExternalId.map(({ id }) => id)).toEqual(ids.toSorted());
    });

    test('finds more users than one batch holds', async () => {
      const store = await makeStore();
      const ids = Array.from({ length: 130 }, (_, number) => userId(number));
      for (const id of ids) await createUser(store, { id, attributes: { userName: id, externalId: 'same' } });

      const found = await find(store, 'externalId', 'same');

      expect(found.map(({ id }) => id)).toEqual(ids);
    });

    test('pages through the users with the value', async () => {
      const store = await makeStore();
      const emails = [{ value: 'team@example.com' }];
      const ids = [1, 2, 3].map(userId);
      for (const id of ids) await createUser(store, { id, attributes: { userName: id, externalId: 'same', emails } });

      for (const [attribute, value] of [
        ['externalId', 'same'] as const,
        ['emails.value', 'team@example.com'] as const,
      ]) {
        const page = async (request: PageRequest) => {
          const { items, ...rest } = await store.find(sampleProviderId, { attribute, value }, request);
          return { ids: items.map(({ id }) => id), ...rest };
        };
        expect(await page({ limit: 2 })).toEqual({ ids: ids.slice(0, 2), next: ids[1] });
        expect(await page({ after: ids[1], limit: 2 })).toEqual({ ids: ids.slice(2) });
        expect(await page({ after: ids[2], limit: 2 })).toEqual({ ids: [] });
      }
    });

    test('finds nobody by userName after the one who has it', async () => {
      const store = await makeStore();
      const user = await createUser(store, { id: userId(2), attributes: { userName: 'b' } });
      const page = (after: string) =>
        store.find(sampleProviderId, { attribute: 'userName', value: 'b' }, { after, limit: 1 });

      expect(await page(userId(1))).toEqual({ items: [user] });
      expect(await page(userId(2))).toEqual({ items: [] });
    });

    test('follows a change of the values', async () => {
      const store = await makeStore();
      const user = await createUser(store, {
        attributes: {
          userName: 'b',
          externalId: '1',
          emails: [{ value: 'old@example.com' }, { value: 'kept@example.com' }],
        },
      });

      const changed = await changeUser(store, user, {
        attributes: {
          userName: 'b',
          externalId: '2',
          emails: [{ value: 'kept@example.com' }, { value: 'new@example.com' }],
        },
      });

      expect(await find(store, 'externalId', '1')).toEqual([]);
      expect(await find(store, 'externalId', '2')).toStrictEqual([changed]);
      expect(await find(store, 'emails.value', 'old@example.com')).toEqual([]);
      expect(await find(store, 'emails.value', 'kept@example.com')).toStrictEqual([changed]);
      expect(await find(store, 'emails.value', 'new@example.com')).toStrictEqual([changed]);
    });

    test('finds a user opened to the provider, and no longer one transferred, closed or deleted', async () => {
      const store = await makeStore();
      const attributes = { userName: 'b', externalId: '7' };
      const open = { by: 'administrators', openToProviderId: sampleProviderId } as const;
      const opened = await createUser(store, { attributes, management: open });
      expect(await find(store, 'externalId', '7')).toStrictEqual([opened]);
      expect(await find(store, 'userName', 'b')).toStrictEqual([opened]);

      const closed = await changeUser(store, opened, { management: { by: 'administrators' } });
      expect(await find(store, 'externalId', '7')).toEqual([]);
      const transferred = await changeUser(store, closed, { management: otherProvider });
      expect(await find(store, 'externalId', '7')).toEqual([]);
      expect(await find(store, 'externalId', '7', otherProviderId)).toStrictEqual([transferred]);
      const deleted = await deleteUser(store, transferred);
      expect(await find(store, 'externalId', '7', otherProviderId)).toEqual([]);
      const restored = await restoreUser(store, deleted);
      expect(await find(store, 'externalId', '7', otherProviderId)).toStrictEqual([restored]);
    });

    test('finds nobody by text that is not Unicode', async () => {
      const store = await makeStore();
      await createUser(store);

      for (const attribute of ['userName', 'externalId', 'emails.value'] as const) {
        expect(await find(store, attribute, '\ud800')).toEqual([]);
      }
    });

    test('finds by values too long for a key, and by values that look like others', async () => {
      const store = await makeStore();
      const values = [
        'x'.repeat(5000),
        `sha256:${'0'.repeat(64)}`,
        'a#b',
        'a',
        `${'ü'.repeat(450)}`,
        `${'ü'.repeat(451)}`,
      ];
      for (const [number, externalId] of values.entries()) {
        await createUser(store, { id: userId(number), attributes: { userName: userId(number), externalId } });
      }

      for (const [number, externalId] of values.entries()) {
        expect((await find(store, 'externalId', externalId)).map(({ id }) => id)).toEqual([userId(number)]);
      }
    });
  });

  describe('list', () => {
    test('pages through the users of the provider in the order of their ids', async () => {
      const store = await makeStore();
      for (const number of [5, 2, 4, 1, 3]) await createUser(store, { id: userId(number) });
      await createUser(store, { id: userId(6), management: otherProvider });
      await createUser(store, { id: userId(7), management: { by: 'administrators' } });
      await deleteUser(store, await createUser(store, { id: userId(0) }));
      const list = async (page: PageRequest & { skip?: number }) => {
        const { items, ...rest } = await store.list(sampleProviderId, page);
        return { ids: items.map(({ id }) => id), ...rest };
      };

      expect(await list({ limit: 10 })).toEqual({ ids: [1, 2, 3, 4, 5].map(userId) });
      expect(await list({ limit: 5 })).toEqual({ ids: [1, 2, 3, 4, 5].map(userId) });
      expect(await list({ limit: 2 })).toEqual({ ids: [1, 2].map(userId), next: userId(2) });
      expect(await list({ skip: 2, limit: 2 })).toEqual({ ids: [3, 4].map(userId), next: userId(4) });
      expect(await list({ skip: 4, limit: 2 })).toEqual({ ids: [5].map(userId) });
      expect(await list({ skip: 5, limit: 2 })).toEqual({ ids: [] });
      expect(await list({ skip: 50, limit: 2 })).toEqual({ ids: [] });
      expect(await list({ after: userId(0), limit: 2 })).toEqual({ ids: [1, 2].map(userId), next: userId(2) });
      expect(await list({ after: userId(2), limit: 2 })).toEqual({ ids: [3, 4].map(userId), next: userId(4) });
      expect(await list({ after: userId(2), skip: 1, limit: 1 })).toEqual({ ids: [userId(4)], next: userId(4) });
      expect(await list({ after: userId(4), limit: 2 })).toEqual({ ids: [userId(5)] });
      expect(await list({ after: userId(5), limit: 2 })).toEqual({ ids: [] });
    });

    test('gives back the users as they are', async () => {
      const store = await makeStore();
      const user = await changeUser(store, await createUser(store), { attributes: { userName: 'b', title: 'Guide' } });

      expect(await store.list(sampleProviderId, { limit: 10 })).toEqual({ items: [user] });
    });
  });
}
