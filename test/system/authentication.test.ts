import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionMessage, providerMessage } from '#shared/http/admin/messages/provider.ts';
import { type System, startSystem } from './system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const basic = (userName: string, password: string) =>
  `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;

const paths = [
  '',
  '/',
  '/Users',
  '/Users?count=1',
  '/Users?filter=userName%20eq%20%22x%22',
  '/Users/01M84WEDDJD3BTD1REJPHRXM47',
  '/Groups',
  '/ServiceProviderConfig',
  '/Schemas',
  '/ResourceTypes',
  '/Me',
  '/nothing/here',
];

async function get(path: string, authorization: string | undefined, method = 'GET') {
  return fetch(`${system.stack.scimBaseUrl}${path}`, {
    method,
    headers: authorization === undefined ? {} : { authorization },
  });
}

async function expectUnauthorized(response: Response): Promise<void> {
  expect(response.status).toBe(401);
  expect(response.headers.get('content-type')).toBe('application/scim+json');
  expect(response.headers.get('www-authenticate')).toMatch(/Basic realm=.*Bearer/);
  expect(await response.json()).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '401',
    detail: expect.stringMatching(/\w/),
  });
}

describe('a request without a good credential is 401 in SCIM form with WWW-Authenticate', () => {
  test.each(paths)('on every path: %s', async (path) => {
    await expectUnauthorized(await get(path, undefined));
    await expectUnauthorized(await get(path, basic('nobody', 'nothing')));
    await expectUnauthorized(await get(path, 'Bearer wrong', 'POST'));
  });

  test.each([
    ['malformed Basic', 'Basic !!!'],
    ['an empty value', ''],
    ['an unknown scheme', 'Negotiate abc'],
    ['a bearer token of spaces', 'Bearer    '],
  ])('when it is %s', async (_, authorization) => {
    await expectUnauthorized(await get('/Users', authorization));
  });

  test('when the secret is wrong by one character', async () => {
    const { username, password } = system.stack.endpoint.basic;
    const wrong = `${password.startsWith('A') ? 'B' : 'A'}${password.slice(1)}`;

    await expectUnauthorized(await get('/Users', basic(username, wrong)));
  });
});

test('Basic and bearer credentials both work', async () => {
  const { basic: api, bearer } = system.stack.endpoint;

  expect((await get('/Users', basic(api.username, api.password))).status).toBe(200);
  expect((await get('/Users', `Bearer ${bearer.token}`)).status).toBe(200);
});

test('a disabled provider is refused at once, reads included, and works again when enabled', async () => {
  const client = await system.addClient();
  expect((await client.send('GET', '/Users')).status).toBe(200);
  const edit = (enabled: boolean) =>
    system.admin.send({ method: 'PATCH', path: ['providers', client.provider.id], body: { enabled } }, providerMessage);

  await edit(false);

  await expectUnauthorized(await get('/Users', client.authorization));
  await expectUnauthorized(await get('/Users', client.authorization, 'DELETE'));
  await edit(true);
  expect((await client.send('GET', '/Users')).status).toBe(200);
});

test('a rotated credential works beside the new one for the overlap, and not at all without one', async () => {
  const client = await system.addClient();
  const rotate = (overlapSeconds: number) => {
    const path = ['providers', client.provider.id, 'credentials'];
    return system.admin.send({ method: 'POST', path, body: { overlapSeconds } }, connectionMessage);
  };
  const second = `Bearer ${(await rotate(3600)).bearer?.token}`;
  expect((await get('/Users', client.authorization)).status).toBe(200);
  expect((await get('/Users', second)).status).toBe(200);

  const third = `Bearer ${(await rotate(0)).bearer?.token}`;

  await expectUnauthorized(await get('/Users', client.authorization));
  await expectUnauthorized(await get('/Users', second));
  expect((await get('/Users', third)).status).toBe(200);
});

test('one provider sees nothing of another', async () => {
  const [one, other] = [await system.addClient(), await system.addClient()];
  const id = await one.create({ userName: 'somebody@example.com', externalId: 'e1' });

  expect((await other.send('GET', `/Users/${id}`)).status).toBe(404);
  expect((await other.send('PUT', `/Users/${id}`, { userName: 'somebody@example.com' })).status).toBe(404);
  expect((await other.setActive(id, false)).status).toBe(404);
  expect((await other.send('DELETE', `/Users/${id}`)).status).toBe(404);
  for (const query of [
    '',
    '?filter=userName%20eq%20%22somebody@example.com%22',
    '?filter=externalId%20eq%20%22e1%22',
  ]) {
    expect((await other.send('GET', `/Users${query}`)).body).toMatchObject({ totalResults: 0, Resources: [] });
  }
  const { status, body } = await other.send('POST', '/Users', { userName: 'SOMEBODY@example.com' });
  expect([status, body.scimType, body.detail]).toEqual([
    409,
    'uniqueness',
    'A user with this userName exists already.',
  ]);
});
