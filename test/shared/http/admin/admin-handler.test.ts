import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Unavailable } from '#shared/directory/errors.ts';
import { adminHandler } from '#shared/http/admin/admin-handler.ts';
import {
  connectionMessage,
  problemMessage,
  providerMessage,
  providersMessage,
  syncLogMessage,
  usersMessage,
} from '#shared/http/admin/admin-messages.ts';
import { adminRoutes } from '#shared/http/admin/admin-routes.ts';
import { memoryProviderStore } from '#test/doubles/memory-provider-store.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleCreation, samplePendingDeactivation, sampleProvider, sampleUser } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { adminEvent, sampleContext } from '#test/shared/http/proxy-events.ts';
import { recordedTelemetry } from '#test/shared/telemetry/recorded-telemetry.ts';

const scimBaseUrl = 'https://api.example.com/scim/v2';
const jsonHeaders = { 'Cache-Control': 'no-store', 'Content-Type': 'application/json' };
const problemHeaders = { 'Cache-Control': 'no-store', 'Content-Type': 'application/problem+json' };
const provider = sampleProvider();
const parameters = { providerId: provider.id };
const pending = { state: 'pending', deactivation: samplePendingDeactivation() } as const;

const shownProvider = {
  id: provider.id,
  displayName: 'PingOne',
  enabled: true,
  credentialType: 'api-credentials',
  credentials: [{ keyId: `${provider.id}.abcdefgh`, createdAt: '2026-11-23T17:00:00.000Z' }],
  deactivationDelaySeconds: 900,
  organizationId: 'default',
  roleMapping: 'manual',
  strictness: 'lenient',
  putSemantics: 'replace',
  createdAt: '2026-11-23T17:00:00.000Z',
  lastModifiedAt: '2026-11-23T17:00:00.000Z',
};

function setUp() {
  const directory = testDirectory({ users: memoryUserStore(), providers: memoryProviderStore([provider]) });
  const telemetry = recordedTelemetry();
  return { directory, telemetry, handler: adminHandler({ directory, scimBaseUrl, telemetry }) };
}

async function send(method: string, resource: string, parts: Parameters<typeof adminEvent>[2] = {}, context = setUp()) {
  const { body, ...response } = await context.handler(adminEvent(method, resource, parts), sampleContext);
  return { ...response, body: JSON.parse(body) };
}

const problem = (status: number, title: string, detail: string, errors?: object[]) => ({
  statusCode: status,
  headers: problemHeaders,
  body: { type: 'about:blank', title, status, detail, ...(errors && { errors }) },
});

describe('adding a provider', () => {
  test('answers 201 with what is entered at the identity provider', async () => {
    const body = { displayName: 'PingOne', credentialType: 'api-credentials' };

    const response = await send('POST', '/providers', { body });

    const { id, credentials } = response.body.provider;
    expect(response).toEqual({
      statusCode: 201,
      headers: { ...jsonHeaders, Location: `/admin/providers/${id}` },
      body: {
        provider: {
          ...shownProvider,
          id,
          credentials: [{ keyId: expect.stringMatching(`^${id}\\.`), createdAt: '2026-11-23T18:00:00.000Z' }],
          createdAt: '2026-11-23T18:00:00.000Z',
          lastModifiedAt: '2026-11-23T18:00:00.000Z',
        },
        baseUrl: scimBaseUrl,
        basic: { username: credentials[0].keyId, password: expect.stringMatching(/^[\w-]{43}$/) },
      },
    });
    expect(connectionMessage.parse(response.body)).toEqual(response.body);
  });

  test('with an OAuth token answers a bearer token instead', async () => {
    const { body } = await send('POST', '/providers', { body: { displayName: 'P', credentialType: 'oauth-token' } });

    expect(body).not.toHaveProperty('basic');
    expect(body.bearer.token).toMatch(
      new RegExp(`^${body.provider.credentials[0].keyId.replace('.', '\\.')}\\.[\\w-]{43}$`),
    );
  });

  test('with members that are wrong or unknown answers 400 naming each', async () => {
    const body = { displayName: 7, credentialType: 'api-credentials', delay: 5 };

    expect(await send('POST', '/providers', { body })).toMatchObject(
      problem(400, 'Bad Request', 'The request is not what this operation takes.', [
        { pointer: '/displayName', detail: expect.any(String) },
        { pointer: '', detail: expect.stringContaining('delay') },
      ]),
    );
  });

  test('with a delay out of range answers 400 with the range', async () => {
    const body = { displayName: 'P', credentialType: 'oauth-token', deactivationDelaySeconds: 5 };

    expect(await send('POST', '/providers', { body })).toMatchObject({
      statusCode: 400,
      body: { detail: expect.stringContaining('from 60 to 2592000') },
    });
  });

  test('with a body that is no JSON answers 400, of another type 415', async () => {
    expect(await send('POST', '/providers', { body: '{' })).toEqual(
      problem(400, 'Bad Request', 'The body is not JSON: line 1, column 2: expected name or "}".'),
    );
    expect(await send('POST', '/providers', { body: '{}', headers: { 'content-type': 'text/plain' } })).toEqual(
      problem(415, 'Unsupported Media Type', 'Send the body as application/json, in UTF-8.'),
    );
  });
});

