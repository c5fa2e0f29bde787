import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { scimHandler } from '#shared/http/scim/scim-handler.ts';
import { memoryProviderStore } from '#test/doubles/memory-provider-store.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleProvider, sampleUser } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { type EventParts, sampleContext, scimEvent } from '#test/shared/http/proxy-events.ts';
import { recordedTelemetry } from '#test/shared/telemetry/recorded-telemetry.ts';

const scimBaseUrl = 'https://api.example.com/scim/v2';
const barbara = sampleUser();
const location = `${scimBaseUrl}/Users/${barbara.id}`;
const scimHeaders = { 'Cache-Control': 'no-store', 'Content-Type': 'application/scim+json' };

const barbarasResource = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: barbara.id,
  userName: 'barbara.jensen@example.com',
  active: true,
  meta: {
    resourceType: 'User',
    created: '2026-11-23T18:00:00.000Z',
    lastModified: '2026-11-23T18:00:00.000Z',
    version: 'W/"1"',
    location,
  },
};

function setUp() {
  const directory = testDirectory({
    users: memoryUserStore([barbara]),
    providers: memoryProviderStore([sampleProvider()]),
  });
  const telemetry = recordedTelemetry();
  return { directory, telemetry, handler: scimHandler({ directory, scimBaseUrl, telemetry }) };
}

async function send(method: string, path: string, parts: EventParts = {}, context = setUp()) {
  const { body, ...response } = await context.handler(scimEvent(method, path, parts), sampleContext);
  return { ...response, body: body === '' ? '' : JSON.parse(body) };
}

function scimError(
  status: number,
  detail: string,
  extras: { scimType?: string; headers?: Record<string, string> } = {},
) {
  const { scimType, headers } = extras;
  return {
    statusCode: status,
    headers: { ...scimHeaders, ...headers },
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      ...(scimType !== undefined && { scimType }),
      detail,
    },
  };
}

describe('RFC 7644 §3.3 create', () => {
  test('answers 201 with the resource, its location and its version', async () => {
    const response = await send('POST', '/v2/Users', { body: { userName: 'dana@example.com', title: 'Engineer' } });

    const id = response.body.id;
    expect(response).toEqual({
      statusCode: 201,
      headers: {
        ...scimHeaders,
        ETag: 'W/"1"',
        Location: `${scimBaseUrl}/Users/${id}`,
        'Content-Location': `${scimBaseUrl}/Users/${id}`,
      },
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        id,
        userName: 'dana@example.com',
        title: 'Engineer',
        active: true,
        meta: {
          resourceType: 'User',
          created: '2026-11-23T18:00:00.000Z',
          lastModified: '2026-11-23T18:00:00.000Z',
          version: 'W/"1"',
          location: `${scimBaseUrl}/Users/${id}`,
        },
      },
    });
  });

  test('of a name that is taken answers 409 uniqueness', async () => {
    const context = setUp();

    const response = await send('POST', '/v2/Users', { body: { userName: 'BARBARA.jensen@example.com' } }, context);

    expect(context.telemetry.logged()).toMatchObject([
      { event: 'RequestAnswered', status: 409, scimType: 'uniqueness' },
    ]);
    expect(response).toMatchObject({ statusCode: 409, headers: scimHeaders, body: { scimType: 'uniqueness' } });
  });

  test('returns what "attributes" asks for, and what is always returned', async () => {
    const query = { attributes: 'title' };

    const { body } = await send('POST', '/v2/Users', { query, body: { userName: 'd', title: 'CTO', locale: 'de' } });

    expect(body).toEqual({ schemas: expect.any(Array), id: expect.any(String), title: 'CTO' });
  });
});

