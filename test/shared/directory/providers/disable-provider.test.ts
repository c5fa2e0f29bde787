import { describe, expect, test } from 'vitest';
import { carryOutDeactivation } from '#shared/directory/deactivations/carry-out-deactivation.ts';
import { sweepDeactivations } from '#shared/directory/deactivations/sweep-deactivations.ts';
import { NotFound, Unavailable } from '#shared/directory/errors.ts';
import { disableProvider } from '#shared/directory/providers/disable-provider.ts';
import { editProvider } from '#shared/directory/providers/edit-provider.ts';
import { removeProvider } from '#shared/directory/providers/remove-provider.ts';
import { goOnWithUnfinishedWork } from '#shared/directory/unfinished/go-on.ts';
import { pendingDeactivation } from '#shared/directory/users/user.ts';
import { sampleProviderId } from '#test/doubles/samples.ts';
import type { TestDirectory } from '#test/doubles/test-directory.ts';
import { administrator, now, store } from '#test/shared/directory/administration/administration.ts';
import { pending } from '#test/shared/directory/life/lives.ts';
import { provisioning } from '#test/shared/directory/provisioning/provisioning.ts';

const providerId = sampleProviderId;
const sweep = { requestId: 'sweep-1', patienceSeconds: 90 };

const disabling = (directory: TestDirectory, pendingDeactivations: 'run' | 'cancel', budgetSeconds = 20) =>
  disableProvider(directory, { administrator, providerId, pendingDeactivations, budgetSeconds });

/** A provider with one pending user. */
async function withPendingUser() {
  const parts = await provisioning();
  const { id } = await parts.create();
  const user = await parts.disable(id);
  const fire = () =>
    carryOutDeactivation(parts.directory, {
      userId: id,
      deactivationId: pendingDeactivation(user)?.id ?? '',
      requestId: 'request-2',
    });
  return { ...parts, user, fire };
}

describe('disabling a provider so that its pending deactivations run', () => {
  test('refuses what the provider asks from then on; what is pending stays so, and is carried out when due', async () => {
    const { directory, provider, user, enable, fire } = await withPendingUser();
    directory.clock.advance(60);

    const disabled = await disabling(directory, 'run');

    const lastModifiedAt = '2026-11-23T18:01:00.000Z';
    expect(disabled).toEqual({ ...provider, version: 2, enabled: false, lastModifiedAt });
    expect(directory.credentialCache.flushes()).toBe(1);
    await expect(enable(user.id)).rejects.toMatchObject({ status: 401 });
    expect(directory.users.all()).toEqual([user]);
    directory.clock.advance(900);
    expect(await fire()).toBe('carried-out');
  });

  test('twice changes nothing the second time, and it can be enabled at once', async () => {
    const { directory } = await withPendingUser();
    const disabled = await disabling(directory, 'run');

    expect(await disabling(directory, 'run')).toEqual(disabled);
    expect(await editProvider(directory, { administrator, providerId, settings: { enabled: true } })).toMatchObject({
      enabled: true,
    });
  });

  test('that is not there is said so', async () => {
    const { directory } = await provisioning();
    const request = { administrator, pendingDeactivations: 'run', budgetSeconds: 20 } as const;

    await expect(disableProvider(directory, { ...request, providerId: 'P0' })).rejects.toBeInstanceOf(NotFound);
  });
});

