import { describe, expect, test } from 'vitest';
import { createLocalUser, editUser } from '#shared/directory/administration/local-users.ts';
import { requireUser, userHistory } from '#shared/directory/administration/users-for-administrators.ts';
import { Invalid, NotFound, Unavailable } from '#shared/directory/errors.ts';
import type { UserChange } from '#shared/directory/ports.ts';
import { getUser } from '#shared/directory/provisioning/get-user.ts';
import { sampleProviderId, sampleUser } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { provisioning } from '#test/shared/directory/provisioning/provisioning.ts';
import { administering, administrator, administratorsEntry, now, store } from './administration.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

const creation = (attributes: object = {}) => ({
  administrator,
  organizationId: 'default',
  body: { schemas: [core], userName: 'ada', ...attributes },
});
const patching = (...Operations: object[]) => ({ body: { schemas: [patchOp], Operations } });
const replaceTitle = patching({ op: 'replace', path: 'title', value: 'Countess' });

describe('an administrator creates a local user', () => {
  test('whom no provider sees, active, in the organization, with an entry that names the administrator', async () => {
    const { directory, client } = await provisioning();

    const user = await createLocalUser(directory, creation({ title: 'Countess' }));

    expect(user).toEqual(
      sampleUser({
        id: user.id,
        attributes: { userName: 'ada', title: 'Countess' },
        management: { by: 'administrators' },
      }),
    );
    expect(directory.users.all()).toEqual([user]);
    expect(directory.users.entries()).toEqual([
      administratorsEntry(user, {
        operation: 'create',
        events: ['created'],
        changes: [
          { attribute: 'userName', after: 'ada' },
          { attribute: 'title', after: 'Countess' },
        ],
      }),
    ]);
    expect(directory.telemetry.events).toEqual([{ type: 'created', userId: user.id }]);
    await expect(getUser(directory, { client, userId: user.id })).rejects.toMatchObject({ status: 404 });
  });

  test('and what is not kept of the body is named in the entry', async () => {
    const directory = testDirectory();

    await createLocalUser(directory, creation({ password: 's3cret', roles: [{ value: 'admin' }] }));

    expect(directory.users.entries()).toMatchObject([{ ignored: ['password', 'roles'] }]);
    expect(JSON.stringify([directory.users.all(), directory.users.entries()])).not.toContain('s3cret');
  });

  test.each([
    ['an attribute that is not in the schema', { shoeSize: 42 }],
    ['active: a user is deactivated by a request of its own', { active: false }],
    ['no userName', { userName: undefined }],
  ])('but not with %s', async (_, attributes) => {
    const directory = testDirectory();

    await expect(createLocalUser(directory, creation(attributes))).rejects.toMatchObject({ status: 400 });
    expect(directory.users.entries()).toEqual([]);
  });

  test('but not in an organization that is not there', async () => {
    const request = { ...creation(), organizationId: 'sales' };

    await expect(createLocalUser(testDirectory(), request)).rejects.toBeInstanceOf(Invalid);
  });

  test('but not with a name that is taken, which is said at once', async () => {
    const { directory } = await administering();
    const request = creation({ userName: 'BARBARA.jensen@example.com' });

    await expect(createLocalUser(directory, request)).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' });
    expect(directory.clock.sleeps).toEqual([]);
  });

  test('but not with a name that is taken at the same moment, and little time is lost with that', async () => {
    const { directory, create } = await provisioning();
    directory.users.beforeNext('commit', async () => {
      await create();
    });

    await expect(createLocalUser(directory, creation())).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' });
    expect(directory.clock.sleeps).toHaveLength(1);
    expect(directory.users.all()).toHaveLength(1);
  });

  test('once, when the reply of the commit is lost', async () => {
    const directory = testDirectory();
    const { commit } = directory.users;
    const losing = async (change: UserChange) => {
      await commit(change);
      throw new Unavailable('The reply was lost.');
    };

    const user = await createLocalUser({ ...directory, users: { ...directory.users, commit: losing } }, creation());

    expect(directory.users.all()).toEqual([user]);
    expect(directory.users.entries()).toHaveLength(1);
  });

  test('with the name of a deleted user', async () => {
    const { directory, create, remove } = await provisioning();
    const { id } = await create();
    await remove(id);

    expect((await createLocalUser(directory, creation())).id).not.toBe(id);
  });
});

