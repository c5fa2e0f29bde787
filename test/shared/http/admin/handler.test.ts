import { describe, expect, test } from 'vitest';
import { Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { cursorOf } from '#shared/http/admin/cursor.ts';
import { sampleCreation, sampleProvider, sampleUser } from '#test/doubles/samples.ts';
import { adminEvent, sampleContext } from '#test/shared/http/proxy-events.ts';
import { adminApi, invalid, problem, problemHeaders } from './admin-api.ts';

const wellFormed = { displayName: 'A', credentialType: 'oauth-token' };
const parameters = { providerId: sampleProvider().id };

describe('a body', () => {
  test('with members that are wrong or unknown answers 400 naming each', async () => {
    const { send } = await adminApi();
    const body = { displayName: 7, credentialType: 'api-credentials', 'a/b~c': 5 };

    expect(await send('addProvider', { body })).toEqual(
      invalid(
        { pointer: '/displayName', detail: 'must be text' },
        { pointer: '/a~1b~0c', detail: 'is not known here' },
      ),
    );
  });

  test.each([
    [{ displayName: '', credentialType: 'oauth-token' }, '/displayName', 'must have 1 character at least'],
    [
      { displayName: 'x'.repeat(101), credentialType: 'oauth-token' },
      '/displayName',
      'must have 100 characters at most',
    ],
    [{ credentialType: 'oauth-token' }, '/displayName', 'is missing'],
    [{ displayName: 'A' }, '/credentialType', 'is missing'],
    [{ displayName: 'A', credentialType: 'saml' }, '/credentialType', 'must be "api-credentials" or "oauth-token"'],
    [{ ...wellFormed, deactivationDelaySeconds: -1 }, '/deactivationDelaySeconds', 'must be 0 at least'],
    [{ ...wellFormed, deactivationDelaySeconds: 1.5 }, '/deactivationDelaySeconds', 'must be a whole number'],
    [{ ...wellFormed, deactivationDelaySeconds: '60' }, '/deactivationDelaySeconds', 'must be a number'],
    [{ ...wellFormed, organizationId: null }, '/organizationId', 'must be text'],
    [[], '', 'must be an object'],
  ])('that is %j is told so in the words of its reader', async (body, pointer, detail) => {
    const { send } = await adminApi();

    expect(await send('addProvider', { body })).toEqual(invalid({ pointer, detail }));
  });

  test('that is no JSON answers 400, of another type 415, too large 413', async () => {
    const { send } = await adminApi();

    expect(await send('addProvider', { body: '{' })).toEqual(
      problem(400, 'Bad Request', 'The body is not JSON: line 1, column 2: expected name or "}".'),
    );
    expect(await send('addProvider', { body: '{}', headers: { 'content-type': 'text/plain' } })).toEqual(
      problem(415, 'Unsupported Media Type', 'Send the body as application/json, in UTF-8.'),
    );
    expect(await send('addProvider', { body: { displayName: 'x'.repeat(2_000_000) } })).toMatchObject({
      statusCode: 413,
    });
  });

  test('that is missing answers 400, and so does one that nobody asked for', async () => {
    const { send } = await adminApi();

    expect(await send('addProvider')).toMatchObject({
      statusCode: 400,
      body: { detail: expect.stringContaining('needs a body') },
    });
    expect(await send('listProviders', { body: {} })).toMatchObject({ statusCode: 200 });
    expect(await send('listProviders', { body: { x: 1 } })).toEqual(
      invalid({ pointer: '', detail: 'this operation takes no body' }),
    );
  });

  test('cannot hide a member in __proto__', async () => {
    const { send } = await adminApi();
    const body = '{"name":"A case","__proto__":{"name":"Another"}}';

    expect(await send('openMatter', { body })).toMatchObject({ statusCode: 400 });
  });

  test('is read by the SCIM media type, too, where it is SCIM', async () => {
    const { send, directory } = await adminApi();
    await directory.users.commit(sampleCreation());
    const body = { schemas: [], Operations: [] };
    const headers = { 'content-type': 'application/scim+json' };

    expect(await send('editUser', { parameters: { userId: sampleUser().id }, body, headers })).toMatchObject({
      statusCode: 400,
    });
    expect(await send('openMatter', { body: { name: 'x' }, headers })).toMatchObject({ statusCode: 415 });
  });
});

describe('the query', () => {
  test('has no parameter that the operation does not know', async () => {
    const { send } = await adminApi();

    expect(await send('listProviders', { query: { x: '1' } })).toEqual(
      invalid({ parameter: 'x', detail: 'is not known here' }),
    );
  });

  test('names each parameter once, in text', async () => {
    const { send } = await adminApi();

    expect(await send('searchUsers', { query: { state: ['active', 'held'], email: '\ud800' } })).toEqual(
      invalid({ parameter: 'state', detail: 'is given more than once' }, { parameter: 'email', detail: 'is no text' }),
    );
  });

  test.each(['0', '101', '-1', '1.5', '1e2', ' 1', '', '0x10'])('has no limit of %j', async (limit) => {
    const { send } = await adminApi();

    for (const operation of ['listProviders', 'listOrganizations', 'listMatters', 'searchUsers'] as const) {
      expect(await send(operation, { query: { limit } })).toMatchObject({
        statusCode: 400,
        body: { errors: [{ parameter: 'limit' }] },
      });
    }
  });
});

describe('a cursor', () => {
  test.each([
    ['listProviders', {}],
    ['listOrganizations', {}],
    ['listMatters', {}],
    ['searchUsers', {}],
    ['listPendingDeactivations', {}],
    ['syncLog', {}],
    ['administratorsLog', {}],
    ['userHistory', { userId: sampleUser().id }],
    ['listCustodians', { matterId: sampleUser().id }],
  ] as const)('of %s is only taken as it was given', async (operation, pathParameters) => {
    const { send } = await adminApi();
    const ofAnotherList = cursorOf('openApi', 'position');

    for (const cursor of ['tampered', 'cG9zaXRpb24', 'cG9zaXRpb24.AAAAAAAA', '.', ofAnotherList]) {
      expect(await send(operation, { parameters: pathParameters, query: { cursor } })).toEqual(
        invalid({ parameter: 'cursor', detail: 'must be what the page before said in "next", unchanged' }),
      );
    }
  });

  test('in a body, too', async () => {
    const { send } = await adminApi();
    const body = { dueBefore: '2026-11-23T18:00:00Z', cursor: 'tampered' };

    expect(await send('cancelPendingDeactivations', { body })).toMatchObject({ statusCode: 400 });
  });
});

describe('a precondition', () => {
  test.each(['W/"1"', '"1"', '*', ' W/"1" '])('%s holds for version 1', async (ifMatch) => {
    const { send } = await adminApi();
    const headers = { 'if-match': ifMatch };

    const response = await send('editProvider', { parameters, headers, body: { displayName: 'Ping' } });

    expect(response).toMatchObject({ statusCode: 200, headers: { ETag: 'W/"2"' }, body: { version: 2 } });
  });

  test('for another version answers 412 with a code', async () => {
    const { send } = await adminApi();
    const headers = { 'If-Match': 'W/"2"' };

    expect(await send('editProvider', { parameters, headers, body: { displayName: 'Ping' } })).toEqual(
      problem(412, 'Precondition Failed', 'It is at version 1 by now: get it again, then repeat the change.', {
        code: 'VERSION_MISMATCH',
      }),
    );
  });

  test.each(['1', 'W/1', '"x"', '"1", "2"', ''])('of %j is not understood', async (ifMatch) => {
    const { send } = await adminApi();
    const headers = { 'If-Match': ifMatch };

    expect(await send('editProvider', { parameters, headers, body: { displayName: 'Ping' } })).toMatchObject({
      statusCode: 400,
      body: { errors: [{ parameter: 'If-Match' }] },
    });
  });
});

describe('what is not there', () => {
  test.each(['P9', '', '__proto__', 'x'.repeat(3000), '\ud800', '01karpzzzz0000000000000001'])(
    'is 404 by the id %j, without a look at the store',
    async (providerId) => {
      const { send, directory } = await adminApi();
      directory.providers.beforeNext('get', () => Promise.reject(new Error('asked')));

      expect(await send('getProvider', { parameters: { providerId } })).toMatchObject({
        statusCode: 404,
        body: { detail: expect.stringMatching(/^There is no provider /) },
      });
    },
  );

  const nobody = '01KARPZZZZ0000000000000009';
  test.each([
    ['searchUsers', { query: { providerId: nobody } }],
    ['searchUsers', { query: { organizationId: nobody } }],
    ['listPendingDeactivations', { query: { providerId: nobody } }],
    ['cancelPendingDeactivations', { body: { providerId: nobody } }],
    ['syncLog', { query: { providerId: nobody } }],
    ['transferUser', { parameters: { userId: sampleUser().id }, body: { providerId: nobody } }],
    ['moveUser', { parameters: { userId: sampleUser().id }, body: { organizationId: nobody } }],
  ] as const)('is 400 for %s when %j names it, be it to find nothing', async (operation, request) => {
    const { send, directory } = await adminApi();
    await directory.users.commit(sampleCreation());

    expect(await send(operation, request)).toMatchObject({
      statusCode: 400,
      body: { detail: expect.stringMatching(new RegExp(`^There is no (provider|organization) "?${nobody}`)) },
    });
  });

  test('is an operation that has no route', async () => {
    const { handler } = await adminApi();

    const { statusCode } = await handler(adminEvent('PUT', '/providers'), sampleContext);

    expect(statusCode).toBe(404);
  });
});

describe('what is not the caller’s fault', () => {
  test.each([new Unavailable('timed out'), new VersionConflict('busy')])(
    '%s is 503 with Retry-After',
    async (error) => {
      const { send, directory } = await adminApi();
      directory.providers.beforeNext('get', () => Promise.reject(error));

      expect(await send('getProvider', { parameters })).toMatchObject({
        statusCode: 503,
        headers: { ...problemHeaders, 'Retry-After': '5' },
        body: { title: 'Service Unavailable' },
      });
    },
  );

  test('a request without an IAM identity answers 500: the route is wired without authorization', async () => {
    const { send } = await adminApi();

    for (const identity of [undefined, null, { userArn: null, accessKey: null }]) {
      expect(await send('listProviders', { identity })).toEqual(
        problem(500, 'Internal Server Error', 'The service could not process the request.'),
      );
    }
  });
});

test('a request is logged with the caller’s role, without the name of the session and without the secret', async () => {
  const { send, telemetry } = await adminApi();

  const { body } = await send('addProvider', { body: { displayName: 'PingOne', credentialType: 'api-credentials' } });

  expect(telemetry.logged()).toMatchObject([
    {
      event: 'AdminRequestAnswered',
      operation: 'addProvider',
      status: 201,
      callerArn: 'arn:aws:sts::123456789012:assumed-role/Operators',
      callerAccessKeyId: 'ASIAQ0000000EXAMPLE0',
    },
  ]);
  expect(telemetry.lines.join()).not.toContain('olga');
  expect(telemetry.lines.join()).not.toContain(body.basic.password);
});
