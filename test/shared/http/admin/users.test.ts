import { describe, expect, test } from 'vitest';
import { logMessage } from '#shared/http/admin/messages/log.ts';
import { userMessage, usersMessage } from '#shared/http/admin/messages/user.ts';
import { sampleCreation, samplePendingDeactivation, sampleUser } from '#test/doubles/samples.ts';
import { adminApi, callerArn, jsonHeaders, problem } from './admin-api.ts';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const pendingUser = sampleUser({ life: { state: 'pending', deactivation: samplePendingDeactivation() } });
const parameters = { userId: pendingUser.id };

async function withUser(user = pendingUser) {
  const api = await adminApi();
  await api.directory.users.commit(sampleCreation(user));
  return api;
}

describe('searching users', () => {
  test('finds the one who has the name', async () => {
    const { send } = await withUser();

    const response = await send('searchUsers', { query: { userName: 'Barbara.Jensen@example.com' } });

    expect(response).toEqual({ statusCode: 200, headers: jsonHeaders, body: { users: [pendingUser] } });
    expect(usersMessage.parse(response.body)).toEqual(response.body);
    expect((await send('searchUsers', { query: { userName: 'nobody' } })).body).toEqual({ users: [] });
  });

  test('finds by what is given together', async () => {
    const { send } = await withUser();
    const find = async (query: Record<string, string>) => (await send('searchUsers', { query })).body.users.length;

    expect(await find({ state: 'pending', organizationId: 'default' })).toBe(1);
    expect(await find({ state: 'deleted' })).toBe(0);
    expect(await find({ providerId: 'local' })).toBe(0);
    expect(await find({})).toBe(1);
  });

  test('goes on from page to page', async () => {
    const { send } = await withUser();
    await send('createUser', { body: { user: { schemas: [userSchema], userName: 'bob@example.com' } } });

    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const query: Record<string, string> = { limit: '1', ...(cursor && { cursor }) };
      const { body } = await send('searchUsers', { query });
      ids.push(...body.users.map(({ id }: { id: string }) => id));
      cursor = body.next;
    } while (cursor !== undefined);

    expect(new Set(ids).size).toBe(2);
    expect(ids).toHaveLength(2);
  });

  test('does not take a cursor that is none of ours', async () => {
    const { send } = await withUser();

    expect(await send('searchUsers', { query: { cursor: 'tampered' } })).toMatchObject({ statusCode: 400 });
  });

  test.each([
    ['state', 'asleep'],
    ['providerId', 'P9'],
    ['organizationId', 'O9'],
    ['userName', ''],
    ['email', 'x'.repeat(1025)],
  ])('does not take %s=%s', async (parameter, value) => {
    const { send } = await withUser();

    expect(await send('searchUsers', { query: { [parameter]: value } })).toMatchObject({
      statusCode: 400,
      body: { errors: [{ parameter }] },
    });
  });
});

test.each([
  ['all', {}],
  ['by e-mail', { email: 'all@example.com' }],
  ['pending ones', { state: 'pending' }],
])('a page that one response cannot carry is cut, and the next one goes on there: %s', async (_, filter) => {
  const { send, directory } = await adminApi();
  const large = (number: number) =>
    sampleUser({
      id: `01KARQ000000000000000001${10 + number}`,
      attributes: {
        userName: `user${number}`,
        displayName: 'x'.repeat(60_000),
        emails: [{ value: 'all@example.com' }],
      },
      life: { state: 'pending', deactivation: samplePendingDeactivation() },
    });
  for (let number = 0; number < 60; number++) {
    const { after, entry } = sampleCreation(large(number));
    await directory.users.commit({ after, entry: { ...entry, id: `01KARQE00000000000000000${10 + number}` } });
  }

  const pages = [];
  let query: Record<string, string> = { ...filter, limit: '100' };
  do {
    const { body } = await send('searchUsers', { query });
    pages.push(body);
    query = { ...query, cursor: body.next };
  } while (query.cursor !== undefined);

  expect(pages.length).toBeGreaterThan(1);
  expect(Math.max(...pages.map((page) => JSON.stringify(page).length))).toBeLessThan(3_000_000);
  expect(new Set(pages.flatMap(({ users }) => users.map(({ id }: { id: string }) => id))).size).toBe(60);
});

