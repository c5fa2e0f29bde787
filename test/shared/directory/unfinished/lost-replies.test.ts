import { describe, expect, test } from 'vitest';
import { blockUser, deactivateUser, reactivateUser } from '#shared/directory/administration/change-life.ts';
import { carryOutDeactivation } from '#shared/directory/deactivations/carry-out-deactivation.ts';
import { Unavailable } from '#shared/directory/errors.ts';
import type { Directory, UserChange, UserStore } from '#shared/directory/ports.ts';
import { editProvider } from '#shared/directory/providers/edit-provider.ts';
import { type PendingDeactivation, pendingDeactivation, type User } from '#shared/directory/users/user.ts';
import { sampleProviderId } from '#test/doubles/samples.ts';
import type { TestDirectory } from '#test/doubles/test-directory.ts';
import { administering, administrator } from '#test/shared/directory/administration/administration.ts';
import { clientOf, provisioning } from '#test/shared/directory/provisioning/provisioning.ts';

/** The first commit happens, its reply is lost, and another writer changes the user before anybody looks. */
function losingTheFirstReply<Parts extends TestDirectory>(
  directory: Parts,
  meanwhile: (user: User) => Promise<unknown>,
) {
  let isFirst = true;
  const losing = async (after: User) => {
    if (!isFirst) return;
    isFirst = false;
    await meanwhile(after);
    throw new Unavailable('The reply was lost.');
  };
  const commit = async (change: UserChange) => {
    await directory.users.commit(change);
    await losing(change.after);
  };
  const commitDeactivation = async (
    change: UserChange & { readonly before: User },
    deactivation: PendingDeactivation,
  ) => {
    const isCommitted = await directory.users.commitDeactivation(change, deactivation);
    await losing(change.after);
    return isCommitted;
  };
  return { ...directory, users: { ...directory.users, commit, commitDeactivation } };
}

/** The first commit fails, but is under way still: it happens right before the next read of the user. */
function landingLate(directory: TestDirectory, read: 'get' | 'getByUserName') {
  let underWay: UserChange | undefined;
  let commits = 0;
  const land = async () => {
    if (underWay !== undefined) await directory.users.commit(underWay);
    underWay = undefined;
  };
  const commit = async (change: UserChange) => {
    commits += 1;
    if (commits > 1) return directory.users.commit(change);
    underWay = change;
    throw new Unavailable('The reply was lost, and the transaction is still under way.');
  };
  const reading: Pick<UserStore, 'get' | 'getByUserName'> = {
    get: async (userId) => {
      if (read === 'get') await land();
      return directory.users.get(userId);
    },
    getByUserName: async (userName) => {
      if (read === 'getByUserName') await land();
      return directory.users.getByUserName(userName);
    },
  };
  return { ...directory, users: { ...directory.users, ...reading, commit } };
}

/** The first edit of the provider fails, but is under way still: it happens right before the next call of a method. */
function editLandingLate(directory: TestDirectory, next: 'providers.get' | 'users.findEntry') {
  const { providers, users } = directory;
  let isFirst = true;
  const replace: typeof providers.replace = async (...change) => {
    if (!isFirst) return providers.replace(...change);
    isFirst = false;
    const land = () => providers.replace(...change);
    if (next === 'providers.get') providers.beforeNext('get', land);
    else users.beforeNext('findEntry', land);
    throw new Unavailable('The reply was lost, and the transaction is still under way.');
  };
  return { ...directory, providers: { ...providers, replace } };
}

const eventTypes = ({ telemetry }: TestDirectory, userId: string) =>
  telemetry.events.flatMap((event) => ('userId' in event && event.userId === userId ? [event.type] : []));