describe('RFC 7644 §3.4 read', () => {
  test('of one user answers the resource with location and version', async () => {
    expect(await send('GET', `/v2/Users/${barbara.id}`)).toEqual({
      statusCode: 200,
      headers: { ...scimHeaders, ETag: 'W/"1"', Location: location, 'Content-Location': location },
      body: barbarasResource,
    });
  });

  test('of an unknown id answers 404', async () => {
    expect(await send('GET', '/v2/Users/2819c223')).toEqual(scimError(404, 'User 2819c223 not found.'));
  });

  test.each(['W/"1"', '"1"', 'W/"7", W/"1"', '*'])(
    'with If-None-Match: %s of an unchanged user answers 304',
    async (tag) => {
      expect(await send('GET', `/v2/Users/${barbara.id}`, { headers: { 'if-none-match': tag } })).toEqual({
        statusCode: 304,
        headers: { 'Cache-Control': 'no-store', ETag: 'W/"1"', Location: location, 'Content-Location': location },
        body: '',
      });
    },
  );

  test.each([`/v2/Users/${barbara.id}`, '/v2/Users', '/v2/Users/7', '/v2/Schemas', '/v2/Me', '/v2/nowhere'])(
    '%s by HEAD answers as GET does: the body is API Gateway’s to measure and to leave out',
    async (path) => {
      expect(await send('HEAD', path)).toEqual(await send('GET', path));
    },
  );

  test('of the list answers a ListResponse', async () => {
    const query = { filter: 'username Eq "Barbara.Jensen@example.com"', startIndex: '1', count: '10' };

    expect(await send('GET', '/v2/Users', { query })).toEqual({
      statusCode: 200,
      headers: scimHeaders,
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        totalResults: 1,
        startIndex: 1,
        itemsPerPage: 1,
        Resources: [barbarasResource],
      },
    });
  });

  test('of the list leaves out what excludedAttributes names, in both of its values', async () => {
    const { body } = await send('GET', '/v2/Users', { query: { excludedAttributes: ['meta', 'active'] } });

    expect(body.Resources).toEqual([
      { schemas: barbarasResource.schemas, id: barbara.id, userName: 'barbara.jensen@example.com' },
    ]);
  });

  test('with a parameter that has two values answers 400', async () => {
    const query = { filter: ['userName eq "a"', 'userName eq "b"'] };

    expect(await send('GET', '/v2/Users', { query })).toEqual(
      scimError(400, 'The query parameter "filter" is given more than once.', { scimType: 'invalidValue' }),
    );
  });

  test('with a parameter that has two values, one by its name in another case, answers 400', async () => {
    const query = { filter: ['userName eq "a"'], Filter: ['userName eq "b"'] };

    expect(await send('GET', '/v2/Users', { query })).toEqual(
      scimError(400, 'The query parameter "filter" is given more than once.', { scimType: 'invalidValue' }),
    );
  });
});

describe('RFC 7644 §3.5 and §3.6 change', () => {
  test('PUT answers 200 with the new resource', async () => {
    const body = { userName: 'barbara.jensen@example.com', title: 'Director' };

    expect(await send('PUT', `/v2/Users/${barbara.id}`, { body })).toMatchObject({
      statusCode: 200,
      headers: { ...scimHeaders, ETag: 'W/"2"', Location: location, 'Content-Location': location },
      body: { id: barbara.id, title: 'Director', meta: { version: 'W/"2"' } },
    });
  });

  test('PATCH answers 200 with the new resource', async () => {
    const body = { Operations: [{ op: 'replace', path: 'active', value: false }] };

    expect(await send('PATCH', `/v2/Users/${barbara.id}`, { body })).toMatchObject({
      statusCode: 200,
      headers: { ETag: 'W/"2"' },
      body: { id: barbara.id, active: false },
    });
  });

  test('DELETE answers 204 without a body', async () => {
    expect(await send('DELETE', `/v2/Users/${barbara.id}`)).toEqual({
      statusCode: 204,
      headers: { 'Cache-Control': 'no-store' },
      body: '',
    });
  });

  test('with an If-Match that names another version answers 412', async () => {
    const parts = { headers: { 'If-Match': 'W/"7"' } };

    expect(await send('DELETE', `/v2/Users/${barbara.id}`, parts)).toMatchObject({ statusCode: 412 });
    expect(await send('DELETE', `/v2/Users/${barbara.id}`, { headers: { 'If-Match': '*' } })).toMatchObject({
      statusCode: 204,
    });
  });

  test('by a credential that was stopped meanwhile answers 401 with a challenge', async () => {
    const context = setUp();
    const stopped = sampleProvider({ enabled: false, version: 2 });
    await context.directory.providers.replace(sampleProvider(), stopped);

    const response = await send('DELETE', `/v2/Users/${barbara.id}`, {}, context);

    expect(response).toEqual(
      scimError(401, 'This credential is no longer accepted: the provider was disabled or its credential rotated.', {
        headers: { 'WWW-Authenticate': 'Basic realm="SCIM", Bearer realm="SCIM"' },
      }),
    );
    expect(context.telemetry.metrics()).toMatchObject({ CredentialsRefused: 1, ClientErrors: 1 });
  });
});

