/**
 * The reports of interoperability bugs that are about whole requests and answers, by their row as in
 * client-deviations.json, which has the others.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Unavailable } from '#shared/directory/errors.ts';
import { sampleProviderId, sampleUser } from '#test/doubles/samples.ts';
import deviations from '#test/shared/scim/client-deviations.json' with { type: 'json' };
import { scimBaseUrl, serviceProvider } from './service-provider.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const barbara = sampleUser({ attributes: { userName: 'barbara@example.com', externalId: '7' } });
const path = `/Users/${barbara.id}`;
const create = { userName: 'barbara@example.com', externalId: '7', title: 'Director' };
const filter = 'userName eq "barbara@example.com"';
const setActive = (value: unknown) => ({ Operations: [{ op: 'replace', value: { active: value } }] });

test('row 15: a create that is repeated because its answer was lost makes no second user, and the lookup finds the first', async () => {
  const { send, directory } = serviceProvider();
  const { body: created } = await send('POST', '/Users', { body: create });

  const again = await send('POST', '/Users', { body: create });

  expect(again).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
  expect(directory.users.all()).toHaveLength(1);
  expect((await send('GET', '/Users', { query: { filter } })).body.Resources).toEqual([created]);
});

test('row 15: a create whose commit was lost by us, not by the client, answers 201 with the one user', async () => {
  const { send, directory } = serviceProvider();
  const { commit } = directory.users;
  let isLost = true;
  Object.assign(directory.users, {
    commit: async (change: Parameters<typeof commit>[0]) => {
      await commit(change);
      if (isLost) {
        isLost = false;
        throw new Unavailable('the reply was lost');
      }
    },
  });

  expect((await send('POST', '/Users', { body: create })).status).toBe(201);
  expect(directory.users.all()).toHaveLength(1);
});

test.each([
  ['disabled', 'PATCH', setActive(false)],
  ['deleted', 'DELETE', undefined],
])('row 16: a create of a user who was %s brings the same user back, with the new profile', async (_, method, body) => {
  const { send } = serviceProvider([barbara]);
  await send(method, path, { body });

  expect(await send('POST', '/Users', { body: create })).toMatchObject({
    status: 201,
    headers: { Location: `${scimBaseUrl}${path}` },
    body: { id: barbara.id, title: 'Director', active: true },
  });
});

test('row 17: a name that a lookup does not find and a create does is a local user’s, and the 409 says so', async () => {
  const local = sampleUser({ ...barbara, management: { by: 'administrators' } });
  const { send } = serviceProvider([local]);

  expect((await send('GET', '/Users', { query: { filter } })).body).toMatchObject({ totalResults: 0, Resources: [] });
  expect((await send('POST', '/Users', { body: create })).body).toMatchObject({
    status: '409',
    detail: expect.stringContaining('A local user has this userName'),
  });
});

test('row 17: once an administrator has opened the user, the lookup finds who the create would meet', async () => {
  const management = { by: 'administrators', openToProviderId: sampleProviderId } as const;
  const { send } = serviceProvider([sampleUser({ ...barbara, management })]);

  expect((await send('GET', '/Users', { query: { filter } })).body.Resources).toMatchObject([{ id: barbara.id }]);
  expect((await send('PUT', path, { body: create })).status).toBe(200);
});

test('row 18: a 409 has schemas, status as text, scimType and detail', async () => {
  expect(await serviceProvider([barbara]).send('POST', '/Users', { body: create })).toEqual({
    status: 409,
    headers: { 'Cache-Control': 'no-store', 'Content-Type': 'application/scim+json' },
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '409',
      scimType: 'uniqueness',
      detail: 'A user with this userName exists already.',
    },
  });
});

test('row 19: a create that is refused again and again changes nobody and sets no timer', async () => {
  const { send, directory } = serviceProvider([barbara]);

  for (let attempt = 0; attempt < 3; attempt++) await send('POST', '/Users', { body: { ...create, active: false } });

  expect(directory.users.all()).toEqual([barbara]);
  expect(directory.schedules.scheduled()).toEqual([]);
  expect(directory.users.entries().map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
});

test.each([
  'application/scim+json',
  'application/json',
  'application/scim+json; charset=utf-8',
  'application/json;charset=UTF-8',
])('row 20: %s is taken and accepted; answers and errors are application/scim+json', async (type) => {
  const { send } = serviceProvider();
  const headers = { 'Content-Type': type, Accept: type };
  const answers = [
    await send('POST', '/Users', { headers, body: create }),
    await send('POST', '/Users', { headers, body: create }),
    await send('GET', '/Users', { headers }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([201, 409, 200]);
  for (const answer of answers) expect(answer.headers['Content-Type']).toBe('application/scim+json');
});

describe('row 21: a PUT without active', () => {
  test.each([create, { ...create, active: null }])('%j leaves an active user active', async (body) => {
    const { send, directory } = serviceProvider([barbara]);

    expect((await send('PUT', path, { body })).body.active).toBe(true);
    expect(directory.users.all()[0]?.life).toEqual({ state: 'active' });
  });

  test('leaves a pending deactivation pending, at its instant', async () => {
    const { send, directory } = serviceProvider([barbara]);
    await send('PATCH', path, { body: setActive(false) });
    const before = directory.users.all()[0]?.life;

    expect((await send('PUT', path, { body: create })).body.active).toBe(false);
    expect(directory.users.all()[0]?.life).toEqual(before);
  });
});

test.each([true, 'True', 'true'])('row 22: a PATCH of active to %j makes the user active again', async (active) => {
  const { send, directory } = serviceProvider([barbara]);
  await send('PATCH', path, { body: setActive(false) });

  expect(await send('PATCH', path, { body: setActive(active) })).toMatchObject({ status: 200, body: { active: true } });
  expect(directory.users.all()[0]).toMatchObject({ life: { state: 'active' }, blocks: {} });
  expect(directory.schedules.scheduled()).toEqual([]);
});

describe('row 23: a client is not told to slow down', () => {
  test('for a throttle that passes: the request is repeated here', async () => {
    const { send, directory } = serviceProvider([barbara]);
    for (let times = 0; times < 5; times++) {
      directory.users.beforeNext('commit', () => {
        throw new Unavailable('throttled');
      });
    }

    expect((await send('PATCH', path, { body: setActive(false) })).status).toBe(200);
  });

  test('by 429 for one that lasts: it is 503, and says when to come again', async () => {
    const { send, directory } = serviceProvider([barbara]);
    Object.assign(directory.users, { commit: async () => Promise.reject(new Unavailable('throttled')) });

    expect(await send('PATCH', path, { body: setActive(false) })).toMatchObject({
      status: 503,
      headers: { 'Retry-After': '5', 'Content-Type': 'application/scim+json' },
    });
  });
});

describe('row 27: what Ping’s parser cannot take is not sent', () => {
  const sent = {
    userName: 'barbara@example.com',
    photos: [],
    title: null,
    name: { givenName: null },
    emails: [{ value: 'b@example.com', type: 'Work' }],
    [enterprise]: { department: 'Tours', invented: 'x', manager: null },
  };

  test('no empty lists, no nulls, no unusual case of a type, no attributes that an extension does not have', async () => {
    const { send } = serviceProvider([barbara]);

    const { body } = await send('PUT', path, { body: sent });

    expect(body).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
      id: barbara.id,
      userName: 'barbara@example.com',
      emails: [{ value: 'b@example.com', type: 'work' }],
      active: true,
      [enterprise]: { department: 'Tours' },
      meta: expect.any(Object),
    });
  });

  test('no empty answer to a PUT or a PATCH, not even when nothing changes', async () => {
    const { send } = serviceProvider([barbara]);

    for (const [method, body] of [
      ['PUT', sent],
      ['PUT', sent],
      ['PATCH', setActive(true)],
    ] as const) {
      expect(await send(method, path, { body })).toMatchObject({ status: 200, body: { id: barbara.id, active: true } });
    }
  });
});

test('every row from 1 to 28 has a test, here or in client-deviations.json', async () => {
  const source = readFileSync(new URL(import.meta.url), 'utf8');
  const here = [...source.matchAll(/\('row (\d+):/g)].map(([, row]) => row);
  const rows = new Set([...here, ...deviations.vectors.map(({ row }) => row)]);

  expect(Array.from({ length: 28 }, (_, index) => String(index + 1)).filter((row) => !rows.has(row))).toEqual([]);
});
