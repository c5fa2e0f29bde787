import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { definitionOf, methodOf, openApi } from './harness.ts';

const ok = { scim: () => ({ statusCode: 204 }) };

describe('routes', () => {
  const resources = [
    '/',
    '/providers',
    '/providers/{providerId}',
    '/providers/{providerId}/credential',
    '/providers/export',
    '/files/{path+}',
  ].map((path) => ({
    id: path,
    path,
    methods: { GET: methodOf(), ...(path === '/providers' && { POST: methodOf() }) },
  }));
  const { send, calls } = openApi(definitionOf({ resources }), {
    scim: ({ resource, pathParameters }) => ({ statusCode: 200, body: JSON.stringify([resource, pathParameters]) }),
  });

  test.each([
    ['/scim/providers', ['/providers', null]],
    ['/scim/providers/', ['/providers', null]],
    ['/scim/providers/p1', ['/providers/{providerId}', { providerId: 'p1' }]],
    ['/scim/providers/a%2Fb', ['/providers/{providerId}', { providerId: 'a/b' }]],
    ['/scim/providers/export', ['/providers/export', null]],
    ['/scim/providers/p1/credential', ['/providers/{providerId}/credential', { providerId: 'p1' }]],
    ['/scim/files/a/b', ['/files/{path+}', { path: 'a/b' }]],
    ['http://127.0.0.1:1/scim/providers#top', ['/providers', null]],
  ])('%s is served by the most specific resource', async (url, expected) => {
    expect(JSON.parse((await send('GET', url)).body)).toEqual(expected);
  });

  test('the source of a call has wildcards for path parameters', async () => {
    await send('GET', '/scim/providers/p1/credential');

    expect(calls.at(-1)?.sourceArn).toBe(
      'arn:aws:execute-api:eu-central-1:111122223333:api1/scim/GET/providers/*/credential',
    );
  });

  test.each([
    ['GET', '/scim/nothing'],
    ['GET', '/scim//providers'],
    ['GET', '/scim/files'],
    ['GET', '/scim/files/'],
    ['DELETE', '/scim/providers'],
    ['constructor', '/scim/providers'],
  ])('%s %s has no method: 403', async (method, url) => {
    expect(await send(method, url)).toMatchObject({
      status: 403,
      headers: { 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
      body: '{"message":"Missing Authentication Token"}',
    });
  });
});

describe('targets', () => {
  const { send } = openApi(definitionOf(), {
    scim: (event) => ({ statusCode: 200, body: JSON.stringify(event.queryStringParameters) }),
  });

  test.each([['a=|'], ['{a}=1'], ['a=%zz'], ['a=%ff']])('the query %s is 400', async (query) => {
    expect(await send('GET', `/scim/v2?${query}`)).toMatchObject({ status: 400, body: '{"message":"Bad Request"}' });
  });

  test('a path with broken escapes is 400', async () => {
    expect(await send('GET', '/scim/v2/%zz')).toMatchObject({ status: 400 });
  });

  test.each([
    ['a=%7C%7B%7D', { a: '|{}' }],
    ['a=1;b=2', { a: '1', b: '2' }],
    ['a', { a: '' }],
    ['a=b=c&&', { a: 'b=c' }],
    ['a+b=c+d', { 'a b': 'c d' }],
  ])('the query %s is understood', async (query, expected) => {
    expect(JSON.parse((await send('GET', `/scim/v2?${query}`)).body)).toEqual(expected);
  });
});

test('any request is answered, and only what the function was told of with its answer', async () => {
  const { send } = openApi(definitionOf(), ok);
  const piece = fc.constantFrom(
    '/',
    'scim',
    'v2',
    '%',
    '%41',
    '%ff',
    '?',
    '&',
    ';',
    '=',
    '|',
    '{',
    '#',
    '..',
    '+',
    '\u0000',
    'ü',
    '__proto__',
  );
  const header = fc.constantFrom('Accept', 'Authorization', '__proto__', 'X-A', 'Content-Type');
  const requests = fc.record({
    method: fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', ''),
    url: fc.array(fc.oneof(piece, fc.string({ maxLength: 5 }))).map((pieces) => `/scim/${pieces.join('')}`),
    headers: fc.dictionary(header, fc.string()),
    body: fc.uint8Array(),
  });

  await fc.assert(
    fc.asyncProperty(requests, async ({ method, url, headers, body }) => {
      expect([204, 400, 403]).toContain((await send(method, url, { headers, body })).status);
    }),
    { numRuns: 1000 },
  );
});

describe('limits', () => {
  test('a body over 10 MB is 413 and not handed on', async () => {
    const { send, calls } = openApi(definitionOf(), ok);

    expect(await send('POST', '/scim/v2', { body: 'x'.repeat(10 * 2 ** 20) })).toMatchObject({ status: 204 });
    expect(await send('POST', '/scim/v2', { body: 'x'.repeat(10 * 2 ** 20 + 1) })).toMatchObject({
      status: 413,
      body: '{"message":"HTTP content length exceeded 10485760 bytes."}',
    });
    expect(calls).toHaveLength(1);
  });

  test('requests beyond the burst are 429 until tokens come back at the rate', async () => {
    let now = 1_000_000;
    const { send } = openApi(definitionOf({ throttle: { rateLimit: 10, burstLimit: 2 } }), ok, { now: () => now });
    const statuses = async (count: number) => {
      const responses: number[] = [];
      for (let request = 0; request < count; request += 1) responses.push((await send('GET', '/scim/v2')).status);
      return responses;
    };

    expect(await statuses(3)).toEqual([204, 204, 429]);
    now += 100;
    expect(await statuses(2)).toEqual([204, 429]);
    now += 60_000;
    expect(await statuses(3)).toEqual([204, 204, 429]);
  });
});

describe('gateway responses', () => {
  const template =
    '{"status":"$context.error.message","detail":$context.error.messageString,' +
    '"type":"$context.error.responseType","id":"$context.requestId","p":"$context.path"}';
  const unknownPath = (gatewayResponses: Parameters<typeof definitionOf>[0] & object) =>
    openApi(definitionOf({ resources: [], ...gatewayResponses }), ok);

  test('have the status, headers and template of their type', async () => {
    const { send } = unknownPath({
      gatewayResponses: {
        MISSING_AUTHENTICATION_TOKEN: {
          statusCode: 404,
          responseParameters: {
            'gatewayresponse.header.WWW-Authenticate': '\'Basic realm="SCIM", Bearer\'',
            'gatewayresponse.header.X-Request': 'context.requestId',
            'gatewayresponse.header.X-Origin': 'method.request.header.Origin',
            'gatewayresponse.header.X-None': 'method.request.header.None',
          },
          responseTemplates: { 'application/scim+json': template },
        },
        DEFAULT_4XX: { statusCode: 418, responseParameters: {}, responseTemplates: {} },
      },
    });

    const { status, headers, body } = await send('GET', '/scim/x', { headers: { Origin: 'o' } });

    expect(status).toBe(404);
    expect(headers).toEqual({
      'content-type': 'application/scim+json',
      'x-amzn-errortype': 'MissingAuthenticationTokenException',
      'www-authenticate': 'Basic realm="SCIM", Bearer',
      'x-request': headers['x-amzn-requestid'],
      'x-origin': 'o',
      'x-amzn-requestid': expect.any(String),
      'x-amz-apigw-id': expect.any(String),
    });
    expect(JSON.parse(body)).toEqual({
      status: 'Missing Authentication Token',
      detail: 'Missing Authentication Token',
      type: 'MISSING_AUTHENTICATION_TOKEN',
      id: headers['x-amzn-requestid'],
      p: '',
    });
  });

  test('have one Content-Type, the one that a parameter sets', async () => {
    const responseParameters = { 'gatewayresponse.header.Content-Type': "'application/scim+json'" };
    const responseTemplates = { 'application/json': '{}' };
    const { send } = unknownPath({ gatewayResponses: { DEFAULT_4XX: { responseParameters, responseTemplates } } });

    expect((await send('GET', '/scim/x')).headers['content-type']).toBe('application/scim+json');
  });

  test('fall back to DEFAULT_4XX or DEFAULT_5XX, which keep the status unless they set one', async () => {
    const gatewayResponses = {
      DEFAULT_4XX: {
        responseParameters: {},
        responseTemplates: { 'application/json': '{"c":$context.error.messageString}' },
      },
      DEFAULT_5XX: {
        statusCode: 503,
        responseParameters: { 'gatewayresponse.header.Retry-After': "'5'" },
        responseTemplates: {},
      },
    };

    expect(await unknownPath({ gatewayResponses }).send('GET', '/scim/x')).toMatchObject({
      status: 403,
      body: '{"c":"Missing Authentication Token"}',
    });
    expect(
      await openApi(definitionOf({ gatewayResponses }), { scim: () => null }).send('GET', '/scim/x'),
    ).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: '{"message":"Internal server error"}',
    });
  });

  test('choose the template that the client accepts, then JSON', async () => {
    const responseTemplates = { 'application/scim+json': '"scim"', 'application/json': '"json"' };
    const { send } = unknownPath({ gatewayResponses: { DEFAULT_4XX: { responseParameters: {}, responseTemplates } } });

    expect((await send('GET', '/scim/x', { headers: { Accept: 'application/scim+json' } })).body).toBe('"scim"');
    expect((await send('GET', '/scim/x', { headers: { Accept: 'text/html' } })).body).toBe('"json"');
  });

  test.each([
    [{ responseTemplates: { 'application/json': '$context.authorizer.x' } }, 'variable $context.authorizer.x'],
    [{ responseTemplates: { 'application/json': '#set($a = 1)' } }, 'expression in its template'],
    [{ responseTemplates: { 'application/json': '$input.body' } }, 'expression in its template'],
    [{ responseParameters: { 'gatewayresponse.path.a': "'1'" } }, 'parameter gatewayresponse.path.a'],
    [
      { responseParameters: { 'gatewayresponse.header.A': 'method.request.body' } },
      'source of gatewayresponse.header.A',
    ],
  ])('with %j are refused when the API is created', (changes, message) => {
    const gatewayResponses = { THROTTLED: { responseParameters: {}, responseTemplates: {}, ...changes } };

    expect(() => openApi(definitionOf({ gatewayResponses }), ok)).toThrow(message);
  });
});

test('every request is logged once, with what came of it', async () => {
  let now = 1000;
  const scim = () => {
    now += 7;
    return { statusCode: 204 };
  };
  const { send, log } = openApi(definitionOf(), { scim }, { now: () => now });

  const { headers } = await send('GET', '/scim/v2/Users?count=1');

  expect(log).toEqual([
    {
      requestId: headers['x-amzn-requestid'],
      apiId: 'api1',
      stage: 'scim',
      method: 'GET',
      url: '/scim/v2/Users?count=1',
      status: 204,
      responseLatencyMilliseconds: 7,
    },
  ]);
});