describe('what is not the client’s fault', () => {
  const failing = (thrown: unknown, context = setUp()) => {
    const users = { ...context.directory.users, get: async () => Promise.reject(thrown) };
    const directory: Directory = { ...context.directory, users };
    return { ...context, handler: scimHandler({ directory, scimBaseUrl, telemetry: context.telemetry }) };
  };

  test('an unavailable store answers 503 with Retry-After', async () => {
    const context = failing(new Unavailable('throttled'));

    expect(await send('GET', `/v2/Users/${barbara.id}`, {}, context)).toEqual(
      scimError(503, 'The service provider cannot answer at this moment: send the request again.', {
        headers: { 'Retry-After': '5' },
      }),
    );
    expect(context.telemetry.logged()[0]).toMatchObject({
      event: 'DependencyUnavailable',
      cause: { message: 'throttled' },
    });
  });

  test('a conflict that outlasts the retries answers 503 with Retry-After', async () => {
    expect(await send('GET', `/v2/Users/${barbara.id}`, {}, failing(new VersionConflict('busy')))).toMatchObject({
      statusCode: 503,
      headers: { 'Retry-After': '1' },
    });
  });

  test('a deliberate 501 is counted apart from failures', async () => {
    const context = setUp();

    expect((await send('POST', '/v2/Groups', { body: { displayName: 'A' } }, context)).statusCode).toBe(501);
    expect(context.telemetry.metrics()).toMatchObject({ Requests: 1, RequestsNotImplemented: 1 });
    expect(context.telemetry.metrics()).not.toHaveProperty('ServerErrors');
  });

  test('anything else answers 500 that says nothing, and is logged once with its cause', async () => {
    const context = failing(new Error('secret detail', { cause: new Error('root') }));

    expect(await send('GET', `/v2/Users/${barbara.id}`, {}, context)).toEqual(
      scimError(500, 'The service provider could not process the request.'),
    );
    const failures = context.telemetry.logged().filter(({ event }) => event === 'RequestFailed');
    expect(failures).toMatchObject([{ cause: { message: 'secret detail', cause: { message: 'root' } } }]);
    expect(context.telemetry.metrics()).toMatchObject({ Requests: 1, ServerErrors: 1 });
  });

  test('an event without the authorizer’s context answers 500: the route is not wired to the authorizer', async () => {
    for (const authorizer of [undefined, null, {}, { providerId: '' }]) {
      const context = setUp();

      expect(await send('GET', '/v2/ServiceProviderConfig', { authorizer }, context)).toMatchObject({
        statusCode: 500,
      });
      expect(context.telemetry.logged()[0]).toMatchObject({ event: 'RequestFailed' });
    }
  });

  test('a function that runs out of time still answers, with 503', async () => {
    const { directory, telemetry } = setUp();
    const users = { ...directory.users, get: async () => new Promise<never>(() => {}) };
    const handler = scimHandler({ directory: { ...directory, users }, scimBaseUrl, telemetry });
    const context = { ...sampleContext, getRemainingTimeInMillis: () => 310 };

    expect(await handler(scimEvent('GET', '/v2/Users/1'), context)).toMatchObject({ statusCode: 503 });
  });
});

test('a request leaves one log line and its metrics, and nothing that the client sent', async () => {
  const context = setUp();

  await send('POST', '/v2/Users', { body: { userName: 'dana@example.com' } }, context);

  expect(context.telemetry.logged()).toEqual([
    {
      timestamp: '2026-11-23T18:00:00.000Z',
      level: 'info',
      event: 'RequestAnswered',
      message: 'A SCIM request was answered.',
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      method: 'POST',
      providerId: sampleProvider().id,
      operation: 'createUser',
      status: 201,
      durationMilliseconds: expect.any(Number),
    },
  ]);
  expect(context.telemetry.metrics()).toEqual({ Requests: 1, RequestLatency: expect.any(Number) });
  expect(context.telemetry.lines.join()).not.toContain('dana');
});

test('no event that API Gateway could send makes the function throw or answer 5xx other than 501', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('application/json', '*', 'W/"1"', 'text/html;q=0'),
  );
  const segment = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'Users',
      'Groups',
      'Schemas',
      'Me',
      'Bulk',
      '.search',
      'ResourceTypes',
      barbara.id,
      '%',
      '__proto__',
    ),
  );
  const json = fc.oneof(
    fc.json(),
    fc
      .record({ userName: fc.anything(), active: fc.anything(), emails: fc.anything() })
      .map((value) => safeJson(value)),
    fc
      .record({ Operations: fc.array(fc.record({ op: fc.string(), path: fc.string(), value: fc.anything() })) })
      .map(safeJson),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'),
      fc.array(segment, { maxLength: 4 }).map((segments) => `/v2/${segments.join('/')}`),
      fc.record({
        headers: fc.dictionary(fc.constantFrom('content-type', 'Accept', 'If-Match', 'if-none-match', 'x'), text),
        query: fc.dictionary(
          fc.constantFrom('filter', 'startIndex', 'count', 'attributes', 'excludedAttributes', '__proto__', 'x'),
          fc.oneof(fc.string(), fc.array(fc.string()), fc.constant('userName sw "b" and not (title pr)')),
        ),
        body: fc.oneof(json, fc.string()),
        isBase64Encoded: fc.boolean(),
      }),
      async (method, path, parts) => {
        const { statusCode, body } = await setUp().handler(scimEvent(method, path, parts), sampleContext);

        expect(statusCode === 501 || statusCode < 500, body).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return '{}';
  }
}
