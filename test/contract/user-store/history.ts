/** The log of one user. */
import { describe, expect, test } from 'vitest';
import { Invalid } from '#shared/directory/errors.ts';
import { plusSeconds } from '#shared/directory/instant.ts';
import { everyItem } from '#shared/directory/page.ts';
import type { UserStore } from '#shared/directory/ports.ts';
import type { LogPageRequest } from '#shared/directory/sync-log/sync-log.ts';
import type { LogEntry, UserEntry } from '#shared/directory/users/log-entry.ts';
import {
  sampleCreation,
  sampleEntry,
  sampleEntryId,
  samplePendingDeactivation,
  sampleUser,
} from '#test/doubles/samples.ts';
import { carryOut } from './carry-out.ts';
import { changeUser, createUser, type MakeUserStore, pendingLife, userId } from './steps.ts';

export function historyContract(makeStore: MakeUserStore): void {
  describe('history', () => {
    test('gives back every part of an entry as it was committed', async () => {
      const store = await makeStore();
      const user = sampleUser();
      const entry: UserEntry = {
        id: sampleEntryId(1),
        at: user.createdAt,
        actor: { by: 'administrator', administratorId: 'arn:aws:iam::123456789012:user/ada' },
        userId: user.id,
        userName: 'Bärbel',
        operation: 'create',
        outcome: 'changed',
        events: ['created', 'deactivation-requested'],
        changes: [
          { attribute: 'title', after: 'Guide' },
          { attribute: 'name', before: { givenName: 'B' } },
          { attribute: 'emails', before: [], after: [{ value: 'b@example.com', primary: true }] },
          { attribute: 'number', before: 0, after: '' },
          { attribute: 'flag', before: false, after: true },
        ],
        ignored: ['password', 'roles'],
        reason: 'a reason',
        matterId: '01KARM00000000000000000001',
        dueAt: '2026-11-23T18:15:00.000Z',
        requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      };

      await store.commit({ after: user, entry });

      expect((await store.history(user.id, { limit: 10 })).items).toStrictEqual([entry]);
    });

    test('has the oldest entries first, up to the limit, of this user only', async () => {
      const store = await makeStore();
      const user = await createUser(store, { id: userId(1) });
      await createUser(store, { id: userId(2) });
      const second = await changeUser(store, user, { attributes: { userName: 'b' } });
      await changeUser(store, second, { attributes: { userName: 'c' } });

      const versions = async (limit: number) =>
        (await store.history(user.id, { limit: limit })).items.map(({ userName }) => userName);

      expect(await versions(10)).toEqual([user.attributes.userName, 'b', 'c']);
      expect(await versions(2)).toEqual([user.attributes.userName, 'b']);
      expect(await versions(0)).toEqual([]);
      expect((await store.history(userId(3), { limit: 10 })).items).toEqual([]);
    });

    test('has a deactivation carried out at its place in time, within the limit too', async () => {
      const store = await makeStore();
      const user = await createUser(store, { life: pendingLife() });
      const deactivation = samplePendingDeactivation();
      const at = deactivation.dueAt;
      const after = {
        ...user,
        version: 2,
        lastModifiedAt: at,
        life: { state: 'deactivated', at, cause: 'provisioning' },
      } as const;
      const carriedOut = sampleEntry(after, { id: deactivation.id, operation: 'deactivate', events: ['deactivated'] });
      await store.commitDeactivation({ before: user, after, entry: carriedOut }, deactivation);
      const reactivated = await changeUser(store, after, { life: { state: 'active' } });

      const entries = [sampleCreation(user).entry, carriedOut, sampleEntry(reactivated)];

      expect((await store.history(user.id, { limit: 10 })).items).toStrictEqual(entries);
      expect((await store.history(user.id, { limit: 2 })).items).toStrictEqual(entries.slice(0, 2));
      expect((await store.history(user.id, { limit: 1 })).items).toStrictEqual(entries.slice(0, 1));
    });

    test('has refusals, which may be recorded again and leave the user alone', async () => {
      const store = await makeStore();
      const user = await createUser(store);
      const refusal = sampleEntry(user, {
        id: '01KARQE0000000000000000009',
        at: '2026-11-23T18:05:00.000Z',
        operation: 'patch',
        outcome: 'refused',
        events: [],
        reason: 'an administrator deactivated the user',
      });

      await store.record(refusal);
      await store.record(refusal);

      expect((await store.history(user.id, { limit: 10 })).items).toStrictEqual([sampleCreation(user).entry, refusal]);
      expect(await store.get(user.id)).toStrictEqual(user);
    });

    test('has pages of any size, oldest or newest first, with deactivations carried out between the others', async () => {
      const store = await makeStore();
      const ids: string[] = [];
      let user = await createUser(store);
      ids.push(sampleCreation(user).entry.id);
      for (const number of [1, 2, 3]) {
        const deactivation = samplePendingDeactivation({
          id: `01KARQ000000000000000000D${number}`,
          dueAt: user.lastModifiedAt,
        });
        user = await changeUser(store, user, { life: { state: 'pending', deactivation } });
        ids.push(sampleEntryId(user.version));
        const at = plusSeconds(user.lastModifiedAt, 30);
        const life = { state: 'deactivated', at, cause: 'provisioning' } as const;
        const stored = { ...user, life, lastModifiedAt: at, version: user.version + 1 };
        const entry = sampleEntry(stored, { id: deactivation.id, operation: 'deactivate', events: ['deactivated'] });
        expect(await store.commitDeactivation({ before: user, after: stored, entry }, deactivation)).toBe(true);
        ids.push(deactivation.id);
        user = await changeUser(store, stored, { life: { state: 'active' } });
        ids.push(sampleEntryId(user.version));
      }

      for (const limit of [1, 2, 3, 10, 50]) {
        expect(await pages(store, user.id, { limit })).toEqual(ids);
        expect(await pages(store, user.id, { limit, newestFirst: true })).toEqual(ids.toReversed());
      }
      const isWanted = ({ operation }: LogEntry) => operation === 'deactivate';
      expect(await pages(store, user.id, { limit: 1, isWanted })).toEqual(ids.filter((id) => id.includes('D')));
    });

    test('goes on behind a deactivation that nothing came after', async () => {
      const store = await makeStore();
      const user = await createUser(store, { life: pendingLife() });
      await carryOut(store, user);

      const ids = await pages(store, user.id, { limit: 1, newestFirst: true });

      expect(ids).toEqual([samplePendingDeactivation().id, sampleCreation(user).entry.id]);
    });

    test('has what was decided first before what was begun first', async () => {
      const store = await makeStore();
      const user = await createUser(store);
      const refusal = (id: string, at: string) => sampleEntry(user, { id, at, outcome: 'refused', events: [] });
      await store.record(refusal('01KARQE0000000000000000008', '2026-11-23T18:09:00.000Z'));
      await store.record(refusal('01KARQE0000000000000000009', '2026-11-23T18:08:00.000Z'));

      const { items } = await store.history(user.id, { limit: 10 });

      expect(items.map(({ id }) => id.slice(-1))).toEqual(['1', '9', '8']);
    });

    test('refuses a position that it did not give out', async () => {
      const store = await makeStore();
      const user = await createUser(store);

      for (const after of ['nowhere', '|x', 'USER|']) {
        await expect(store.history(user.id, { limit: 10, after })).rejects.toThrow(Invalid);
      }
    });
  });
}

/** The ids of all entries, page by page. */
async function pages(store: UserStore, id: string, page: Omit<LogPageRequest, 'after'>): Promise<string[]> {
  const entries = await everyItem(({ after }) => store.history(id, { ...page, after }));
  return entries.map((entry) => entry.id);
}
