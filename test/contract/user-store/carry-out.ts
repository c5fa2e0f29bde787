/** Carrying out a pending deactivation: once, when due, unless held back. */
import { describe, expect, test } from 'vitest';
import type { UserStore } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';
import { sampleEntry, sampleEntryId, samplePendingDeactivation } from '#test/doubles/samples.ts';
import { changeUser, createUser, deleteUser, type MakeUserStore, pendingLife, userId } from './steps.ts';

const deactivation = samplePendingDeactivation();
const { dueAt } = deactivation;
const blocks = { provisioning: '2026-11-23T18:00:00.000Z' };

/** The change that a worker makes of the user it read, at the due instant or at another. */
export function carryOut(store: UserStore, before: User, at = dueAt, pending = deactivation): Promise<boolean> {
  const life = { state: 'deactivated', at, cause: 'provisioning' } as const;
  const after = { ...before, version: before.version + 1, lastModifiedAt: at, life };
  const entry = sampleEntry(after, { id: pending.id, operation: 'deactivate', events: ['deactivated'] });
  return store.commitDeactivation({ before, after, entry }, pending);
}

export function carryOutContract(makeStore: MakeUserStore): void {
  describe('commitDeactivation', () => {
    test('deactivates the user and logs it', async () => {
      const store = await makeStore();
      const user = await createUser(store, { life: pendingLife(), blocks });

      expect(await carryOut(store, user)).toBe(true);

      const deactivated = await store.get(user.id);
      expect(deactivated).toStrictEqual({
        ...user,
        version: 2,
        lastModifiedAt: dueAt,
        life: { state: 'deactivated', at: dueAt, cause: 'provisioning' },
      });
      const [, entry] = (await store.history(user.id, { limit: 10 })).items;
      expect(entry).toMatchObject({ id: deactivation.id, operation: 'deactivate', at: dueAt });
    });

    test('happens once, however often it is tried', async () => {
      const store = await makeStore();
      const user = await createUser(store, { life: pendingLife(), blocks });

      const outcomes = await Promise.allSettled([1, 2, 3, 4].map(async () => carryOut(store, user)));
      const again = await carryOut(store, user, '2026-11-23T18:16:00.000Z');

      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value)).toHaveLength(1);
      expect(again).toBe(false);
      expect(await store.get(user.id)).toMatchObject({ version: 2 });
      expect((await store.history(user.id, { limit: 10 })).items).toHaveLength(2);
    });

    test('happens never before it is due', async () => {
      const store = await makeStore();
      const user = await createUser(store, { life: pendingLife(), blocks });

      expect(await carryOut(store, user, '2026-11-23T18:14:59.999Z')).toBe(false);

      expect(await store.get(user.id)).toStrictEqual(user);
    });

    test('happens when it is long overdue', async () => {
      const store = await makeStore();
      const user = await createUser(store, { life: pendingLife(), blocks });

      expect(await carryOut(store, user, '2026-12-23T18:15:00.000Z')).toBe(true);
    });

    test('keeps what has changed since the user was read', async () => {
      const store = await makeStore();
      const read = await createUser(store, { life: pendingLife(), blocks });
      const attributes = { userName: 'miller', title: 'Guide' };
      const changed = await changeUser(store, read, { attributes, organizationId: 'sales' });

      expect(await carryOut(store, read)).toBe(true);

      expect(await store.get(read.id)).toMatchObject({
        version: changed.version + 1,
        attributes,
        organizationId: 'sales',
        life: { state: 'deactivated' },
      });
      expect(await store.getByUserName('miller')).toMatchObject({ id: read.id });
    });

    test('carries out the deactivation of a deleted user', async () => {
      const store = await makeStore();
      const user = await deleteUser(store, await createUser(store, { life: pendingLife(), blocks }));

      expect(await carryOut(store, user)).toBe(true);

      expect(await store.get(user.id)).toMatchObject({ deletedAt: user.deletedAt, life: { state: 'deactivated' } });
    });

    test('is held back by a matter', async () => {
      const store = await makeStore();
      const read = await createUser(store, { life: pendingLife(), blocks });
      const held = await changeUser(store, read, { matterIds: ['01KARM00000000000000000001'] });

      expect(await carryOut(store, read)).toBe(false);

      expect(await store.get(read.id)).toStrictEqual(held);
    });

    test.each<[string, Partial<User>]>([
      ['cancelled', { life: { state: 'active' } }],
      ['followed by another', { life: pendingLife({ id: '01KARQ0000000000000000000F' }) }],
      ['settled otherwise', { life: { state: 'deactivated', at: '2026-11-23T18:01:00.000Z', cause: 'administrator' } }],
    ])('leaves a user alone whose deactivation was %s', async (_, changes) => {
      const store = await makeStore();
      const read = await createUser(store, { life: pendingLife(), blocks });
      const changed = await changeUser(store, read, changes);

      expect(await carryOut(store, read)).toBe(false);

      expect(await store.get(read.id)).toStrictEqual(changed);
      expect((await store.history(read.id, { limit: 10 })).items).toHaveLength(2);
    });

    test('answers false for a user that is not there', async () => {
      const store = await makeStore();
      const user = await createUser(store, { life: pendingLife() });

      expect(await carryOut(store, { ...user, id: userId(9) })).toBe(false);

      expect(await store.get(userId(9))).toBeUndefined();
    });

    test('can happen again to the same user with another deactivation', async () => {
      const store = await makeStore();
      const user = await createUser(store, { life: pendingLife(), blocks });
      await carryOut(store, user);
      const second = samplePendingDeactivation({ id: '01KARQ0000000000000000000F', dueAt: '2026-11-24T18:15:00.000Z' });
      const stored = (await store.get(user.id)) ?? user;
      const again = await changeUser(store, stored, { life: { state: 'pending', deactivation: second } });

      expect(await carryOut(store, again, second.dueAt, second)).toBe(true);

      const entries = (await store.history(user.id, { limit: 10 })).items;
      expect(entries.map(({ id, operation }) => [id, operation])).toEqual([
        [sampleEntryId(1), 'create'],
        [deactivation.id, 'deactivate'],
        [sampleEntryId(3), 'replace'],
        [second.id, 'deactivate'],
      ]);
    });
  });
}