describe('providers', () => {
  test('are listed and shown without the hashes of their secrets', async () => {
    const list = await send('GET', '/providers');
    const one = await send('GET', '/providers/{providerId}', { parameters });

    expect(list).toEqual({ statusCode: 200, headers: jsonHeaders, body: { providers: [shownProvider] } });
    expect(one).toEqual({ statusCode: 200, headers: jsonHeaders, body: shownProvider });
    expect(providersMessage.parse(list.body)).toEqual(list.body);
    expect(providerMessage.parse(one.body)).toEqual(one.body);
  });

  test('that are not there are 404', async () => {
    const response = await send('GET', '/providers/{providerId}', { parameters: { providerId: 'P9' } });

    expect(response).toEqual(problem(404, 'Not Found', 'There is no provider P9.'));
    expect(problemMessage.parse(response.body)).toEqual(response.body);
  });

  test('are edited, and have their credentials checked anew at once', async () => {
    const context = setUp();

    const response = await send('PATCH', '/providers/{providerId}', { parameters, body: { enabled: false } }, context);

    const lastModifiedAt = '2026-11-23T18:00:00.000Z';
    expect(response).toEqual({
      statusCode: 200,
      headers: jsonHeaders,
      body: { ...shownProvider, enabled: false, lastModifiedAt },
    });
    expect(context.directory.credentialCache.flushes()).toBe(1);
  });

  test('are not edited by a request that names no setting', async () => {
    expect(await send('PATCH', '/providers/{providerId}', { parameters, body: {} })).toMatchObject({
      statusCode: 400,
      body: { errors: [{ pointer: '', detail: 'name at least one setting to change' }] },
    });
  });

  test('get a second credential, the first one expiring within a day unless told otherwise', async () => {
    const resource = '/providers/{providerId}/credentials';

    const response = await send('POST', resource, { parameters });
    const atOnce = await send('POST', resource, { parameters, body: { overlapSeconds: 0 } });

    expect(response).toMatchObject({ statusCode: 201, headers: jsonHeaders, body: { baseUrl: scimBaseUrl } });
    expect(response.body.provider.credentials).toEqual([
      { keyId: response.body.basic.username, createdAt: '2026-11-23T18:00:00.000Z' },
      { ...shownProvider.credentials[0], expiresAt: '2026-11-24T18:00:00.000Z' },
    ]);
    expect(atOnce.body.provider.credentials).toHaveLength(1);
  });
});

