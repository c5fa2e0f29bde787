import { describe, expect, test } from 'vitest';
import { cancelPendingDeactivation } from '#shared/directory/administration/change-life.ts';
import { openUserToProvisioning } from '#shared/directory/administration/change-placement.ts';
import { carryOutDeactivation } from '#shared/directory/deactivations/carry-out-deactivation.ts';
import { sweepDeactivations } from '#shared/directory/deactivations/sweep-deactivations.ts';
import { Invalid, NotFound, Refused, Unavailable } from '#shared/directory/errors.ts';
import { disableProvider } from '#shared/directory/providers/disable-provider.ts';
import { editProvider } from '#shared/directory/providers/edit-provider.ts';
import type { UsersBecome } from '#shared/directory/providers/provider.ts';
import { removeProvider } from '#shared/directory/providers/remove-provider.ts';
import { pendingDeactivation } from '#shared/directory/users/user.ts';
import { sampleProvider, sampleProviderId } from '#test/doubles/samples.ts';
import type { TestDirectory } from '#test/doubles/test-directory.ts';
import { administrator, now, store } from '#test/shared/directory/administration/administration.ts';
import { clientOf, provisioning } from '#test/shared/directory/provisioning/provisioning.ts';

const providerId = sampleProviderId;
const otherId = '01KARPZZZZ0000000000000002';
const thirdId = '01KARPZZZZ0000000000000003';
const sweep = { requestId: 'sweep-1', patienceSeconds: 90 };
const local: UsersBecome = { become: 'local' };
const transferredTo = (toProviderId: string): UsersBecome => ({ become: 'transferred', toProviderId });

const removing = (directory: TestDirectory, usersBecome: UsersBecome, budgetSeconds = 20, id = providerId) =>
  removeProvider(directory, { administrator, providerId: id, usersBecome, budgetSeconds });

const management = (id: string) => ({ by: 'provider', providerId: id });

/** The sample provider, and two others that its users can be transferred to. */
async function withOthers() {
  const parts = await provisioning();
  const { directory } = parts;
  const other = sampleProvider({ id: otherId });
  await directory.providers.create(other);
  await directory.providers.create(sampleProvider({ id: thirdId }));
  const providerIds = () => directory.providers.stored().map(({ id }) => id);
  return { ...parts, other: clientOf(directory, other), providerIds };
}