describe('a commit whose reply is lost, and which another writer has followed by then, is decided once', () => {
  test('a create: the answer is the user as created, and what followed stays', async () => {
    const { directory, provider, disable } = await provisioning();
    const lossy = losingTheFirstReply(directory, ({ id }) => disable(id));

    const created = await clientOf(lossy, provider).create();

    expect(created).toMatchObject({ version: 1, life: { state: 'active' } });
    expect(directory.users.all()).toMatchObject([{ id: created.id, version: 2, life: { state: 'pending' } }]);
    expect(directory.users.entries().map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['create', 'changed'],
      ['patch', 'changed'],
    ]);
    expect(eventTypes(directory, created.id).filter((type) => type === 'created')).toHaveLength(1);
  });

  test('a patch: an active:false that was taken back by then is not said again', async () => {
    const { directory, provider, create, enable } = await provisioning();
    const { id } = await create();
    const lossy = losingTheFirstReply(directory, () => enable(id));

    const answer = await clientOf(lossy, provider).disable(id);

    expect(answer).toMatchObject({ version: 2, life: { state: 'pending' } });
    expect(directory.users.all()).toMatchObject([{ version: 3, life: { state: 'active' }, blocks: {} }]);
    expect(directory.users.entries().map(({ events }) => events)).toEqual([
      ['created'],
      ['deactivation-requested'],
      ['deactivation-cancelled'],
    ]);
    expect(eventTypes(directory, id).filter((type) => type === 'deactivation-requested')).toHaveLength(1);
  });

  test('a patch whose schedule is set late: it fires, and hurts nobody', async () => {
    const { directory, provider, create, enable } = await provisioning();
    const { id } = await create();
    const lossy = losingTheFirstReply(directory, () => enable(id));
    const answer = await clientOf(lossy, provider).disable(id);
    directory.clock.advance(900);

    const request = { userId: id, deactivationId: pendingDeactivation(answer)?.id ?? '', requestId: 'request-2' };

    expect(await carryOutDeactivation(directory, request)).toBe('not-pending');
    expect(directory.users.all()).toMatchObject([{ version: 3, life: { state: 'active' } }]);
  });

  test('a deactivation carried out: a reactivation that followed stays', async () => {
    const { directory, create, disable } = await provisioning();
    const { id } = await create();
    const deactivationId = pendingDeactivation(await disable(id))?.id ?? '';
    directory.clock.advance(900);
    const lossy = losingTheFirstReply(directory, () => reactivateUser(directory, { administrator, userId: id }));

    const request = { userId: id, deactivationId, requestId: 'request-2' };

    expect(await carryOutDeactivation(lossy, request)).toBe('carried-out');
    expect(directory.users.all()).toMatchObject([{ version: 4, life: { state: 'active' }, blocks: {} }]);
    expect(directory.users.entries().map(({ events }) => events)).toEqual([
      ['created'],
      ['deactivation-requested'],
      ['deactivated'],
      ['reactivated'],
    ]);
    expect(eventTypes(directory, id).filter((type) => type === 'deactivated')).toHaveLength(1);
  });

  test('a deactivation that another invocation carried out is not counted as ours', async () => {
    const { directory, create, disable } = await provisioning();
    const { id: userId } = await create();
    const deactivationId = pendingDeactivation(await disable(userId))?.id ?? '';
    directory.clock.advance(900);
    const request = { userId, deactivationId, requestId: 'request-2' };
    const commitDeactivation = async () => {
      await carryOutDeactivation(directory, { ...request, requestId: 'request-3' });
      throw new Unavailable('The request never arrived.');
    };
    const failing: Directory = { ...directory, users: { ...directory.users, commitDeactivation } };

    expect(await carryOutDeactivation(failing, request)).toBe('not-pending');
    expect(eventTypes(directory, userId).filter((type) => type === 'deactivated')).toHaveLength(1);
  });

  test("an administrator's block, which another administrator followed", async () => {
    const { directory, user, request } = await administering();
    const lossy = losingTheFirstReply(directory, () => deactivateUser(directory, request));

    expect(await blockUser(lossy, request)).toMatchObject({ version: 2, life: { state: 'active' } });
    expect(directory.users.all()).toMatchObject([{ version: 3, life: { state: 'deactivated' } }]);
    expect(eventTypes(directory, user.id)).toEqual(['deactivated', 'blocked']);
  });
});

describe('a commit that lands only after we looked for it', () => {
  test('a create is answered with the user, not with a conflict with itself', async () => {
    const { directory, provider } = await provisioning();

    const created = await clientOf(landingLate(directory, 'getByUserName'), provider).create();

    expect(directory.users.all()).toEqual([created]);
    expect(directory.users.entries().filter(({ outcome }) => outcome === 'changed')).toHaveLength(1);
    expect(eventTypes(directory, created.id)).toEqual(['created']);
  });

  test('a deletion is answered as one, not with a user who is not there', async () => {
    const { directory, provider, create } = await provisioning();
    const { id } = await create();

    await clientOf(landingLate(directory, 'get'), provider).remove(id);

    expect(directory.users.all()).toMatchObject([{ version: 2, life: { state: 'pending' } }]);
    expect(directory.schedules.scheduled()).toMatchObject([{ userId: id }]);
    expect(eventTypes(directory, id)).toEqual(['created', 'deleted', 'deactivation-requested', 'schedule-created']);
  });

  test('a request to deactivate has its schedule all the same', async () => {
    const { directory, provider, create } = await provisioning();
    const { id } = await create();

    const user = await clientOf(landingLate(directory, 'get'), provider).disable(id);

    expect(user.life.state).toBe('pending');
    expect(directory.schedules.scheduled()).toMatchObject([{ userId: id }]);
    expect(eventTypes(directory, id)).toEqual(['created', 'deactivation-requested', 'schedule-created']);
  });

  test.each(['providers.get', 'users.findEntry'] as const)(
    'a change of a provider, which lands right before %s, is answered as it is stored, and made once',
    async (next) => {
      const { directory } = await administering();
      const edit = { administrator, providerId: sampleProviderId, settings: { displayName: 'Entra' }, ifVersion: 1 };

      const provider = await editProvider(editLandingLate(directory, next), edit);

      expect(provider).toMatchObject({ version: 2, displayName: 'Entra' });
      expect(directory.providers.stored()).toEqual([provider]);
    },
  );
});
