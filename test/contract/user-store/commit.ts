/** Committing a change: all of it or nothing, on what was read, and one user to a name. */
import { describe, expect, test } from 'vitest';
import { UserNameTaken, VersionConflict } from '#shared/directory/errors.ts';
import { sampleChange, sampleCreation, sampleProviderId, sampleUser } from '#test/doubles/samples.ts';
import { changeUser, createUser, deleteUser, type MakeUserStore, otherProvider, restoreUser, userId } from './steps.ts';

const named = (userName: string) => ({ attributes: { userName } });

export function commitContract(makeStore: MakeUserStore): void {
  describe('commit', () => {
    test.each([
      ['in the same case', 'jensen'],
      ['in another case', 'JENSEN'],
    ])('refuses to create a user whose name is taken %s', async (_, userName) => {
      const store = await makeStore();
      const holder = await createUser(store, { id: userId(1), ...named('jensen'), management: otherProvider });

      const creating = createUser(store, { id: userId(2), ...named(userName) });

      await expect(creating).rejects.toThrow(UserNameTaken);
      expect(await store.getByUserName('jensen')).toStrictEqual(holder);
    });

    test('refuses to rename or restore a user to a name that is taken', async () => {
      const store = await makeStore();
      const deleted = await deleteUser(store, await createUser(store, { id: userId(1), ...named('jensen') }));
      await createUser(store, { id: userId(2), ...named('jensen') });
      const other = await createUser(store, { id: userId(3), ...named('miller') });

      await expect(changeUser(store, other, named('Jensen'))).rejects.toThrow(UserNameTaken);
      await expect(restoreUser(store, deleted)).rejects.toThrow(UserNameTaken);
    });

    test('lets a name go with a rename or a deletion', async () => {
      const store = await makeStore();
      const first = await createUser(store, { id: userId(1), ...named('jensen') });
      await changeUser(store, first, named('miller'));

      const second = await createUser(store, { id: userId(2), ...named('jensen') });
      await deleteUser(store, second);
      const third = await createUser(store, { id: userId(3), ...named('jensen') });

      expect(await store.getByUserName('jensen')).toStrictEqual(third);
    });

    test('writes nothing at all when the name is taken', async () => {
      const store = await makeStore();
      await createUser(store, { id: userId(1), ...named('jensen') });
      const attributes = { userName: 'jensen', externalId: '7', emails: [{ value: 'b@example.com' }] };

      await expect(createUser(store, { id: userId(2), attributes })).rejects.toThrow(UserNameTaken);

      expect(await store.get(userId(2))).toBeUndefined();
      expect((await store.history(userId(2), { limit: 10 })).items).toEqual([]);
      expect(await store.find(sampleProviderId, { attribute: 'externalId', value: '7' }, { limit: 10 })).toEqual({
        items: [],
      });
      expect((await store.list(sampleProviderId, { limit: 10 })).items).toHaveLength(1);
      expect(await store.count(sampleProviderId)).toBe(1);
    });

    test('writes nothing at all when the user has changed since it was read', async () => {
      const store = await makeStore();
      const read = await createUser(store);
      const current = await changeUser(store, read, { attributes: { userName: 'miller' } });

      const change = sampleChange(read, { attributes: { userName: 'smith', externalId: '7' } });
      const changing = store.commit({ ...change, entry: { ...change.entry, id: '01KARQE000000000000000LATE' } });

      await expect(changing).rejects.toThrow(VersionConflict);
      expect(await store.get(read.id)).toStrictEqual(current);
      expect(await store.getByUserName('smith')).toBeUndefined();
      expect(await store.find(sampleProviderId, { attribute: 'externalId', value: '7' }, { limit: 10 })).toEqual({
        items: [],
      });
      expect((await store.history(read.id, { limit: 10 })).items).toHaveLength(2);
    });

    test('calls it a conflict, not a taken name, when both are the case: the name may not be wanted any more', async () => {
      const store = await makeStore();
      const read = await createUser(store, { id: userId(1), ...named('jensen') });
      await changeUser(store, read, named('miller'));
      await createUser(store, { id: userId(2), ...named('smith') });

      await expect(changeUser(store, read, named('smith'))).rejects.toThrow(VersionConflict);
    });

    test('does not create a user over another with the same id', async () => {
      const store = await makeStore();
      const user = await createUser(store);

      await expect(createUser(store, named('another'))).rejects.toThrow(VersionConflict);
      expect(await store.get(user.id)).toStrictEqual(user);
    });

    test('does not change a user that is not there', async () => {
      const store = await makeStore();

      await expect(store.commit(sampleChange(sampleUser(), named('b')))).rejects.toThrow(VersionConflict);
    });

    test('keeps 40 emails that all change together with the name', async () => {
      const store = await makeStore();
      const emails = (domain: string) => Array.from({ length: 40 }, (_, n) => ({ value: `${n}@${domain}.example` }));
      const user = await createUser(store, { attributes: { userName: 'a', externalId: '1', emails: emails('old') } });

      const changed = await changeUser(store, user, {
        attributes: { userName: 'b', externalId: '2', emails: emails('new') },
        management: otherProvider,
      });

      expect(await store.getByUserName('b')).toStrictEqual(changed);
    });

    test('lets one of many concurrent creates of a name win', async () => {
      const store = await makeStore();

      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, async (_, number) =>
          createUser(store, { id: userId(number), ...named(number % 2 === 0 ? 'jensen' : 'JENSEN') }),
        ),
      );

      const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(refusals).toHaveLength(19);
      for (const reason of refusals) expect(reason.name).toMatch(/^(UserNameTaken|VersionConflict)$/);
      expect(await store.count(sampleProviderId)).toBe(1);
      expect(await store.list(sampleProviderId, { limit: 100 })).toEqual({
        items: [await store.getByUserName('jensen')],
      });
    });

    test('lets one of many concurrent changes of a user win', async () => {
      const store = await makeStore();
      const user = await createUser(store);
      const changes = Array.from({ length: 10 }, (_, number) => {
        const change = sampleChange(user, named(`name-${number}`));
        return { ...change, entry: { ...change.entry, id: `01KARQE000000000000000000${number}` } };
      });

      const outcomes = await Promise.allSettled(changes.map(async (change) => store.commit(change)));

      const [winner, ...others] = changes.filter((_, number) => outcomes[number]?.status === 'fulfilled');
      expect(others).toEqual([]);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(VersionConflict);
      }
      expect(await store.get(user.id)).toStrictEqual(winner?.after);
      expect((await store.history(user.id, { limit: 100 })).items).toStrictEqual([
        sampleCreation(user).entry,
        winner?.entry,
      ]);
    });
  });
}