describe('removing a provider', () => {
  test('disables it at once, and it is gone after 60 s at the soonest', async () => {
    const { directory, provider, create, providerIds } = await withOthers();

    const removed = await removing(directory, local);

    const removal = { since: now, ...administrator, usersBecome: local };
    expect(removed).toEqual({ ...provider, version: 2, lastModifiedAt: now, enabled: false, removal });
    await expect(create()).rejects.toMatchObject({ status: 401 });
    directory.clock.advance(59);
    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 1 });
    expect(providerIds()).toEqual([providerId, otherId, thirdId]);
    directory.clock.advance(1);
    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 0 });
    expect(providerIds()).toEqual([otherId, thirdId]);
    await expect(removing(directory, local)).rejects.toBeInstanceOf(NotFound);
  });

  test('asked for again by somebody else stays the one that was asked for first', async () => {
    const { directory } = await withOthers();
    const removed = await removing(directory, local);
    const other = { administratorId: 'arn:aws:iam::123456789012:user/hopper', requestId: 'request-10' };

    const request = { administrator: other, providerId, usersBecome: local, budgetSeconds: 20 };

    expect(await removeProvider(directory, request)).toEqual(removed);
  });

  test('asked for again after 60 s ends it, too', async () => {
    const { directory, providerIds } = await withOthers();
    await removing(directory, local);
    directory.clock.advance(60);

    expect(await removing(directory, local)).toBeUndefined();
    expect(providerIds()).toEqual([otherId, thirdId]);
  });

  test('does not end, even after 60 s, while a user is left for whom there was no time', async () => {
    const { directory, create, providerIds } = await withOthers();
    await create();
    await removing(directory, local, 0);
    directory.clock.advance(60);

    expect(await removing(directory, local, 0)).toMatchObject({ id: providerId });
    expect(providerIds()).toEqual([providerId, otherId, thirdId]);
    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 0 });
    expect(directory.users.all()).toMatchObject([{ management: { by: 'administrators' } }]);
  });

  test('says so when a user cannot be settled now, and the sweep goes on', async () => {
    const { directory, create, providerIds } = await withOthers();
    await create();
    const commit = async () => {
      throw new Unavailable('DynamoDB is down.');
    };
    const down = { ...directory, users: { ...directory.users, commit } };

    await expect(removing(down, local)).rejects.toBeInstanceOf(Unavailable);
    directory.clock.advance(60);

    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 0 });
    expect(providerIds()).toEqual([otherId, thirdId]);
  });

  test('keeps it from being enabled again', async () => {
    const { directory } = await withOthers();
    await removing(directory, local);

    await expect(
      editProvider(directory, { administrator, providerId, settings: { enabled: true } }),
    ).rejects.toMatchObject({
      code: 'PROVIDER_IN_TRANSITION',
      message: 'The provider is being removed.',
    });
  });

  test('finds the user whom a request creates that was under way', async () => {
    const { directory, create } = await withOthers();
    directory.users.beforeNext('commit', async () => {
      await removing(directory, local);
    });
    await create();
    directory.clock.advance(60);

    await sweepDeactivations(directory, sweep);

    expect(directory.users.all()).toMatchObject([{ management: { by: 'administrators' } }]);
    expect(await directory.unfinishedWork.list()).toEqual([]);
  });

  test('that is being disabled so that pending deactivations are cancelled takes nobody along before that', async () => {
    const { directory, create, disable, providerIds } = await withOthers();
    const { id } = await create();
    await disable(id);
    const request = { administrator, providerId, pendingDeactivations: 'cancel', budgetSeconds: 0 } as const;
    await disableProvider(directory, request);

    await removing(directory, transferredTo(otherId));
    directory.clock.advance(60);
    await sweepDeactivations(directory, sweep);

    expect(directory.users.all()).toMatchObject([{ management: management(otherId), life: { state: 'active' } }]);
    expect(directory.schedules.scheduled()).toEqual([]);
    expect(providerIds()).toEqual([otherId, thirdId]);
  });
});

describe('its users become local', () => {
  test('whoever they are: managed by it, deactivated, deleted, or open to it', async () => {
    const { directory, create, disable, remove } = await withOthers();
    await editProvider(directory, { administrator, providerId, settings: { deactivationDelaySeconds: 0 } });
    const active = await create();
    const inactive = await create({ userName: 'charles' });
    await disable(inactive.id);
    const deleted = await create({ userName: 'grace' });
    await remove(deleted.id);
    const { id: userId } = await store(directory, { management: { by: 'administrators' } });
    await openUserToProvisioning(directory, { administrator, userId, providerId });

    await removing(directory, local);

    expect(directory.users.all().map((user) => [user.id, user.management, user.life.state, user.deletedAt])).toEqual([
      [active.id, { by: 'administrators' }, 'active', undefined],
      [inactive.id, { by: 'administrators' }, 'deactivated', undefined],
      [deleted.id, { by: 'administrators' }, 'deactivated', now],
      [userId, { by: 'administrators' }, 'active', undefined],
    ]);
    expect(directory.users.entries().at(-1)).toMatchObject({
      actor: { by: 'administrator', administratorId: administrator.administratorId },
      operation: 'make-local',
      events: ['made-local'],
      requestId: administrator.requestId,
    });
  });

  test('not while one of them has a pending deactivation: nothing changes then', async () => {
    const { directory, provider, create, disable } = await withOthers();
    const { id: userId } = await create();
    await disable(userId);

    await expect(removing(directory, local)).rejects.toMatchObject({ code: 'PENDING_DEACTIVATION' });
    expect(await directory.providers.get(providerId)).toEqual(provider);

    await cancelPendingDeactivation(directory, { administrator, userId });
    expect(await removing(directory, local)).toMatchObject({ enabled: false });
  });

  test('once a deactivation that a request left, which was under way, is carried out', async () => {
    const { directory, create, disable, providerIds } = await withOthers();
    const { id } = await create();
    const grace = await create({ userName: 'grace' });
    directory.users.beforeNext('commit', async () => {
      await removing(directory, local, 0);
    });
    await disable(id);
    directory.clock.advance(60);

    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 1 });
    expect(directory.telemetry.events.map(({ type }) => type)).not.toContain('unfinished-work-failed');
    expect(await directory.users.get(grace.id)).toMatchObject({ management: { by: 'administrators' } });
    directory.clock.advance(1000);
    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ carriedOut: 1, unfinished: 0 });
    expect(await directory.users.get(id)).toMatchObject({
      management: { by: 'administrators' },
      life: { state: 'deactivated', cause: 'provisioning' },
    });
    expect(providerIds()).toEqual([otherId, thirdId]);
  });
});

