import { describe, expect, test } from 'vitest';
import { carryOutUserDeactivation } from '#shared/directory/administration/change-life.ts';
import {
  cancelPendingDeactivations,
  listPendingDeactivations,
} from '#shared/directory/deactivations/pending-deactivations.ts';
import { Invalid, Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import type { Instant } from '#shared/directory/instant.ts';
import type { UserChange } from '#shared/directory/ports.ts';
import { disableProvider } from '#shared/directory/providers/disable-provider.ts';
import type { User } from '#shared/directory/users/user.ts';
import { sampleChange, samplePendingDeactivation, sampleProvider, sampleProviderId } from '#test/doubles/samples.ts';
import { type TestDirectory, testDirectory } from '#test/doubles/test-directory.ts';
import { administering, administrator, now, store } from '#test/shared/directory/administration/administration.ts';
import { due, pending } from '#test/shared/directory/life/lives.ts';
import { provisioning } from '#test/shared/directory/provisioning/provisioning.ts';

const otherId = '01KARPZZZZ0000000000000002';
const minute = (number: number) => `2026-11-23T18:${String(number).padStart(2, '0')}:00.000Z`;
const userId = (number: number) => `01KARQ00000000000000000${String(number).padStart(3, '0')}`;

/** So many pending users, each requested and due a minute after the one before; every third one of another provider. */
async function withPending(count: number) {
  const directory = testDirectory();
  for (const id of [sampleProviderId, otherId]) await directory.providers.create(sampleProvider({ id }));
  for (let number = 0; number < count; number++) {
    const providerId = number % 3 === 2 ? otherId : sampleProviderId;
    const times = { requestedAt: minute(number), dueAt: minute(number + 15) };
    const deactivation = samplePendingDeactivation({ id: `D${number}`, providerId, ...times });
    await store(directory, {
      id: userId(number),
      attributes: { userName: `user-${number}` },
      management: { by: 'provider', providerId },
      life: { state: 'pending', deactivation },
      blocks: { provisioning: minute(number) },
      ...(number === 4 && { matterIds: ['M1'] }),
    });
  }
  return directory;
}

const numbersOf = (ids: readonly string[]) => ids.map((id) => Number(id.slice(-3)));
const pendingNow = (directory: TestDirectory) =>
  numbersOf(
    directory.users
      .all()
      .filter(({ life }) => life.state === 'pending')
      .map(({ id }) => id),
  );

describe('pending deactivations', () => {
  test('are listed by due instant, with whom they are about, by provider, by time, held or not', async () => {
    const directory = await withPending(6);
    const list = async (query: Partial<Parameters<typeof listPendingDeactivations>[1]>) => {
      const { items } = await listPendingDeactivations(directory, { limit: 10, ...query });
      return numbersOf(items.map((item) => item.userId));
    };

    expect((await listPendingDeactivations(directory, { limit: 1 })).items).toEqual([
      {
        userId: userId(0),
        userName: 'user-0',
        deactivationId: 'D0',
        requestedAt: minute(0),
        dueAt: minute(15),
        isHeld: false,
        providerId: sampleProviderId,
      },
    ]);
    expect(await list({})).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await list({ providerId: otherId })).toEqual([2, 5]);
    expect(await list({ dueFrom: minute(16), dueBefore: minute(18) })).toEqual([1, 2]);
    expect(await list({ isHeld: true })).toEqual([4]);
    expect(await list({ isHeld: false, providerId: sampleProviderId })).toEqual([0, 1, 3]);
  });

  test('are listed without a name when the index still shows who was erased by now', async () => {
    const directory = await withPending(1);
    const [before] = directory.users.all();
    if (before === undefined) throw new Error('there is nobody');
    const entry = { ...pendingEntry, id: 'E', userId: before.id, userName: '' };
    directory.users.beforeNext('getAll', () => directory.users.erase({ before, entry }));

    expect((await listPendingDeactivations(directory, { limit: 1 })).items).toStrictEqual([
      { userId: userId(0), deactivationId: 'D0', dueAt: minute(15), isHeld: false, providerId: sampleProviderId },
    ]);
  });

  test('are listed page by page', async () => {
    const directory = await withPending(7);
    const pages: number[][] = [];
    let after: string | undefined;
    do {
      const page = await listPendingDeactivations(directory, { limit: 3, after });
      pages.push(numbersOf(page.items.map((item) => item.userId)));
      after = page.next;
    } while (after !== undefined);

    expect(pages).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
  });

  test('of one provider are read at once, however many of another come before them', async () => {
    const directory = await withPending(30);
    const { users } = directory;
    let calls = 0;
    const pending = (...parameters: Parameters<typeof users.pending>) => {
      calls += 1;
      return users.pending(...parameters);
    };
    const counting = { ...directory, users: { ...users, pending } };

    const { items } = await listPendingDeactivations(counting, { providerId: otherId, dueFrom: minute(18), limit: 1 });

    expect(numbersOf(items.map((item) => item.userId))).toEqual([5]);
    expect(calls).toBe(1);
  });
});

