import { describe, expect, test } from 'vitest';
import {
  blockUser,
  cancelPendingDeactivation,
  deactivateUser,
  reactivateUser,
  unblockUser,
} from '#shared/directory/administration/change-life.ts';
import { NotFound, Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';
import type { User } from '#shared/directory/users/user.ts';
import { samplePendingDeactivation, sampleProviderId } from '#test/doubles/samples.ts';
import { deactivatedByProvisioning, everyLife, pending } from '#test/shared/directory/life/lives.ts';
import { clientOf, provisioning } from '#test/shared/directory/provisioning/provisioning.ts';
import { administering, administrator, administratorsEntry, now, store } from './administration.ts';

type Action = (directory: Directory, request: { administrator: typeof administrator; userId: string }) => Promise<User>;

describe.each<[LogEntry['operation'], Action, Partial<User>, Partial<User>, LogEntry['events']]>([
  [
    'deactivate',
    deactivateUser,
    pending,
    { life: { state: 'deactivated', at: now, cause: 'administrator' } },
    ['deactivated'],
  ],
  ['reactivate', reactivateUser, deactivatedByProvisioning, { life: { state: 'active' }, blocks: {} }, ['reactivated']],
  ['cancel', cancelPendingDeactivation, pending, { life: { state: 'active' }, blocks: {} }, ['deactivation-cancelled']],
  ['block', blockUser, {}, { blocks: { administrator: now } }, ['blocked']],
  ['unblock', unblockUser, { blocks: { administrator: now } }, { blocks: {} }, ['unblocked']],
])('an administrator asks to %s', (operation, action, stored, changes, events) => {
  test('changes the user at once, with one entry that names the administrator', async () => {
    const { directory, user, request } = await administering(stored);

    const changed = await action(directory, request);

    expect(changed).toEqual({ ...user, version: 2, lastModifiedAt: now, ...changes });
    expect(directory.users.all()).toEqual([changed]);
    expect(directory.users.entries().slice(1)).toEqual([administratorsEntry(user, { operation, events })]);
    expect(directory.telemetry.events[0]).toEqual({ type: events[0], userId: user.id });
  });

  test('says so when there is no such user', async () => {
    const { directory, request } = await administering();

    await expect(action(directory, { ...request, userId: 'nobody' })).rejects.toBeInstanceOf(NotFound);
  });

  test('decides anew when a provider changes the user at the same moment', async () => {
    const { directory, user, request } = await administering(stored);
    const [provider] = directory.providers.stored();
    if (provider === undefined) throw new Error('There is no provider.');
    directory.users.beforeNext('commit', async () => {
      const title = { op: 'replace', path: 'title', value: 'Countess' };
      await clientOf(directory, provider).patch(user.id, title);
    });

    const changed = await action(directory, request);

    expect(changed).toMatchObject({ version: 3, attributes: { title: 'Countess' } });
    expect(directory.users.entries().slice(1)).toMatchObject([
      { operation: 'patch', events: [] },
      { operation, events },
    ]);
    expect(directory.telemetry.events).toContainEqual(
      expect.objectContaining({ type: 'commit-retried', cause: expect.any(VersionConflict) }),
    );
  });
});

describe('what is repeated changes nothing and writes nothing', () => {
  test.each<[string, Action, Partial<User>]>([
    ['deactivate', deactivateUser, { life: { state: 'deactivated', at: now, cause: 'administrator' } }],
    ['reactivate', reactivateUser, {}],
    ['block', blockUser, { blocks: { administrator: '2026-01-01T00:00:00.000Z' } }],
    ['unblock', unblockUser, { blocks: { provisioning: now } }],
  ])('%s', async (_, action, stored) => {
    const { directory, user, request } = await administering(stored);

    expect(await action(directory, request)).toEqual(user);
    expect(directory.users.all()).toEqual([user]);
    expect(directory.users.entries()).toHaveLength(1);
  });
});

describe('the schedule of a pending deactivation', () => {
  test.each<[string, Action]>([
    ['the user is deactivated', deactivateUser],
    ['the user is reactivated', reactivateUser],
    ['the deactivation is cancelled', cancelPendingDeactivation],
  ])('is deleted when %s', async (_, action) => {
    const { directory, user, request } = await administering(pending);

    await action(directory, request);

    const { id: deactivationId, dueAt } = samplePendingDeactivation();
    expect(directory.schedules.scheduled()).toEqual([]);
    expect(directory.telemetry.events.at(-1)).toEqual({
      type: 'schedule-deleted',
      userId: user.id,
      deactivationId,
      dueAt,
    });
  });

  test.each<[string, Action]>([
    ['blocked', blockUser],
    ['unblocked', unblockUser],
  ])('stays when the user is %s by an administrator', async (_, action) => {
    const stored = action === unblockUser ? { administrator: now } : {};
    const { directory, request } = await administering({ ...pending, blocks: { ...pending.blocks, ...stored } });

    await action(directory, request);

    expect(directory.schedules.scheduled()).toHaveLength(1);
  });
});

describe('block causes are independent', () => {
  test("unblocking a pending user lifts the administrator's block only", async () => {
    const { directory, request } = await administering({
      ...pending,
      blocks: { provisioning: now, administrator: now },
    });

    expect(await unblockUser(directory, request)).toMatchObject({ life: pending.life, blocks: { provisioning: now } });
  });

  test.each(everyLife)('unblocking a user who is %s leaves what provisioning blocked', async (_, stored) => {
    const { directory, request } = await administering({ ...stored, blocks: { ...stored.blocks, administrator: now } });

    expect((await unblockUser(directory, request)).blocks).toEqual(stored.blocks);
  });
});

describe('a legal hold', () => {
  test('keeps a user from being deactivated by an administrator: nothing is written', async () => {
    const { directory, user, request } = await administering({ matterIds: ['M1'] });

    await expect(deactivateUser(directory, request)).rejects.toMatchObject({ code: 'ACTIVE_LEGAL_HOLD' });
    expect(directory.users.all()).toEqual([user]);
    expect(directory.users.entries()).toHaveLength(1);
  });
});

describe('a deleted user', () => {
  const deletedAt = '2026-11-23T17:59:00.000Z';

  test.each<[string, Action, readonly string[]]>([
    ['cancelled', cancelPendingDeactivation, ['restored', 'deactivation-cancelled']],
    ['reactivated', reactivateUser, ['restored', 'deactivation-cancelled']],
  ])('whose deactivation is %s is visible again', async (_, action, events) => {
    const { directory, user, request } = await administering({ ...pending, deletedAt });

    await action(directory, request);

    expect(await directory.users.getByUserName('BARBARA.jensen@example.com')).toMatchObject({
      id: user.id,
      life: { state: 'active' },
      blocks: {},
    });
    expect(directory.users.entries().at(-1)).toMatchObject({ outcome: 'changed', events });
  });

  test.each<[string, Action]>([
    ['cancelled', cancelPendingDeactivation],
    ['reactivated', reactivateUser],
  ])('whose name is taken by now cannot be %s, and that is said at once', async (_, action) => {
    const { directory, user, request } = await administering({ ...pending, deletedAt });
    await store(directory, {
      id: '01KARQ00000000000000000002',
      attributes: { userName: 'Barbara.Jensen@Example.com' },
    });

    await expect(action(directory, request)).rejects.toMatchObject({ name: 'Refused', code: 'USER_NAME_TAKEN' });
    expect(directory.clock.sleeps).toEqual([]);
    expect(await directory.users.get(user.id)).toEqual(user);
    expect(directory.schedules.scheduled()).toHaveLength(1);
  });

  test('whose name is taken at the same moment cannot be reactivated, and little time is lost with that', async () => {
    const { directory, request } = await administering({ ...pending, deletedAt });
    directory.users.beforeNext('commit', async () => {
      await store(directory, { id: '01KARQ00000000000000000002' });
    });

    await expect(reactivateUser(directory, request)).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' });
    expect(directory.clock.sleeps).toHaveLength(1);
  });

  test('is deactivated by an administrator and stays deleted, whoever has the name', async () => {
    const { directory, request } = await administering({ ...pending, deletedAt });
    await store(directory, { id: '01KARQ00000000000000000002' });

    expect(await deactivateUser(directory, request)).toMatchObject({
      deletedAt,
      life: { state: 'deactivated', cause: 'administrator' },
    });
  });
});

describe('a provider after an administrator', () => {
  test('says inactive again once the user was reactivated: a new full delay', async () => {
    const { directory, create, disable } = await provisioning();
    const { id } = await create();
    await disable(id);
    directory.clock.advance(600);
    await reactivateUser(directory, { administrator, userId: id });

    const user = await disable(id);

    const again = { requestedAt: '2026-11-23T18:10:00.000Z', dueAt: '2026-11-23T18:25:00.000Z' };
    expect(user.life).toMatchObject({ state: 'pending', deactivation: again });
    expect(directory.schedules.scheduled()).toMatchObject([{ userId: id, dueAt: again.dueAt }]);
  });

  test('says active of whom an administrator deactivated: nothing changes, and the Sync Log says why', async () => {
    const { directory, create, disable, replace } = await provisioning();
    const { id } = await create();
    await disable(id);
    const deactivated = await deactivateUser(directory, { administrator, userId: id });

    const user = await replace(id, { active: true });

    expect(user).toEqual(deactivated);
    expect(directory.users.entries().at(-1)).toMatchObject({
      actor: { by: 'provider', providerId: sampleProviderId },
      operation: 'replace',
      outcome: 'refused',
      events: [],
      reason: 'An administrator deactivated the user: only an administrator can reactivate the user.',
    });
  });

  test('cannot end a deactivation that an administrator took over from provisioning', async () => {
    const { directory, create, disable, enable } = await provisioning({ deactivationDelaySeconds: 0 });
    const { id } = await create();
    await disable(id);
    await deactivateUser(directory, { administrator, userId: id });

    expect((await enable(id)).life).toMatchObject({ state: 'deactivated', cause: 'administrator' });
  });
});

test('an administrator is told when the store stays unavailable, and nothing has changed', async () => {
  const { directory, user, request } = await administering();
  const unavailable = async () => {
    throw new Unavailable('DynamoDB is down.');
  };
  const down = { ...directory, users: { ...directory.users, commit: unavailable } };

  await expect(blockUser(down, request)).rejects.toBeInstanceOf(Unavailable);
  expect(directory.users.all()).toEqual([user]);
});