describe('its users are transferred', () => {
  test('as they are: a pending deactivation keeps its due instant, and is carried out then', async () => {
    const { directory, create, disable } = await withOthers();
    const { id } = await create();
    const pending = await disable(id);
    directory.clock.advance(60);

    await removing(directory, transferredTo(otherId));
    directory.clock.advance(840);
    await sweepDeactivations(directory, sweep);

    expect(directory.users.all()).toMatchObject([{ life: pending.life, management: management(otherId) }]);
    const deactivationId = pendingDeactivation(pending)?.id ?? '';
    expect(await carryOutDeactivation(directory, { userId: id, deactivationId, requestId: 'request-2' })).toBe(
      'carried-out',
    );
  });

  test('deleted ones go along, and come back when the other provider creates them', async () => {
    const { directory, create, remove, other } = await withOthers();
    const { id } = await create();
    await remove(id);

    await removing(directory, transferredTo(otherId));

    expect(directory.users.all()).toMatchObject([{ deletedAt: now, management: management(otherId) }]);
    expect(await other.create()).toMatchObject({ id, life: { state: 'active' }, management: management(otherId) });
  });

  test.each([
    ['the provider itself', providerId, Invalid],
    ['one that is not there', 'P0', Invalid],
    ['one that is being removed', thirdId, Refused],
  ])('but not to %s', async (_, toProviderId, kind) => {
    const { directory, provider } = await withOthers();
    await removing(directory, local, 20, thirdId);

    await expect(removing(directory, transferredTo(toProviderId))).rejects.toBeInstanceOf(kind);
    expect(await directory.providers.get(providerId)).toEqual(provider);
  });

  test('elsewhere than asked first, when the other provider is removed meanwhile', async () => {
    const { directory, create, providerIds } = await withOthers();
    await create();
    await removing(directory, transferredTo(otherId), 0);
    await removing(directory, local, 20, otherId);
    directory.clock.advance(60);

    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 1 });
    expect(providerIds()).toEqual([providerId, thirdId]);
    expect(directory.telemetry.events.at(-1)).toMatchObject({ type: 'unfinished-work-failed' });
    expect(directory.users.all()).toMatchObject([{ management: management(providerId) }]);

    expect(await removing(directory, transferredTo(thirdId))).toBeUndefined();
    expect(directory.users.all()).toMatchObject([{ management: management(thirdId) }]);
    expect(providerIds()).toEqual([thirdId]);
  });

  test('those who are left, when the answer changes on the way, become what was said last', async () => {
    const { directory, create } = await withOthers();
    await create();
    await removing(directory, transferredTo(otherId), 0);
    directory.clock.advance(30);

    const removed = await removing(directory, local);

    expect(removed?.removal).toEqual({ since: now, ...administrator, usersBecome: local });
    expect(directory.users.all()).toMatchObject([{ management: { by: 'administrators' } }]);
  });
});