describe('disabling a provider so that its pending deactivations are cancelled', () => {
  test('unblocks pending users, custodians too, each with an entry of its own; the schedules go', async () => {
    const { directory, create, disable, user } = await withPendingUser();
    const charles = await create({ userName: 'charles' });
    await disable(charles.id);
    const active = await create({ userName: 'grace' });

    const disabled = await disabling(directory, 'cancel');

    expect(disabled).toMatchObject({ enabled: false, cancelling: { ...administrator, since: now } });
    expect(directory.users.all()).toEqual([
      { ...user, version: 3, life: { state: 'active' }, blocks: {} },
      { ...charles, version: 3 },
      active,
    ]);
    expect(directory.schedules.scheduled()).toEqual([]);
    expect(directory.users.entries().slice(5)).toMatchObject(
      [user.id, charles.id].map((userId) => ({
        actor: { by: 'administrator', administratorId: administrator.administratorId },
        userId,
        operation: 'cancel',
        events: ['deactivation-cancelled'],
        requestId: administrator.requestId,
      })),
    );
  });

  test('makes deleted users visible again', async () => {
    const { directory, create, remove } = await provisioning();
    const created = await create();
    await remove(created.id);

    await disabling(directory, 'cancel');

    expect(await directory.users.list(providerId, { limit: 9 })).toEqual({ items: [{ ...created, version: 3 }] });
  });

  test('leaves a deleted user whose name is taken; the sweep deactivates the user once the others are settled', async () => {
    const { directory, create, remove } = await provisioning();
    const { id } = await create({ externalId: '1' });
    await remove(id);
    const successor = await create({ externalId: '2' });

    await disabling(directory, 'cancel');

    expect(await directory.users.get(id)).toMatchObject({ deletedAt: now, life: { state: 'pending' } });
    directory.clock.advance(1000);
    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ overdue: 0, left: 0, unfinished: 0 });
    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ overdue: 1, carriedOut: 1 });
    expect(await directory.users.get(id)).toMatchObject({ deletedAt: now, life: { state: 'deactivated' } });
    expect(await directory.users.get(successor.id)).toEqual(successor);
  });

  test('carries none out that fires meanwhile: it is being cancelled', async () => {
    const { directory, user, fire } = await withPendingUser();
    await disabling(directory, 'cancel', 0);
    directory.clock.advance(900);

    expect(await fire()).toBe('being-cancelled');
    expect(directory.telemetry.events.at(-1)).toEqual({
      type: 'deactivation-being-cancelled',
      userId: user.id,
      deactivationId: pendingDeactivation(user)?.id,
    });
    expect(directory.users.all()).toEqual([user]);

    await sweepDeactivations(directory, sweep);
    expect(directory.users.all()).toMatchObject([{ life: { state: 'active' }, blocks: {} }]);
    expect(await fire()).toBe('not-pending');
  });

  test('is settled by the sweep after 60 s at the soonest, and the provider cannot be enabled before that', async () => {
    const { directory } = await withPendingUser();
    await disabling(directory, 'cancel');
    const enabling = () => editProvider(directory, { administrator, providerId, settings: { enabled: true } });

    directory.clock.advance(59);
    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 1 });
    await expect(enabling()).rejects.toMatchObject({ code: 'PROVIDER_IN_TRANSITION' });
    directory.clock.advance(1);
    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 0 });

    expect(directory.providers.stored()).toMatchObject([{ enabled: false }]);
    expect(directory.providers.stored()[0]).not.toHaveProperty('cancelling');
    expect(await enabling()).toMatchObject({ enabled: true });
  });

  test('finds what a request leaves that was under way when the provider was disabled', async () => {
    const { directory, create, disable } = await provisioning();
    const { id } = await create();
    directory.users.beforeNext('commit', async () => {
      await disabling(directory, 'cancel');
    });

    expect(await disable(id)).toMatchObject({ life: { state: 'pending' } });
    directory.clock.advance(60);
    await sweepDeactivations(directory, sweep);

    expect(directory.users.all()).toMatchObject([{ life: { state: 'active' }, blocks: {} }]);
    expect(await directory.unfinishedWork.list()).toEqual([]);
  });

  test('asked for again keeps the instant since when it is being done', async () => {
    const { directory } = await withPendingUser();
    await disabling(directory, 'cancel', 0);
    directory.clock.advance(30);

    expect(await disabling(directory, 'cancel')).toMatchObject({ cancelling: { since: now } });
    expect(await disabling(directory, 'run')).toMatchObject({ cancelling: { since: now } });
    expect(directory.users.all()).toMatchObject([{ life: { state: 'active' } }]);
  });

  test('is gone on with by the sweep when the store fails in between', async () => {
    const { directory } = await withPendingUser();
    const commit = async () => {
      throw new Unavailable('DynamoDB is down.');
    };

    await expect(disabling({ ...directory, users: { ...directory.users, commit } }, 'cancel')).rejects.toBeInstanceOf(
      Unavailable,
    );
    expect(directory.providers.stored()).toMatchObject([{ enabled: false, cancelling: { since: now } }]);
    directory.clock.advance(60);

    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 0 });
    expect(directory.users.all()).toMatchObject([{ life: { state: 'active' } }]);
  });

  test('is not ended by who settled an earlier one, when it is enabled and disabled again meanwhile', async () => {
    const { directory, user, disable } = await withPendingUser();
    await disabling(directory, 'cancel');
    directory.clock.advance(60);
    directory.providers.beforeNext('replace', async () => {
      await sweepDeactivations(directory, sweep);
      await editProvider(directory, { administrator, providerId, settings: { enabled: true } });
      await disable(user.id);
      await disabling(directory, 'cancel', 0);
    });

    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 1 });

    const since = '2026-11-23T18:01:00.000Z';
    expect(directory.providers.stored()).toMatchObject([{ enabled: false, cancelling: { since } }]);
    expect(directory.users.all()).toMatchObject([{ life: { state: 'pending' } }]);
  });

  test('settles whom a lagging index still shows once only, and nobody who is erased', async () => {
    const { directory } = await withPendingUser();
    const erased = { userId: 'nobody', deactivationId: 'D0', dueAt: now };
    const stale = [erased, ...(await directory.users.pendingOf(providerId, 9))];
    const lagging = { ...directory, users: { ...directory.users, pendingOf: async () => stale } };

    await disabling(lagging, 'cancel');

    expect(directory.users.entries().filter(({ operation }) => operation === 'cancel')).toHaveLength(1);
  });
});