test('a provider that is not there has no pending deactivations to list, to count or to cancel: it is a mistake', async () => {
  const directory = await withPending(1);
  const noProvider = new Invalid('There is no provider nobody.');
  const request = { administrator, providerId: 'nobody', requestedFrom: minute(0), budgetSeconds: 8 };

  await expect(listPendingDeactivations(directory, { providerId: 'nobody', limit: 10 })).rejects.toThrow(noProvider);
  await expect(cancelPendingDeactivations(directory, { ...request, isDryRun: true })).rejects.toThrow(noProvider);
  await expect(cancelPendingDeactivations(directory, request)).rejects.toThrow(noProvider);

  expect(pendingNow(directory)).toEqual([0]);
});

describe('cancelling many', () => {
  test('cancels those that are meant: by provider, by when they were requested, by when they are due', async () => {
    for (const [filter, left] of [
      [{ providerId: otherId }, [0, 1, 3, 4, 6]],
      [{ requestedFrom: minute(2), requestedBefore: minute(5) }, [0, 1, 5, 6]],
      [{ dueFrom: minute(16), dueBefore: minute(18) }, [0, 3, 4, 5, 6]],
      [{ providerId: sampleProviderId, requestedFrom: minute(3) }, [0, 1, 2, 5]],
    ] as const) {
      const directory = await withPending(7);

      const outcome = await cancelPendingDeactivations(directory, { administrator, ...filter, budgetSeconds: 8 });

      expect(pendingNow(directory)).toEqual(left);
      expect(outcome).toEqual({ cancelled: 7 - left.length, failed: [] });
    }
  });

  test('leaves an entry of its own for each, and users active and unblocked', async () => {
    const directory = await withPending(2);

    await cancelPendingDeactivations(directory, { administrator, budgetSeconds: 8 });

    expect(directory.users.all()).toMatchObject([
      { life: { state: 'active' }, blocks: {} },
      { life: { state: 'active' } },
    ]);
    expect(directory.users.entries().slice(2)).toMatchObject([
      { operation: 'cancel', events: ['deactivation-cancelled'], requestId: administrator.requestId },
      { operation: 'cancel', events: ['deactivation-cancelled'] },
    ]);
    expect(directory.schedules.scheduled()).toEqual([]);
  });

  test('says who could not be cancelled and why, and cancels the others; a dry run says the same', async () => {
    const directory = await withPending(3);
    const [first] = directory.users.all();
    if (first === undefined) throw new Error('there is nobody');
    const deleted = { ...first, version: 2, deletedAt: now };
    const entry = { ...directory.users.entries()[0], id: 'E', userId: first.id, userName: 'user-0' };
    await directory.users.commit({ before: first, after: deleted, entry: { ...entry, ...pendingEntry } });
    await store(directory, { id: userId(9), attributes: { userName: 'USER-0' } });
    const failed = [{ userId: userId(0), code: 'USER_NAME_TAKEN', detail: expect.stringContaining('userName') }];

    const dry = await cancelPendingDeactivations(directory, { administrator, isDryRun: true, budgetSeconds: 8 });
    expect(dry).toEqual({ cancelled: 2, failed });
    expect(pendingNow(directory)).toEqual([0, 1, 2]);
    const wet = await cancelPendingDeactivations(directory, { administrator, budgetSeconds: 8 });

    expect(wet).toEqual({ cancelled: 2, failed });
    expect(pendingNow(directory)).toEqual([0]);
  });

  test('goes on where the time ended', async () => {
    const directory = await withPending(45);
    const { users } = directory;
    const slow = {
      ...directory,
      users: {
        ...users,
        pending: (query: Parameters<typeof users.pending>[0], page: Parameters<typeof users.pending>[1]) => {
          directory.clock.advance(3);
          return users.pending(query, { ...page, limit: 10 });
        },
      },
    };

    const first = await cancelPendingDeactivations(slow, { administrator, budgetSeconds: 6 });
    expect(first).toMatchObject({ cancelled: 20, next: expect.any(String) });
    const second = await cancelPendingDeactivations(slow, { administrator, budgetSeconds: 60 });

    expect(second).toEqual({ cancelled: 25, failed: [] });
  });

  test('leaves over who is still left some seconds later, when each takes long', async () => {
    const directory = await withPending(45);
    const { users } = directory;
    const commit = async (change: UserChange) => {
      directory.clock.advance(1);
      await users.commit(change);
    };
    const slow = { ...directory, users: { ...users, commit } };

    const { cancelled, failed } = await cancelPendingDeactivations(slow, { administrator, budgetSeconds: 5 });

    expect(cancelled).toBe(8);
    expect(failed).toHaveLength(37);
    expect(new Set(failed.map(({ code }) => code))).toEqual(new Set(['UNAVAILABLE']));
    expect(pendingNow(directory)).toHaveLength(37);
  });

  test('leaves over who is still left some seconds later in a dry run, too', async () => {
    const directory = await withPending(6);
    const { users } = directory;
    const slow = {
      ...directory,
      users: {
        ...users,
        getAll: async (userIds: readonly string[]) =>
          (await users.getAll(userIds)).map((user) => ({ ...user, deletedAt: now })),
        getByUserName: async (userName: string) => {
          directory.clock.advance(1);
          return users.getByUserName(userName);
        },
      },
    };

    const dry = await cancelPendingDeactivations(slow, { administrator, isDryRun: true, budgetSeconds: 1 });

    expect(dry.cancelled).toBe(4);
    expect(dry.failed).toMatchObject([{ code: 'UNAVAILABLE' }, { code: 'UNAVAILABLE' }]);
  });

  const failing = async (error: Error) => {
    const directory = await withPending(1);
    const commit = async () => {
      directory.clock.advance(12);
      throw error;
    };
    return { ...directory, users: { ...directory.users, commit } };
  };

  test.each([new Unavailable('DynamoDB is down.'), new VersionConflict('Another writer is always in the way.')])(
    'says of one whom the store could not change now that it is to be asked for again: %s',
    async (error) => {
      expect(await cancelPendingDeactivations(await failing(error), { administrator, budgetSeconds: 8 })).toEqual({
        cancelled: 0,
        failed: [{ userId: userId(0), code: 'UNAVAILABLE', detail: expect.any(String) }],
      });
    },
  );

  test('throws what no asking again would help against', async () => {
    const error = new Error('The item cannot be written.');

    await expect(cancelPendingDeactivations(await failing(error), { administrator, budgetSeconds: 8 })).rejects.toThrow(
      error,
    );
  });

  test('does not count whom the index still shows, and somebody else has cancelled or erased', async () => {
    const directory = await withPending(2);
    const { users } = directory;
    const stale = await users.getAll([userId(0), userId(1)]);
    await cancelPendingDeactivations(directory, { administrator, budgetSeconds: 8 });
    const missing = stale.map((user) => (user.id === userId(1) ? { ...user, id: 'gone' } : user));
    const page = {
      items: [0, 1].map((n) => ({ userId: userId(n), deactivationId: `D${n}`, dueAt: due, isHeld: false })),
    };
    const lagging = { ...directory, users: { ...users, pending: async () => page, getAll: async () => missing } };

    expect(await cancelPendingDeactivations(lagging, { administrator, budgetSeconds: 8 })).toEqual({
      cancelled: 0,
      failed: [],
    });
  });
});

