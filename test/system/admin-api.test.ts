/** The admin API for a client that is none of ours: signed by an off-the-shelf Signature Version 4 client. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { signedClient } from './signed-client.ts';
import { eventually, type System, startSystem } from './system.ts';

let system: System;
let client: ReturnType<typeof signedClient>;
beforeAll(async () => {
  system = await startSystem();
  client = signedClient(system);
});
afterAll(() => system.stop());

const send: typeof client.send = (...request) => client.send(...request);

async function expectForbidden(response: Response): Promise<void> {
  expect(response.status).toBe(403);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toMatchObject({ type: 'about:blank', status: 403 });
}

describe('a request that is not signed well is 403', () => {
  test('when it has no signature', async () => {
    await expectForbidden(await fetch(client.url('/providers')));
  });

  test('when it is signed with another secret', async () => {
    await expectForbidden(await signedClient(system, { secretAccessKey: 'wrong' }).fetch('/providers'));
  });

  test('when nobody has the key', async () => {
    await expectForbidden(await signedClient(system, { accessKeyId: 'AKIAQ0000000EXAMPLE0' }).fetch('/providers'));
  });

  test('when something else was signed than is sent', async () => {
    const signed = await client.sign('/providers?x=1');

    await expectForbidden(await fetch(client.url('/providers?x=2'), { headers: signed.headers }));
  });
});

test('an administrator connects a provider and reads what it did', async () => {
  const { body: organization } = await send('POST', '/organizations', { name: 'Sales' });
  const settings = { displayName: 'PingOne', credentialType: 'oauth-token' };
  const added = await send('POST', '/providers', settings, { 'Idempotency-Key': 'connect-pingone' });
  const { provider, baseUrl, bearer } = z
    .object({ provider: z.object({ id: z.string() }), baseUrl: z.string(), bearer: z.object({ token: z.string() }) })
    .parse(added.body);
  const path = `/providers/${provider.id}`;

  const edited = await send(
    'PATCH',
    path,
    { deactivationDelaySeconds: 3600, organizationId: organization.id },
    { 'If-Match': added.headers.get('etag') ?? '' },
  );

  expect(added.headers.get('location')).toBe(`/admin${path}`);
  expect(edited).toMatchObject({
    status: 200,
    body: { deactivationDelaySeconds: 3600, organizationId: organization.id, version: 2 },
  });

  const userName = '+o’hara&co@example.com';
  const created = await fetch(`${baseUrl}/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer.token}`, 'content-type': 'application/scim+json' },
    body: JSON.stringify({ userName }),
  });
  expect(created.status).toBe(201);
  const query = `providerId=${provider.id}&userName=${encodeURIComponent(userName)}`;
  const log = await eventually(
    () => send('GET', `/sync-log?${query}`),
    ({ body }) => JSON.stringify(body.entries) !== '[]',
  );
  const csv = await client.fetch(`/sync-log?${query}`, { headers: { accept: 'text/csv' } });

  expect(log).toMatchObject({
    status: 200,
    body: { entries: [{ operation: 'create', outcome: 'changed', userName, providerName: 'PingOne' }] },
  });
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect((await csv.text()).split('\r\n')[1]).toContain(`,'${userName},`);
  expect((await send('GET', '/administrators-log?limit=3')).body).toMatchObject({
    entries: [{ operation: 'edit-provider' }, { operation: 'add-provider' }, { operation: 'add-organization' }],
  });
});

test('the document that describes the API is answered', async () => {
  expect(await send('GET', '/openapi.json')).toMatchObject({
    status: 200,
    body: { openapi: '3.1.1', servers: [{ url: '/admin' }] },
  });
});

test('what is not there is 404, what is not understood 400, in the words of RFC 9457', async () => {
  expect(await send('GET', '/users/01ARZ3NDEKTSV4RRFFQ69G5FAV')).toMatchObject({ status: 404, body: { status: 404 } });
  expect(await send('GET', '/users?colour=blue')).toMatchObject({
    status: 400,
    body: { errors: [{ parameter: 'colour' }] },
  });
});