describe('users', () => {
  const shownUser = sampleUser({ life: pending });

  async function withUser() {
    const context = setUp();
    await context.directory.users.commit(sampleCreation(sampleUser({ life: pending })));
    return context;
  }

  test('are found by their name', async () => {
    const query = { userName: 'Barbara.Jensen@example.com' };

    const response = await send('GET', '/users', { query }, await withUser());

    expect(response).toEqual({ statusCode: 200, headers: jsonHeaders, body: { users: [shownUser] } });
    expect(usersMessage.parse(response.body)).toEqual(response.body);
    expect((await send('GET', '/users', { query })).body).toEqual({ users: [] });
  });

  test('are not searched without a name', async () => {
    expect(await send('GET', '/users')).toEqual(
      problem(400, 'Bad Request', 'The request is not what this operation takes.', [
        { pointer: '/userName', detail: 'send it as a query parameter' },
      ]),
    );
  });

  test('are shown by their id, with their history', async () => {
    const ofUser = { parameters: { userId: shownUser.id } };

    const user = await send('GET', '/users/{userId}', ofUser, await withUser());
    const log = await send('GET', '/users/{userId}/sync-log', ofUser, await withUser());

    expect(user.body).toEqual(shownUser);
    expect(log.body).toEqual({ entries: [{ ...sampleCreation().entry, providerName: 'PingOne' }] });
    expect(syncLogMessage.parse(log.body)).toMatchObject({ entries: [{ operation: 'create' }] });
  });

  test('who are not there are 404, and so is their history', async () => {
    const nobody = { parameters: { userId: 'U9' } };

    expect(await send('GET', '/users/{userId}', nobody)).toEqual(problem(404, 'Not Found', 'There is no user U9.'));
    expect(await send('GET', '/users/{userId}/sync-log', nobody)).toMatchObject({ statusCode: 404 });
  });
});

describe('what is not the caller’s fault', () => {
  test('a store that cannot answer is 503 with Retry-After', async () => {
    const context = setUp();
    context.directory.providers.beforeNext('get', () => Promise.reject(new Unavailable('timed out')));

    expect(await send('GET', '/providers/{providerId}', { parameters }, context)).toMatchObject({
      statusCode: 503,
      headers: { ...problemHeaders, 'Retry-After': '5' },
      body: { title: 'Service Unavailable' },
    });
  });

  test('a request without an IAM identity answers 500: the route is wired without authorization', async () => {
    for (const identity of [undefined, null, { userArn: null, accessKey: null }]) {
      expect(await send('GET', '/providers', { identity })).toEqual(
        problem(500, 'Internal Server Error', 'The service could not process the request.'),
      );
    }
  });

  test('a route that is not ours answers 404', async () => {
    expect(await send('PUT', '/providers')).toMatchObject({ statusCode: 404 });
  });
});

test('a request is logged with the caller’s role, without the name of the session and without the secret', async () => {
  const context = setUp();

  const { body } = await send(
    'POST',
    '/providers',
    { body: { displayName: 'PingOne', credentialType: 'api-credentials' } },
    context,
  );

  expect(context.telemetry.logged()).toMatchObject([
    {
      event: 'AdminRequestAnswered',
      operation: 'addProvider',
      status: 201,
      callerArn: 'arn:aws:sts::123456789012:assumed-role/Operators',
      callerAccessKeyId: 'ASIAQ0000000EXAMPLE0',
    },
  ]);
  expect(context.telemetry.lines.join()).not.toContain('olga');
  expect(context.telemetry.lines.join()).not.toContain(body.basic.password);
});

test('no request makes the function throw or answer 5xx', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...adminRoutes),
      fc.string(),
      fc.oneof(fc.json(), fc.string(), fc.record({ overlapSeconds: fc.double(), displayName: fc.string() })),
      fc.dictionary(fc.constantFrom('userName', 'x'), fc.string()),
      async ({ method, path }, id, body, query) => {
        const response = await send(method, path, { parameters: { providerId: id, userId: id }, body, query });

        expect(response.statusCode).toBeLessThan(500);
      },
    ),
  );
}, 60_000);
