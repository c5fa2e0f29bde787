/** What the sweep finds; an index may lag, so these wait for it. */
import { describe, expect, test } from 'vitest';
import { Invalid } from '#shared/directory/errors.ts';
import { everyItem } from '#shared/directory/page.ts';
import type { PendingEntry, PendingQuery, UserStore } from '#shared/directory/ports.ts';
import { sampleEntry, samplePendingDeactivation, sampleProviderId } from '#test/doubles/samples.ts';
import { carryOut } from './carry-out.ts';
import {
  changeUser,
  createUser,
  deleteUser,
  type MakeUserStore,
  otherProvider,
  otherProviderId,
  pendingLife,
  userId,
} from './steps.ts';

const at = (minute: number) => `2026-11-23T18:${String(minute).padStart(2, '0')}:00.000Z`;

/** Far longer than an index lags. */
const eventually = <Read>(read: () => Promise<Read>) => expect.poll(read, { timeout: 4000 });

export function pendingContract(makeStore: MakeUserStore): void {
  describe('overdue', () => {
    test('finds what is due before the instant, oldest first', async () => {
      const store = await makeStore();
      for (const [number, minute] of [20, 15, 10, 30, 25].entries()) {
        const life = pendingLife({ id: `01KARQ000000000000000000D${number}`, dueAt: at(minute) });
        await createUser(store, { id: userId(number), life });
      }
      await createUser(store, { id: userId(9) });

      await eventually(() => store.overdue(at(25), 10)).toEqual([
        { userId: userId(2), deactivationId: '01KARQ000000000000000000D2', dueAt: at(10) },
        { userId: userId(1), deactivationId: '01KARQ000000000000000000D1', dueAt: at(15) },
        { userId: userId(0), deactivationId: '01KARQ000000000000000000D0', dueAt: at(20) },
      ]);
      expect(await store.overdue(at(25), 2)).toHaveLength(2);
      expect(await store.overdue(at(10), 10)).toEqual([]);
    });

    test('finds deleted users and those of every shard', async () => {
      const store = await makeStore();
      const ids = Array.from({ length: 40 }, (_, number) => userId(number));
      for (const id of ids) await deleteUser(store, await createUser(store, { id, life: pendingLife() }));

      await eventually(async () => (await store.overdue(at(59), 100)).map((entry) => entry.userId).sort()).toEqual(ids);
    });

    test('leaves out what is held, cancelled or carried out, and finds again what is released', async () => {
      const store = await makeStore();
      const life = pendingLife();
      const held = await createUser(store, { id: userId(1), life });
      const cancelled = await createUser(store, { id: userId(2), life });
      const carriedOut = await createUser(store, { id: userId(3), life });
      const moved = await createUser(store, { id: userId(4), life });
      const custodian = await changeUser(store, held, { matterIds: ['01KARM00000000000000000001'] });
      await changeUser(store, cancelled, { life: { state: 'active' } });
      const after = {
        ...carriedOut,
        version: 2,
        life: { state: 'deactivated', at: at(15), cause: 'provisioning' } as const,
      };
      const deactivation = samplePendingDeactivation();
      const entry = sampleEntry(after, { id: deactivation.id, operation: 'deactivate', at: at(15) });
      await store.commitDeactivation({ before: carriedOut, after, entry }, deactivation);
      await changeUser(store, moved, { life: pendingLife({ dueAt: at(50) }) });
      await eventually(() => store.overdue(at(30), 10)).toEqual([]);
      await eventually(() => store.statistics()).toEqual({ users: 4, pendingDeactivations: 1 });

      await changeUser(store, custodian, { matterIds: [] });

      await eventually(() => store.overdue(at(30), 10)).toEqual([
        { userId: userId(1), deactivationId: deactivation.id, dueAt: at(15) },
      ]);
    });
  });

  describe('pendingOf', () => {
    const matterIds = ['01KARM00000000000000000001'];

    test('finds all of the users whom the provider manages: due or not, held, deleted', async () => {
      const store = await makeStore();
      const dueAt = '2026-12-23T18:00:00.000Z';
      const life = pendingLife();
      await createUser(store, { id: userId(1), life });
      await createUser(store, { id: userId(2), life: pendingLife({ dueAt }) });
      await createUser(store, { id: userId(3), life, matterIds });
      await deleteUser(store, await createUser(store, { id: userId(4), life }));
      await deleteUser(store, await createUser(store, { id: userId(5), life, matterIds }));
      await createUser(store, { id: userId(6) });
      await createUser(store, { id: userId(7), matterIds });
      await createUser(store, { id: userId(8), life, management: otherProvider });
      await createUser(store, { id: userId(9), life, matterIds, management: { by: 'administrators' } });

      const { id: deactivationId, dueAt: soon } = samplePendingDeactivation();
      const expected = [1, 2, 3, 4, 5].map((number) => ({
        userId: userId(number),
        deactivationId,
        dueAt: number === 2 ? dueAt : soon,
      }));
      await eventually(async () => byUser(await store.pendingOf(sampleProviderId, 10))).toEqual(expected);
      await eventually(async () => byUser(await store.pendingOf(otherProviderId, 10))).toMatchObject([
        { userId: userId(8) },
      ]);
      expect(await store.pendingOf(sampleProviderId, 2)).toHaveLength(2);
      expect(await store.pendingOf(sampleProviderId, 0)).toEqual([]);
    });

    test('goes by who manages the user now, not by who asked for the deactivation', async () => {
      const store = await makeStore();
      const life = pendingLife({ providerId: sampleProviderId });
      const transferred = await createUser(store, { id: userId(1), life });
      const local = await createUser(store, { id: userId(2), life });

      await changeUser(store, transferred, { management: otherProvider });
      await changeUser(store, local, { management: { by: 'administrators', openToProviderId: sampleProviderId } });

      await eventually(async () => (await store.pendingOf(otherProviderId, 10)).map((entry) => entry.userId)).toEqual([
        userId(1),
      ]);
      await eventually(() => store.pendingOf(sampleProviderId, 10)).toEqual([]);
    });

    test('has a held one once, and no more what is cancelled or carried out', async () => {
      const store = await makeStore();
      const life = pendingLife();
      const held = await createUser(store, { id: userId(1), life });
      const cancelled = await createUser(store, { id: userId(2), life, matterIds });
      const carriedOut = await createUser(store, { id: userId(3), life });

      await changeUser(store, held, { matterIds });
      await changeUser(store, cancelled, { life: { state: 'active' } });
      await carryOut(store, carriedOut);

      await eventually(async () => (await store.pendingOf(sampleProviderId, 10)).map((entry) => entry.userId)).toEqual([
        userId(1),
      ]);
    });
  });

  test('statistics count pending deactivations that nothing holds back, of deleted users too', async () => {
    const store = await makeStore();
    const life = pendingLife();
    await createUser(store, { id: userId(1), life });
    await deleteUser(store, await createUser(store, { id: userId(2), life }));
    await createUser(store, { id: userId(3), life, matterIds: ['01KARM00000000000000000001'] });
    await createUser(store, { id: userId(4) });

    await eventually(() => store.statistics()).toEqual({ users: 3, pendingDeactivations: 2 });
  });

  describe('pending', () => {
    test('lists what is pending by its due instant, in pages of any size, held or not', async () => {
      const store = await makeStore();
      const numbers = Array.from({ length: 12 }, (_, number) => number);
      const matterIds = ['01KARM00000000000000000001'];
      const deactivationOf = (number: number) => ({ id: `01KARQ000000000000000000D${number}`, dueAt: at(30 - number) });
      for (const number of numbers) {
        const life = pendingLife(deactivationOf(number));
        const held = number % 4 === 0 ? { matterIds } : {};
        await createUser(store, { id: userId(number), life, ...held });
      }
      await createUser(store, { id: userId(90) });
      const entry = (number: number) => ({
        userId: userId(number),
        deactivationId: deactivationOf(number).id,
        dueAt: deactivationOf(number).dueAt,
        isHeld: number % 4 === 0,
        providerId: sampleProviderId,
      });
      const expected = numbers.map(entry).toReversed();

      await eventually(() => pendingPages(store, {}, 100)).toEqual(expected);
      for (const limit of [1, 5, 12]) expect(await pendingPages(store, {}, limit)).toEqual(expected);
      expect(await pendingPages(store, { isHeld: true }, 2)).toEqual([8, 4, 0].map(entry));
      expect(await pendingPages(store, { isHeld: false, dueFrom: at(21), dueBefore: at(25) }, 2)).toEqual(
        [9, 7, 6].map(entry),
      );
      expect(await pendingPages(store, { dueFrom: at(25), dueBefore: at(25) }, 2)).toEqual([]);
      expect(await pendingPages(store, { dueFrom: at(26), dueBefore: at(25) }, 2)).toEqual([]);
      const { next } = await store.pending({}, { limit: 2 });
      expect((await store.pending({ dueFrom: at(25) }, { limit: 1, after: next })).items).toEqual([entry(5)]);
    });

    test('lists those of the users whom one provider manages, page by page', async () => {
      const store = await makeStore();
      for (const number of [1, 2, 3, 4]) {
        const management = { by: 'provider', providerId: number < 4 ? sampleProviderId : otherProviderId } as const;
        await createUser(store, { id: userId(number), life: pendingLife({ dueAt: at(10 + number) }), management });
      }
      await createUser(store, { id: userId(5), life: pendingLife(), management: { by: 'administrators' } });

      for (const limit of [1, 2, 9]) {
        await eventually(async () =>
          (await pendingPages(store, { providerId: otherProviderId }, limit)).map((entry) => entry.userId),
        ).toEqual([userId(4)]);
      }
      await eventually(async () => (await pendingPages(store, { providerId: sampleProviderId }, 2)).length).toBe(3);
    });

    test('names no provider of a user whom administrators manage', async () => {
      const store = await makeStore();
      await createUser(store, { life: pendingLife(), management: { by: 'administrators' } });

      await eventually(async () =>
        (await pendingPages(store, {}, 9)).map((entry) => Object.keys(entry).sort()),
      ).toEqual([['deactivationId', 'dueAt', 'isHeld', 'userId']]);
    });

    test('refuses a position that it did not give out', async () => {
      const store = await makeStore();

      await expect(store.pending({}, { limit: 10, after: 'nowhere' })).rejects.toThrow(Invalid);
    });
  });
}

function byUser(entries: readonly PendingEntry[]): PendingEntry[] {
  return entries.toSorted((a, b) => (a.userId < b.userId ? -1 : 1));
}

async function pendingPages(store: UserStore, query: PendingQuery, limit: number) {
  return everyItem(({ after }) => store.pending(query, { limit, after }));
}