describe('a local user', () => {
  const body = { user: { schemas: [userSchema], userName: 'ann@example.com', title: 'Engineer' } };

  test('is created, with where it is', async () => {
    const { send } = await adminApi();

    const response = await send('createUser', { body });

    expect(response).toMatchObject({
      statusCode: 201,
      headers: { ...jsonHeaders, ETag: 'W/"1"', Location: `/admin/users/${response.body.id}` },
      body: { attributes: { userName: 'ann@example.com', title: 'Engineer' }, management: { by: 'administrators' } },
    });
    expect(userMessage.parse(response.body)).toEqual(response.body);
  });

  test('is created once under one Idempotency-Key', async () => {
    const { send } = await adminApi();
    const headers = { 'Idempotency-Key': 'k1' };

    const first = await send('createUser', { headers, body });
    const second = await send('createUser', { headers, body });

    expect(second).toEqual(first);
    expect(await send('createUser', { body })).toMatchObject({ statusCode: 409, body: { code: 'USER_NAME_TAKEN' } });
  });

  test.each([
    [{}, { errors: [{ pointer: '/user' }] }],
    [{ user: 7 }, { errors: [{ pointer: '/user' }] }],
    [{ ...body, organizationId: 'O9' }, { errors: [{ pointer: '/organizationId' }] }],
    [{ ...body, organizationId: '01KARQ00000000000000000999' }, { detail: expect.stringContaining('organization') }],
    [{ user: { schemas: [userSchema] } }, { detail: expect.stringContaining('userName') }],
    [{ user: { ...body.user, active: false } }, { detail: expect.stringContaining('active') }],
  ])('is not made of %j', async (wrong, said) => {
    const { send } = await adminApi();

    expect(await send('createUser', { body: wrong })).toMatchObject({ statusCode: 400, body: said });
  });
});

describe('a user', () => {
  test('is shown by id', async () => {
    const { send } = await withUser();

    expect(await send('getUser', { parameters })).toEqual({
      statusCode: 200,
      headers: { ...jsonHeaders, ETag: 'W/"1"' },
      body: pendingUser,
    });
  });

  test('who is not there is 404, and so is the history', async () => {
    const { send } = await adminApi();

    expect(await send('getUser', { parameters })).toEqual(
      problem(404, 'Not Found', `There is no user ${pendingUser.id}.`),
    );
    expect(await send('userHistory', { parameters })).toMatchObject({ statusCode: 404 });
  });

  test('is edited by a PatchOp, and logged with who did it', async () => {
    const { send } = await withUser();
    const body = { schemas: [patchSchema], Operations: [{ op: 'replace', path: 'title', value: 'Manager' }] };

    const response = await send('editUser', { parameters, body, headers: { 'If-Match': 'W/"1"' } });
    const history = await send('userHistory', { parameters, query: { order: 'newest', limit: '1' } });

    expect(response).toMatchObject({
      statusCode: 200,
      headers: { ETag: 'W/"2"' },
      body: { version: 2, attributes: { title: 'Manager' } },
    });
    expect(history.body.entries).toMatchObject([
      {
        operation: 'patch',
        actor: { by: 'administrator', administratorId: callerArn },
        changes: [{ attribute: 'title', after: 'Manager' }],
      },
    ]);
    expect(history.body.next).toEqual(expect.any(String));
  });

  test('is not edited by what is no PatchOp, nor in another version', async () => {
    const { send } = await withUser();
    const body = { schemas: [patchSchema], Operations: [{ op: 'replace', path: 'title', value: 'Manager' }] };

    expect(await send('editUser', { parameters, body: {} })).toMatchObject({ statusCode: 400 });
    expect(await send('editUser', { parameters, body, headers: { 'If-Match': '"7"' } })).toMatchObject({
      statusCode: 412,
    });
  });

  test('has a history, oldest first', async () => {
    const { send } = await withUser();

    const { body } = await send('userHistory', { parameters });

    expect(body.entries).toMatchObject([{ ...sampleCreation(pendingUser).entry, providerName: 'PingOne' }]);
    expect(logMessage.parse(body)).toEqual(body);
    expect(await send('userHistory', { parameters, query: { cursor: 'tampered' } })).toMatchObject({
      statusCode: 400,
    });
  });

  test('is erased once deactivated: 204, then 404', async () => {
    const { send } = await withUser();

    expect(await send('eraseUser', { parameters })).toMatchObject({
      statusCode: 409,
      body: { code: 'NOT_DEACTIVATED' },
    });
    await send('deactivateUser', { parameters });
    expect(await send('eraseUser', { parameters })).toEqual({
      statusCode: 204,
      headers: { 'Cache-Control': 'no-store' },
      body: undefined,
    });
    expect(await send('eraseUser', { parameters })).toMatchObject({ statusCode: 404 });
  });
});
