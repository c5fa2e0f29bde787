/** Erasing a user, and forgetting what is personal in its history. */
import { describe, expect, test } from 'vitest';
import { VersionConflict } from '#shared/directory/errors.ts';
import type { LookupKey } from '#shared/directory/ports.ts';
import { isUserEntry, type UserEntry } from '#shared/directory/users/log-entry.ts';
import type { User } from '#shared/directory/users/user.ts';
import {
  sampleChange,
  sampleCreation,
  sampleEntry,
  samplePendingDeactivation,
  sampleProviderId,
} from '#test/doubles/samples.ts';
import type { MakeStores, Stores } from '../stores.ts';
import { carryOut } from './carry-out.ts';
import { changeUser, createUser, deleteUser, pendingLife, userId } from './steps.ts';

const matterId = '01KARM00000000000000000001';
const attributes = { userName: 'Jensen', externalId: '7', emails: [{ value: 'b@example.com' }] };
const life = { state: 'deactivated', at: '2026-11-23T18:00:00.000Z', cause: 'administrator' } as const;
const actor = { by: 'administrator', administratorId: 'arn:aws:iam::123456789012:user/ada' } as const;

/** The entry of an erasure, an hour after everything else. */
function erasure({ id }: User): UserEntry {
  return {
    id: '01KARQE0000000000000000999',
    at: '2026-11-24T18:00:00.000Z',
    actor,
    userId: id,
    userName: '',
    operation: 'erase',
    outcome: 'changed',
    events: ['erased'],
    changes: [],
    ignored: [],
    requestId: 'r-1',
  };
}

/** Everything by which a user could still be found. */
async function traces({ users }: Stores, user: User) {
  const find = (key: LookupKey) => users.find(sampleProviderId, key, { limit: 10 });
  return {
    get: await users.get(user.id),
    getByUserName: await users.getByUserName('jensen'),
    getDeleted: await users.getDeleted(sampleProviderId, 'jensen'),
    byExternalId: (await find({ attribute: 'externalId', value: '7' })).items,
    byEmail: (await find({ attribute: 'emails.value', value: 'B@example.com' })).items,
    list: (await users.list(sampleProviderId, { limit: 10 })).items,
    count: await users.count(sampleProviderId),
    belongingTo: await users.belongingTo(sampleProviderId, 10),
    custodians: await users.custodians(matterId, 10),
  };
}

const noTrace = {
  get: undefined,
  getByUserName: undefined,
  getDeleted: undefined,
  byExternalId: [],
  byEmail: [],
  list: [],
  count: 0,
  belongingTo: [],
  custodians: [],
};

