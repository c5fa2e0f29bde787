import { describe, expect, test } from 'vitest';
import { eraseUser } from '#shared/directory/administration/erase-user.ts';
import { editUser } from '#shared/directory/administration/local-users.ts';
import { sweepDeactivations } from '#shared/directory/deactivations/sweep-deactivations.ts';
import { NotFound, Unavailable } from '#shared/directory/errors.ts';
import type { UserStore } from '#shared/directory/ports.ts';
import type { TestDirectory } from '#test/doubles/test-directory.ts';
import { deactivatedByProvisioning, pending } from '#test/shared/directory/life/lives.ts';
import { administering, administrator, administratorsEntry, now, store } from './administration.ts';

const sweep = { requestId: 'sweep-1', patienceSeconds: 90 };
const erased = { userName: '', operation: 'erase', events: ['erased'] } as const;

/** A deactivated user with a title in the history. */
async function erasable() {
  const parts = await administering(deactivatedByProvisioning);
  const { directory, request } = parts;
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
  const body = { schemas, Operations: [{ op: 'add', path: 'title', value: 'Countess' }] };
  const user = await editUser(directory, { ...request, body });
  return { ...parts, user };
}

function withUsers(directory: TestDirectory, changes: Partial<UserStore>) {
  return { ...directory, users: { ...directory.users, ...changes } };
}

describe('erasing a user', () => {
  test('removes the user, and all that is personal from the history, which still says what happened', async () => {
    const { directory, user, request } = await erasable();

    await eraseUser(directory, request);

    expect(directory.users.all()).toEqual([]);
    expect(directory.users.entries().slice(1)).toEqual([
      administratorsEntry(user, { userName: '', changes: [{ attribute: 'title' }] }),
      administratorsEntry(user, erased),
    ]);
    expect(JSON.stringify(directory.users.entries())).not.toMatch(/Countess|barbara/i);
    expect(await directory.unfinishedWork.list()).toEqual([]);
    expect(directory.telemetry.events).toContainEqual({ type: 'erased', userId: user.id });
  });

  test('frees the userName, and leaves an id that is never used again', async () => {
    const { directory, user, request } = await erasable();

    await eraseUser(directory, request);

    expect(await directory.users.getByUserName(user.attributes.userName)).toBeUndefined();
    await expect(store(directory, { id: '01KARQ00000000000000000002' })).resolves.toMatchObject({ version: 1 });
    await expect(eraseUser(directory, request)).rejects.toBeInstanceOf(NotFound);
  });

  test.each([
    ['is active', {}, 'NOT_DEACTIVATED'],
    ['is pending', pending, 'NOT_DEACTIVATED'],
    ['a legal hold keeps', { ...pending, matterIds: ['M1'] }, 'ACTIVE_LEGAL_HOLD'],
  ])('is refused for one who %s', async (_, changes, code) => {
    const { directory, user, request } = await administering(changes);

    await expect(eraseUser(directory, request)).rejects.toMatchObject({ code });
    expect(directory.users.all()).toEqual([user]);
    expect(directory.users.entries()).toHaveLength(1);
    expect(directory.telemetry.events).toEqual([]);
  });

  test('is refused for one who is reactivated at the same moment', async () => {
    const { directory, user, request } = await administering(deactivatedByProvisioning);
    directory.users.beforeNext('erase', async () => {
      const after = { ...user, version: 2, life: { state: 'active' } as const };
      await directory.users.commit({ before: user, after, entry: administratorsEntry(user, { id: 'E2' }) });
    });

    await expect(eraseUser(directory, request)).rejects.toMatchObject({ code: 'NOT_DEACTIVATED' });
    expect(directory.users.all()).toHaveLength(1);
  });
});

describe('what fails on the way', () => {
  test('a lost reply: the user is erased once, and counted once', async () => {
    const { directory, user, request } = await erasable();
    const erase: UserStore['erase'] = async (change) => {
      await directory.users.erase(change);
      throw new Unavailable('The reply was lost.');
    };

    await eraseUser(withUsers(directory, { erase }), request);

    expect(directory.users.all()).toEqual([]);
    expect(directory.users.entries().slice(2)).toEqual([administratorsEntry(user, erased)]);
    expect(directory.telemetry.events.filter(({ type }) => type === 'erased')).toEqual([
      { type: 'erased', userId: user.id },
    ]);
    expect(directory.users.toForget()).toEqual([]);
  });

  test('a commit that lands only right before we look again: the user is erased, not unknown', async () => {
    const { directory, request } = await erasable();
    const erase: UserStore['erase'] = async (change) => {
      directory.users.beforeNext('get', () => directory.users.erase(change));
      throw new Unavailable('The reply was lost, and the transaction is still under way.');
    };

    await eraseUser(withUsers(directory, { erase }), request);

    expect(directory.users.all()).toEqual([]);
    expect(directory.users.toForget()).toEqual([]);
  });

  test('a commit that never happened: who was erased by somebody else meanwhile is not found', async () => {
    const { directory, user, request } = await erasable();
    const erase: UserStore['erase'] = async () => {
      await directory.users.erase({ before: user, entry: administratorsEntry(user, { ...erased, id: 'E2' }) });
      throw new Unavailable('The request never arrived.');
    };

    await expect(eraseUser(withUsers(directory, { erase }), request)).rejects.toBeInstanceOf(NotFound);
    expect(directory.telemetry.events.map(({ type }) => type)).not.toContain('erased');
  });

  test('a store that is away for a moment: the user is erased all the same', async () => {
    const { directory, request } = await erasable();
    directory.users.beforeNext('erase', () => {
      throw new Unavailable('DynamoDB is throttling.');
    });

    await eraseUser(directory, request);

    expect(directory.users.all()).toEqual([]);
    expect(directory.users.toForget()).toEqual([]);
  });

  test('a history that cannot be forgotten now: the user is erased, and the sweep goes on with it until it is', async () => {
    const { directory, request } = await erasable();
    const forgetHistory: UserStore['forgetHistory'] = async () => {
      throw new Unavailable('DynamoDB is down.');
    };
    const down = withUsers(directory, { forgetHistory });

    await eraseUser(down, request);

    expect(directory.users.all()).toEqual([]);
    const failed = { type: 'unfinished-work-failed', kind: 'forget-history', cause: expect.any(Unavailable) };
    expect(directory.telemetry.events).toEqual([{ type: 'erased', userId: request.userId }, failed]);
    expect(await sweepDeactivations(down, sweep)).toMatchObject({ unfinished: 1 });
    expect(directory.telemetry.events.at(-1)).toEqual(failed);
    expect(JSON.stringify(directory.users.entries())).toContain('Countess');

    expect(await sweepDeactivations(directory, sweep)).toMatchObject({ unfinished: 0 });
    expect(JSON.stringify(directory.users.entries())).not.toContain('Countess');
  });
});

test('the entry of an erasure names the administrator and the instant, not the user', async () => {
  const { directory, user, request } = await administering(deactivatedByProvisioning);

  await eraseUser(directory, request);

  expect(directory.users.entries().at(-1)).toMatchObject({
    at: now,
    actor: { by: 'administrator', administratorId: administrator.administratorId },
    userId: user.id,
    userName: '',
  });
});
