import { describe, expect, test } from 'vitest';
import { connectionMessage, providerMessage, providersMessage } from '#shared/http/admin/messages/provider.ts';
import { sampleCreation, samplePendingDeactivation, sampleProvider, sampleUser } from '#test/doubles/samples.ts';
import { adminApi, callerArn, jsonHeaders, problem, scimBaseUrl } from './admin-api.ts';

const provider = sampleProvider();
const parameters = { providerId: provider.id };
const now = '2026-11-23T18:00:00.000Z';

const shownProvider = {
  id: provider.id,
  version: 1,
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

describe('adding a provider', () => {
  test('answers 201 with what is entered at the identity provider', async () => {
    const { send } = await adminApi();

    const response = await send('addProvider', { body: { displayName: 'PingOne', credentialType: 'api-credentials' } });

    const { id, credentials } = response.body.provider;
    expect(response).toEqual({
      statusCode: 201,
      headers: { ...jsonHeaders, ETag: 'W/"1"', Location: `/admin/providers/${id}` },
      body: {
        provider: {
          ...shownProvider,
          id,
          credentials: [{ keyId: expect.stringMatching(`^${id}\\.`), createdAt: now }],
          createdAt: now,
          lastModifiedAt: now,
        },
        baseUrl: scimBaseUrl,
        basic: { username: credentials[0].keyId, password: expect.stringMatching(/^[\w-]{43}$/) },
      },
    });
    expect(connectionMessage.parse(response.body)).toEqual(response.body);
  });

  test('with an OAuth token answers a bearer token instead', async () => {
    const { send } = await adminApi();

    const { body } = await send('addProvider', { body: { displayName: 'P', credentialType: 'oauth-token' } });

    expect(body).not.toHaveProperty('basic');
    expect(body.bearer.token).toMatch(
      new RegExp(`^${body.provider.credentials[0].keyId.replace('.', '\\.')}\\.[\\w-]{43}$`),
    );
  });

  test('with a delay out of range answers 400 with the range', async () => {
    const { send } = await adminApi();
    const body = { displayName: 'P', credentialType: 'oauth-token', deactivationDelaySeconds: 5 };

    expect(await send('addProvider', { body })).toMatchObject({
      statusCode: 400,
      body: { detail: expect.stringContaining('from 60 to 2592000') },
    });
  });

  test('adds one provider, however often it is asked under one Idempotency-Key', async () => {
    const { send, directory } = await adminApi();
    const headers = { 'Idempotency-Key': 'd3b0' };
    const body = { displayName: 'Okta', credentialType: 'oauth-token' };

    const first = await send('addProvider', { headers, body });
    const second = await send('addProvider', { headers, body });
    const other = await send('addProvider', { headers, body: { ...body, displayName: 'Entra' } });

    expect(second).toMatchObject({ statusCode: 201, body: { provider: { id: first.body.provider.id } } });
    expect(directory.providers.stored()).toHaveLength(2);
    expect(other).toMatchObject({ statusCode: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });
});

describe('providers', () => {
  test('are listed and shown without the hashes of their secrets', async () => {
    const { send } = await adminApi();

    const list = await send('listProviders');
    const one = await send('getProvider', { parameters });

    expect(list).toEqual({ statusCode: 200, headers: jsonHeaders, body: { providers: [shownProvider] } });
    expect(one).toEqual({ statusCode: 200, headers: { ...jsonHeaders, ETag: 'W/"1"' }, body: shownProvider });
    expect(providersMessage.parse(list.body)).toEqual(list.body);
    expect(providerMessage.parse(one.body)).toEqual(one.body);
  });

  test('show when their credentials were used last', async () => {
    const { send, directory } = await adminApi();
    await directory.credentialUse.record(`${provider.id}.abcdefgh`, now);

    const shown = await send('getProvider', { parameters });
    const edited = await send('editProvider', { parameters, body: { displayName: 'Ping' } });

    const credentials = [{ ...shownProvider.credentials[0], lastUsedAt: now }];
    expect(shown.body).toEqual({ ...shownProvider, credentials });
    expect(edited.body).toMatchObject({ displayName: 'Ping', credentials });
  });

  test('that are not there are 404', async () => {
    const { send } = await adminApi();
    const nobody = { providerId: '01KARPZZZZ0000000000000009' };

    expect(await send('getProvider', { parameters: nobody })).toEqual(
      problem(404, 'Not Found', 'There is no provider 01KARPZZZZ0000000000000009.'),
    );
  });

  test('are edited, and have their credentials checked anew at once', async () => {
    const { send, directory } = await adminApi();

    const response = await send('editProvider', { parameters, body: { enabled: false } });

    expect(response).toEqual({
      statusCode: 200,
      headers: { ...jsonHeaders, ETag: 'W/"2"' },
      body: { ...shownProvider, version: 2, enabled: false, lastModifiedAt: now },
    });
    expect(directory.credentialCache.flushes()).toBe(1);
  });

  test('are not edited by a request that names no setting', async () => {
    const { send } = await adminApi();

    expect(await send('editProvider', { parameters, body: {} })).toMatchObject({
      statusCode: 400,
      body: { errors: [{ pointer: '', detail: 'name at least one setting to change' }] },
    });
  });

  test('are not placed in an organization that is not there: 400, as the path is right', async () => {
    const { send } = await adminApi();
    const body = { organizationId: '01KARPZZZZ0000000000000009' };

    expect(await send('editProvider', { parameters, body })).toMatchObject({ statusCode: 400 });
  });

  test('get a second credential, the first one expiring within a day unless told otherwise', async () => {
    const { send } = await adminApi();

    const response = await send('rotateCredential', { parameters });
    const atOnce = await send('rotateCredential', {
      parameters,
      body: { overlapSeconds: 0, expiresAt: '2027-01-01T01:00:00+01:00' },
    });

    expect(response).toMatchObject({
      statusCode: 201,
      headers: { ...jsonHeaders, ETag: 'W/"2"' },
      body: { baseUrl: scimBaseUrl },
    });
    expect(response.body.provider.credentials).toEqual([
      { keyId: response.body.basic.username, createdAt: now },
      { ...shownProvider.credentials[0], expiresAt: '2026-11-24T18:00:00.000Z' },
    ]);
    expect(atOnce.body.provider.credentials).toEqual([
      { keyId: atOnce.body.basic.username, createdAt: now, expiresAt: '2027-01-01T00:00:00.000Z' },
    ]);
  });
});

describe('disabling a provider', () => {
  test('lets its pending deactivations run: 200', async () => {
    const { send } = await adminApi();

    const response = await send('disableProvider', { parameters, body: { pendingDeactivations: 'run' } });

    expect(response).toMatchObject({ statusCode: 200, body: { enabled: false } });
    expect(response.body).not.toHaveProperty('cancelling');
  });

  test('or cancels them: 202 as long as more can turn up', async () => {
    const { send, directory } = await adminApi();
    await directory.users.commit(sampleCreation(pendingUser));

    const response = await send('disableProvider', { parameters, body: { pendingDeactivations: 'cancel' } });

    expect(response).toMatchObject({
      statusCode: 202,
      body: { enabled: false, cancelling: { administratorId: callerArn } },
    });
    expect(await send('getUser', { parameters: { userId: pendingUser.id } })).toMatchObject({
      body: { life: { state: 'active' } },
    });
  });

  test('asks which: 400 without an answer', async () => {
    const { send } = await adminApi();

    expect(await send('disableProvider', { parameters, body: {} })).toMatchObject({
      statusCode: 400,
      body: { errors: [{ pointer: '/pendingDeactivations' }] },
    });
  });
});

const pendingUser = sampleUser({ life: { state: 'pending', deactivation: samplePendingDeactivation() } });

describe('removing a provider', () => {
  const other = sampleProvider({ id: '01KARPZZZZ0000000000000002' });

  test('makes its users local: 202 until it is gone, then 204 once and 404', async () => {
    const { send, directory } = await adminApi();
    await directory.users.commit(sampleCreation());
    const request = { parameters, query: { usersBecome: 'local' } };

    const begun = await send('removeProvider', request);
    await directory.clock.sleep(61_000);
    const ended = await send('removeProvider', request);

    expect(begun).toMatchObject({ statusCode: 202, body: { removal: { usersBecome: { become: 'local' } } } });
    expect(ended).toEqual({ statusCode: 204, headers: { 'Cache-Control': 'no-store' }, body: undefined });
    expect(await send('removeProvider', request)).toMatchObject({ statusCode: 404 });
    expect(await send('getUser', { parameters: { userId: sampleUser().id } })).toMatchObject({
      body: { management: { by: 'administrators' } },
    });
  });

  test('transfers its users to another one', async () => {
    const { send, directory } = await adminApi();
    await directory.providers.create(other);
    await directory.users.commit(sampleCreation(pendingUser));

    await send('removeProvider', { parameters, query: { usersBecome: 'transferred', toProviderId: other.id } });

    expect(await send('getUser', { parameters: { userId: pendingUser.id } })).toMatchObject({
      body: { management: { by: 'provider', providerId: other.id }, life: pendingUser.life },
    });
  });

  test('is refused while users have pending deactivations and shall become local', async () => {
    const { send, directory } = await adminApi();
    await directory.users.commit(sampleCreation(pendingUser));

    expect(await send('removeProvider', { parameters, query: { usersBecome: 'local' } })).toMatchObject({
      statusCode: 409,
      body: { code: 'PENDING_DEACTIVATION' },
    });
  });

  test.each([
    [{}, 'usersBecome'],
    [{ usersBecome: 'orphans' }, 'usersBecome'],
    [{ usersBecome: 'transferred' }, 'toProviderId'],
    [{ usersBecome: 'local', toProviderId: other.id }, 'toProviderId'],
    [{ usersBecome: 'transferred', toProviderId: 'P9' }, 'toProviderId'],
  ])('is not understood with the query %j', async (query, parameter) => {
    const { send } = await adminApi();

    expect(await send('removeProvider', { parameters, query })).toMatchObject({
      statusCode: 400,
      body: { errors: [{ parameter }] },
    });
  });

  test('to a provider that is not there, or to itself, answers 400', async () => {
    const { send } = await adminApi();

    for (const toProviderId of [other.id, provider.id]) {
      const query = { usersBecome: 'transferred', toProviderId };
      expect(await send('removeProvider', { parameters, query })).toMatchObject({ statusCode: 400 });
    }
  });
});