export function eraseContract(makeStores: MakeStores): void {
  describe('erase', () => {
    test.each([
      ['visible', async (_: Stores, user: User) => user],
      ['deleted', async ({ users }: Stores, user: User) => deleteUser(users, user)],
      [
        'local',
        async ({ users }: Stores, user: User) => changeUser(users, user, { management: { by: 'administrators' } }),
      ],
    ])('leaves nothing that a %s user was found by, and the entry', async (_, prepare) => {
      const stores = await makeStores();
      const user = await prepare(stores, await createUser(stores.users, { attributes, life, matterIds: [matterId] }));
      const before = (await stores.users.history(user.id, { limit: 10 })).items;

      await stores.users.erase({ before: user, entry: erasure(user) });

      expect(await traces(stores, user)).toEqual(noTrace);
      expect(await stores.users.statistics()).toMatchObject({ users: 0 });
      expect((await stores.users.history(user.id, { limit: 10 })).items).toStrictEqual([...before, erasure(user)]);
      expect(await stores.users.findEntry(erasure(user))).toStrictEqual(erasure(user));
      expect(await stores.unfinishedWork.list()).toEqual([{ kind: 'forget-history', userId: user.id }]);
    });

    test('leaves other users alone and the name to whoever wants it', async () => {
      const stores = await makeStores();
      const { users } = stores;
      const user = await createUser(users, { id: userId(1), attributes, life, matterIds: [matterId] });
      const other = await createUser(users, { id: userId(2), matterIds: [matterId] });

      await users.erase({ before: user, entry: erasure(user) });
      const heir = await createUser(users, { id: userId(3), attributes });

      expect(await traces(stores, user)).toEqual({
        ...noTrace,
        getByUserName: heir,
        byExternalId: [heir],
        byEmail: [heir],
        list: [other, heir],
        count: 2,
        belongingTo: [other.id, heir.id],
        custodians: [other.id],
      });
    });

    test('takes a pending deactivation out of what the sweep and the removal of a provider find', async () => {
      const { users } = await makeStores();
      const user = await createUser(users, { life: pendingLife() });

      await users.erase({ before: user, entry: erasure(user) });

      const pending = async () => [
        ...(await users.overdue('2026-11-24T00:00:00.000Z', 10)),
        ...(await users.pendingOf(sampleProviderId, 10)),
      ];
      await expect.poll(pending, { timeout: 4000 }).toEqual([]);
      expect(await carryOut(users, user)).toBe(false);
    });

    test('is refused, and nothing happens, when the user has changed since it was read, or is gone', async () => {
      const { users, unfinishedWork } = await makeStores();
      const read = await createUser(users, { attributes, life });
      const current = await changeUser(users, read, { matterIds: [matterId] });

      await expect(users.erase({ before: read, entry: erasure(read) })).rejects.toThrow(VersionConflict);
      expect(await users.get(read.id)).toStrictEqual(current);
      expect(await users.getByUserName('jensen')).toStrictEqual(current);
      expect(await users.findEntry(erasure(read))).toBeUndefined();
      expect(await unfinishedWork.list()).toEqual([]);
      await users.erase({ before: current, entry: erasure(read) });

      const again = { ...erasure(read), id: '01KARQE0000000000000000998' };
      await expect(users.erase({ before: current, entry: again })).rejects.toThrow(VersionConflict);
      expect(await users.findEntry(again)).toBeUndefined();
    });

    test('ends every change that is under way', async () => {
      const { users } = await makeStores();
      const user = await createUser(users, { attributes, life });
      await users.erase({ before: user, entry: erasure(user) });

      await expect(users.commit(sampleChange(user, { organizationId: 'sales' }))).rejects.toThrow(VersionConflict);
      expect(await users.get(user.id)).toBeUndefined();
    });
  });

  describe('forgetHistory', () => {
    /** A user with an entry of every kind, erased: and its entries, oldest first. */
    async function erased({ users }: Stores): Promise<{ user: User; entries: readonly UserEntry[] }> {
      const user = await createUser(users, { id: userId(1), attributes, life: pendingLife() });
      await carryOut(users, user);
      const deactivated = (await users.get(user.id)) ?? user;
      const titled = sampleChange(deactivated, { attributes: { ...attributes, title: 'Guide' } });
      const changes = [
        { attribute: 'title', after: 'Guide' },
        { attribute: 'name', before: { givenName: 'Barbara' }, after: { givenName: 'B' } },
        { attribute: 'nickName', before: '' },
      ];
      await users.commit({ ...titled, entry: { ...titled.entry, actor, changes, ignored: ['password'] } });
      const refusal = sampleEntry(titled.after, {
        id: '01KARQE0000000000000000010',
        at: '2026-11-23T20:00:00.000Z',
        outcome: 'refused',
        changes: [{ attribute: 'userName', before: 'Jensen', after: 'Miller' }],
        reason: 'The userName is taken.',
      });
      await users.record(refusal);
      await users.erase({ before: titled.after, entry: erasure(user) });
      const entries = (await users.history(user.id, { limit: 10 })).items.filter(isUserEntry);
      expect(entries.map(({ operation }) => operation)).toEqual([
        'create',
        'deactivate',
        'replace',
        'replace',
        'erase',
      ]);
      return { user, entries };
    }

    test('leaves every entry, without userName and without values', async () => {
      const stores = await makeStores();
      const { user, entries } = await erased(stores);

      await stores.users.forgetHistory(user.id);

      const [creation, carriedOut, change, refusal, erasing] = entries;
      expect((await stores.users.history(user.id, { limit: 10 })).items).toStrictEqual([
        { ...creation, userName: '' },
        { ...carriedOut, userName: '' },
        {
          ...change,
          userName: '',
          changes: [{ attribute: 'title' }, { attribute: 'name' }, { attribute: 'nickName' }],
        },
        { ...refusal, userName: '', changes: [{ attribute: 'userName' }] },
        erasing,
      ]);
      expect(carriedOut?.id).toBe(samplePendingDeactivation().id);
    });

    test('forgets the values of an entry that names nobody, too', async () => {
      const { users } = await makeStores();
      let user = await createUser(users, { id: userId(1) });
      for (const values of [{ after: 'Guide' }, { before: 'Guide' }]) {
        const change = sampleChange(user, { lastModifiedAt: user.lastModifiedAt });
        const changes = [{ attribute: 'title', ...values }];
        await users.commit({ ...change, entry: { ...change.entry, userName: '', changes } });
        user = change.after;
      }

      await users.forgetHistory(user.id);

      const { items } = await users.history(user.id, { limit: 10 });
      expect(items.flatMap(({ changes }) => changes)).toStrictEqual([{ attribute: 'title' }, { attribute: 'title' }]);
    });

    test('is no longer unfinished then', async () => {
      const stores = await makeStores();
      const { user } = await erased(stores);

      await stores.users.forgetHistory(user.id);

      expect(await stores.unfinishedWork.list()).toEqual([]);
    });

    test('may be repeated, and changes nothing then', async () => {
      const stores = await makeStores();
      const { user } = await erased(stores);
      await stores.users.forgetHistory(user.id);
      const forgotten = (await stores.users.history(user.id, { limit: 10 })).items;

      await stores.users.forgetHistory(user.id);

      expect((await stores.users.history(user.id, { limit: 10 })).items).toStrictEqual(forgotten);
      expect(await stores.unfinishedWork.list()).toEqual([]);
    });

    test('leaves the history of others, and what else is unfinished, alone', async () => {
      const stores = await makeStores();
      const { user } = await erased(stores);
      const second = await createUser(stores.users, { id: userId(2), life });
      const entry = { ...erasure(second), id: '01KARQE0000000000000000998' };
      await stores.users.erase({ before: second, entry });

      await stores.users.forgetHistory(user.id);

      expect((await stores.users.history(second.id, { limit: 10 })).items).toStrictEqual([
        sampleCreation(second).entry,
        entry,
      ]);
      expect(await stores.unfinishedWork.list()).toEqual([{ kind: 'forget-history', userId: second.id }]);
    });
  });
}