/** Of a change that a test makes itself. */
const pendingEntry = {
  at: now,
  actor: { by: 'provider', providerId: sampleProviderId },
  operation: 'delete',
  outcome: 'changed',
  events: ['deleted'],
  changes: [],
  ignored: [],
  requestId: 'r',
} as const;

describe('carrying one out before it is due', () => {
  test('deactivates now, by provisioning’s cause, so that the provider may reactivate; the schedule goes', async () => {
    const { directory, create, disable, enable } = await provisioning();
    const { id } = await create();
    await disable(id);

    const user = await carryOutUserDeactivation(directory, { administrator, userId: id });

    expect(user.life).toEqual({ state: 'deactivated', at: now, cause: 'provisioning' });
    expect(directory.users.entries().at(-1)).toMatchObject({
      actor: { by: 'administrator' },
      operation: 'carry-out',
      events: ['deactivated'],
    });
    expect(directory.schedules.scheduled()).toEqual([]);
    expect((await enable(id)).life).toEqual({ state: 'active' });
  });

  test('is refused without a pending deactivation, on legal hold, and while the provider’s are being cancelled', async () => {
    const active = await administering();
    await expect(carryOutUserDeactivation(active.directory, active.request)).rejects.toMatchObject({
      code: 'NO_PENDING_DEACTIVATION',
    });
    const held = await administering({ ...pending, matterIds: ['M1'] });
    await expect(carryOutUserDeactivation(held.directory, held.request)).rejects.toMatchObject({
      code: 'ACTIVE_LEGAL_HOLD',
    });
    const cancelled = await administering(pending);
    const cancel = { providerId: sampleProviderId, pendingDeactivations: 'cancel', budgetSeconds: 0 } as const;
    await disableProvider(cancelled.directory, { administrator, ...cancel });

    await expect(carryOutUserDeactivation(cancelled.directory, cancelled.request)).rejects.toMatchObject({
      code: 'PROVIDER_IN_TRANSITION',
    });
  });
});