describe('an administrator edits a user', () => {
  test('whoever manages the user, with an entry that says what was there', async () => {
    const { directory, user, request } = await administering();

    const edited = await editUser(directory, { ...request, ...replaceTitle });

    expect(edited).toEqual({ ...user, version: 2, attributes: { ...user.attributes, title: 'Countess' } });
    expect(directory.users.entries().at(-1)).toEqual(
      administratorsEntry(user, { operation: 'patch', changes: [{ attribute: 'title', after: 'Countess' }] }),
    );
    expect(await editUser(directory, { ...request, ...replaceTitle })).toEqual(edited);
    expect(directory.users.entries()).toHaveLength(2);
  });

  test('and what is not kept of the request is named in the entry', async () => {
    const { directory, request } = await administering();
    const password = { op: 'replace', path: 'password', value: 's3cret' };

    await editUser(directory, { ...request, ...patching(...replaceTitle.body.Operations, password) });

    expect(directory.users.entries().at(-1)).toMatchObject({ ignored: ['password'] });
  });

  test('whose provider overwrites it with its next PUT (rule 12)', async () => {
    const { directory, create, replace } = await provisioning();
    const { id: userId } = await create();
    await editUser(directory, { administrator, userId, ...replaceTitle });

    expect((await replace(userId)).attributes).toEqual({ userName: 'ada' });
  });

  test.each([
    ['a name that somebody else has', 'charles'],
    ['a name that somebody else has, spelled otherwise', 'CHARLES'],
  ])('but gives nobody %s, which is said at once', async (_, value) => {
    const { directory, user, request } = await administering();
    await store(directory, { id: '01KARQ00000000000000000002', attributes: { userName: 'charles' } });
    const rename = patching({ op: 'replace', path: 'userName', value });

    await expect(editUser(directory, { ...request, ...rename })).rejects.toMatchObject({ code: 'USER_NAME_TAKEN' });
    expect(directory.clock.sleeps).toEqual([]);
    expect(await directory.users.get(user.id)).toEqual(user);
  });

  test('and may spell the name of the user otherwise', async () => {
    const { directory, request } = await administering();
    const rename = patching({ op: 'replace', path: 'userName', value: 'Barbara.Jensen@example.com' });

    expect((await editUser(directory, { ...request, ...rename })).attributes.userName).toBe(
      'Barbara.Jensen@example.com',
    );
  });

  test('to the name that another administrator gave the user meanwhile', async () => {
    const { directory, request } = await administering();
    const rename = patching({ op: 'replace', path: 'userName', value: 'ada' });
    directory.users.beforeNext('getByUserName', () =>
      editUser(directory, { ...request, ...rename }).then(() => undefined),
    );

    expect(await editUser(directory, { ...request, ...rename })).toMatchObject({ version: 2 });
  });

  test.each([true, false])('but not its active: %s', async (value) => {
    const { directory, user, request } = await administering();
    const activate = patching({ op: 'replace', path: 'active', value });

    await expect(editUser(directory, { ...request, ...activate })).rejects.toMatchObject({ status: 400 });
    expect(directory.users.all()).toEqual([user]);
  });
});

describe('a provider meets a local user (rule 8)', () => {
  const taken = 'A local user has this userName: only an administrator can change the user or open it to provisioning.';
  const refusal = {
    at: now,
    actor: { by: 'provider', providerId: sampleProviderId },
    outcome: 'refused',
    events: [],
    changes: [],
    reason: taken,
    requestId: 'request-1',
  };

  test('with a create of the same name: 409 that says so, and so does the Sync Log', async () => {
    const { directory, create } = await provisioning();
    const local = await createLocalUser(directory, creation());

    await expect(create({ userName: 'ADA' })).rejects.toMatchObject({
      status: 409,
      scimType: 'uniqueness',
      detail: taken,
    });
    expect(directory.users.all()).toEqual([local]);
    expect(directory.users.entries().slice(1)).toMatchObject([{ ...refusal, userId: local.id, operation: 'create' }]);
  });

  test('with a rename to the same name: 409 that says so, and so does the Sync Log', async () => {
    const { directory, create, replace } = await provisioning();
    await createLocalUser(directory, creation());
    const charles = await create({ userName: 'charles' });

    await expect(replace(charles.id, { userName: 'Ada' })).rejects.toMatchObject({
      status: 409,
      scimType: 'uniqueness',
      detail: taken,
    });
    expect(await directory.users.get(charles.id)).toEqual(charles);
    expect(directory.users.entries().slice(2)).toMatchObject([
      { ...refusal, userId: charles.id, userName: 'charles', operation: 'replace' },
    ]);
  });

  test('and is told nothing of whose name it is when another provider has it (rule 10)', async () => {
    const { directory, create } = await provisioning();
    const other = await store(directory, {
      attributes: { userName: 'ada' },
      management: { by: 'provider', providerId: '01KARPZZZZ0000000000000002' },
    });

    await expect(create()).rejects.toMatchObject({ detail: 'A user with this userName exists already.' });
    expect(directory.users.entries().slice(1)).toMatchObject([
      { ...refusal, userId: other.id, reason: 'A user with this userName exists already.' },
    ]);
  });
});

describe('an administrator looks at users', () => {
  test('deleted ones by their id, and whoever has a name now', async () => {
    const { directory, user } = await administering({ deletedAt: now });
    const { userName } = user.attributes;

    expect(await requireUser(directory, user.id)).toEqual(user);
    expect(await directory.users.getByUserName(userName)).toBeUndefined();
    const successor = await store(directory, { id: '01KARQ00000000000000000002' });
    expect(await directory.users.getByUserName(userName.toUpperCase())).toEqual(successor);
    await expect(requireUser(directory, 'nobody')).rejects.toBeInstanceOf(NotFound);
  });

  test('and at what happened to a user, oldest first', async () => {
    const { directory, request } = await administering();
    directory.clock.advance(60);
    await editUser(directory, { ...request, ...replaceTitle });

    const history = (await userHistory(directory, { userId: request.userId, limit: 10 })).items;

    expect(history.map(({ operation, at }) => [operation, at])).toEqual([
      ['create', now],
      ['patch', '2026-11-23T18:01:00.000Z'],
    ]);
    await expect(userHistory(directory, { userId: 'nobody', limit: 10 })).rejects.toBeInstanceOf(NotFound);
  });
});
