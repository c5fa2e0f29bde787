/** Entries are written once, and found by their ids. */
import { describe, expect, test } from 'vitest';
import { VersionConflict } from '#shared/directory/errors.ts';
import { sampleChange, sampleCreation, sampleEntry, samplePendingDeactivation } from '#test/doubles/samples.ts';
import { carryOut } from './carry-out.ts';
import { changeUser, createUser, type MakeUserStore, pendingLife, userId } from './steps.ts';

export function entriesContract(makeStore: MakeUserStore): void {
  describe('findEntry', () => {
    test('finds the entry of a change that was committed, whenever another attempt was made', async () => {
      const store = await makeStore();
      const user = await createUser(store, { id: userId(1) });
      const { entry } = sampleCreation(user);

      expect(await store.findEntry(entry)).toStrictEqual(entry);
      expect(await store.findEntry({ ...entry, at: '2026-11-23T18:00:07.000Z', events: [] })).toStrictEqual(entry);
    });

    test('finds none of a change that did not happen, none of another id, and none of another user', async () => {
      const store = await makeStore();
      const user = await createUser(store, { id: userId(1) });
      await changeUser(store, user, { organizationId: 'sales' });
      const late = sampleChange(user, { organizationId: 'tours' });
      const entry = { ...late.entry, id: '01KARQE000000000000000LATE' };

      await expect(store.commit({ ...late, entry })).rejects.toThrow(VersionConflict);

      expect(await store.findEntry(entry)).toBeUndefined();
      expect(await store.findEntry({ ...sampleCreation(user).entry, userId: userId(2) })).toBeUndefined();
    });

    test('tells a refusal from a change with the same id', async () => {
      const store = await makeStore();
      const user = await createUser(store);
      const change = sampleChange(user, { organizationId: 'sales' });
      const refusal = sampleEntry(user, { id: change.entry.id, operation: 'replace', outcome: 'refused', events: [] });

      await store.record(refusal);
      expect(await store.findEntry(refusal)).toStrictEqual(refusal);
      expect(await store.findEntry(change.entry)).toBeUndefined();
      await store.commit(change);

      expect(await store.findEntry(refusal)).toStrictEqual(refusal);
      expect(await store.findEntry(change.entry)).toStrictEqual(change.entry);
    });

    test('finds that of a deactivation carried out by the id of the deactivation', async () => {
      const store = await makeStore();
      const user = await createUser(store, { life: pendingLife() });
      const { id, dueAt } = samplePendingDeactivation();
      const entry = sampleEntry(user, { id, at: dueAt, operation: 'deactivate', events: ['deactivated'] });
      expect(await store.findEntry(entry)).toBeUndefined();

      await carryOut(store, user);

      expect(await store.findEntry(entry)).toMatchObject({ id, at: dueAt, operation: 'deactivate' });
      expect(await store.findEntry({ ...entry, id: '01KARQ0000000000000000000F' })).toBeUndefined();
    });

    test('finds that of an administrator who deactivated the user', async () => {
      const store = await makeStore();
      const user = await createUser(store);
      const change = sampleChange(user, { life: { state: 'deactivated', at: user.createdAt, cause: 'administrator' } });
      const actor = { by: 'administrator', administratorId: 'arn:aws:iam::123456789012:user/ada' } as const;
      const entry = { ...change.entry, actor, operation: 'deactivate', events: ['deactivated'] } as const;

      await store.commit({ ...change, entry });

      expect(await store.findEntry(entry)).toStrictEqual(entry);
    });
  });

  describe('commit of an entry that is there already', () => {
    test('is refused, and writes nothing, although the user is as it was read', async () => {
      const store = await makeStore();
      const user = await createUser(store);
      const first = sampleChange(user, { organizationId: 'sales' });
      await store.commit(first);

      const again = sampleChange(first.after, { attributes: { userName: 'miller' } });
      const committing = store.commit({ ...again, entry: { ...again.entry, id: first.entry.id } });

      await expect(committing).rejects.toThrow(VersionConflict);
      expect(await store.get(user.id)).toStrictEqual(first.after);
      expect(await store.getByUserName('miller')).toBeUndefined();
      expect((await store.history(user.id, { limit: 10 })).items).toStrictEqual([
        sampleCreation(user).entry,
        first.entry,
      ]);
    });

    test('is not refused when another user has an entry with the id', async () => {
      const store = await makeStore();
      const first = await createUser(store, { id: userId(1) });
      const second = await createUser(store, { id: userId(2) });
      expect(sampleCreation(second).entry.id).toBe(sampleCreation(first).entry.id);

      expect((await store.history(second.id, { limit: 10 })).items).toStrictEqual([sampleCreation(second).entry]);
    });
  });
}