describe('the range of a bulk cancellation', () => {
  const all = { administrator, budgetSeconds: 20 };

  test.each([
    ['requestedFrom', { requestedFrom: minute(2) }, [0, 1]],
    ['requestedBefore', { requestedBefore: minute(2) }, [2, 3]],
    ['dueFrom', { dueFrom: minute(17) }, [0, 1]],
    ['dueBefore', { dueBefore: minute(17) }, [2, 3]],
    ['both ends', { requestedFrom: minute(1), dueBefore: minute(17) }, [0, 2, 3]],
  ])('%s leaves who is outside', async (_, range, left) => {
    const directory = await withPending(4);

    await cancelPendingDeactivations(directory, { ...all, ...range });

    expect(pendingNow(directory)).toEqual(left);
  });

  const pendingAnew = (dueAt: Instant): User['life'] => {
    const deactivation = samplePendingDeactivation({ id: 'D-anew', requestedAt: minute(0), dueAt });
    return { state: 'pending', deactivation };
  };

  test.each<[string, object, Partial<User>]>([
    ['due later', { dueFrom: minute(15), dueBefore: minute(16) }, { life: pendingAnew(minute(40)) }],
    ['due sooner', { dueFrom: minute(15), dueBefore: minute(16) }, { life: pendingAnew(minute(10)) }],
    [
      'managed by another provider',
      { providerId: sampleProviderId },
      { management: { by: 'provider', providerId: otherId } },
    ],
    ['active', {}, { life: { state: 'active' } }],
  ])('is that of the user as it is: one who is %s by now is left', async (_, range, changes) => {
    const directory = await withPending(1);
    directory.users.beforeNext('getAll', async () => {
      const [before] = directory.users.all();
      if (before !== undefined) await directory.users.commit(sampleChange(before, changes));
    });

    expect(await cancelPendingDeactivations(directory, { ...all, ...range })).toEqual({ cancelled: 0, failed: [] });
    expect(directory.users.all()).toMatchObject([{ version: 2, ...changes }]);
  });
});