describe('asking again', () => {
  const again = async (ask: (directory: TestDirectory) => Promise<unknown>, seconds = 0) => {
    const { directory } = await provisioning();
    await ask(directory);
    directory.clock.advance(seconds);
    await goOnWithUnfinishedWork(directory, 15);
    directory.clock.advance(seconds);
    const [before] = directory.providers.stored();
    await ask(directory);
    return { before, after: directory.providers.stored()[0], log: directory.users.log };
  };
  const disabling = (pendingDeactivations: 'run' | 'cancel') => (directory: TestDirectory) =>
    disableProvider(directory, { administrator, providerId, pendingDeactivations, budgetSeconds: 8 });

  test.each([
    ['to disable it and let run', disabling('run'), 0],
    ['to disable it and cancel, while that is being done', disabling('cancel'), 10],
    ['to disable it and cancel, once that is done', disabling('cancel'), 200],
    [
      'to edit it as it is',
      (directory: TestDirectory) =>
        editProvider(directory, { administrator, providerId, settings: { putSemantics: 'merge' } }),
      0,
    ],
    [
      'to remove it, while that is being done',
      (directory: TestDirectory) =>
        removeProvider(directory, { administrator, providerId, usersBecome: { become: 'local' }, budgetSeconds: 8 }),
      10,
    ],
  ] as const)('%s writes nothing', async (_, ask, seconds) => {
    const { before, after, log } = await again(ask, seconds);

    expect(after).toEqual(before);
    expect(log.filter(({ subject }) => subject !== undefined)).toHaveLength(1);
  });

  test('to cancel cancels once more when something came late', async () => {
    const { directory } = await provisioning();
    await disabling('cancel')(directory);
    directory.clock.advance(200);
    await goOnWithUnfinishedWork(directory, 15);
    directory.clock.advance(200);
    await store(directory, { ...pending, id: '01KARQ00000000000000000009' });

    await disabling('cancel')(directory);

    expect(directory.users.all().at(-1)?.life).toEqual({ state: 'active' });
  });
});
