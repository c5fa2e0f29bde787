/** The log of one user. */
import { describe, expect, test } from 'vitest';
import type { UserEntry } from '#shared/directory/users/log-entry.ts';
import {
  sampleCreation,
  sampleEntry,
  sampleEntryId,
  samplePendingDeactivation,
  sampleUser,
} from '#test/doubles/samples.ts';
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
  });
}
