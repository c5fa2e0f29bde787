import { describe, expect, test } from 'vitest';
import { AwsError } from '#infra/local/aws-error.ts';
import { definitionOf, methodOf, openApi } from './harness.ts';

const echo = { scim: (event: unknown) => ({ statusCode: 200, body: JSON.stringify(event) }) };

describe('the event of a proxy integration', () => {
  test('says all that REST APIs say', async () => {
    const { send, calls } = openApi(definitionOf(), echo);

    const { body } = await send('POST', '/scim/v2/Users/a%20b?filter=userName%20eq%20%22x%22&a=1&a=2', {
      headers: {
        'Content-Type': 'application/scim+json',
        'X-Note': ['one', 'two'],
        'User-Agent': 'PingOne',
        Connection: 'close',
        'x-forwarded-for': '198.51.100.7',
        'X-Forwarded-Proto': 'http',
      },
      body: '{"userName":"Ä"}',
    });

    const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const headers = {
      Host: '127.0.0.1:1',
      'Content-Type': 'application/scim+json',
      'User-Agent': 'PingOne',
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      'X-Forwarded-For': '198.51.100.7, 192.0.2.1',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    };
    expect(JSON.parse(body)).toEqual({
      resource: '/{proxy+}',
      path: '/v2/Users/a%20b',
      httpMethod: 'POST',
      headers: { ...headers, 'X-Note': 'two' },
      multiValueHeaders: {
        ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
        'X-Note': ['one', 'two'],
      },
      queryStringParameters: { filter: 'userName eq "x"', a: '2' },
      multiValueQueryStringParameters: { filter: ['userName eq "x"'], a: ['1', '2'] },
      pathParameters: { proxy: 'v2/Users/a b' },
      stageVariables: null,
      requestContext: {
        accountId: '111122223333',
        apiId: 'api1',
        authorizer: null,
        domainName: '127.0.0.1:1',
        domainPrefix: '127',
        extendedRequestId: expect.any(String),
        httpMethod: 'POST',
        identity: {
          accessKey: null,
          accountId: null,
          apiKey: null,
          apiKeyId: null,
          caller: null,
          clientCert: null,
          cognitoAuthenticationProvider: null,
          cognitoAuthenticationType: null,
          cognitoIdentityId: null,
          cognitoIdentityPoolId: null,
          principalOrgId: null,
          sourceIp: '192.0.2.1',
          user: null,
          userAgent: 'PingOne',
          userArn: null,
        },
        path: '/scim/v2/Users/a%20b',
        protocol: 'HTTP/1.1',
        requestId,
        requestTime: '01/Jan/2026:12:00:00 +0000',
        requestTimeEpoch: 1_767_268_800_000,
        resourceId: 'proxy',
        resourcePath: '/{proxy+}',
        stage: 'scim',
      },
      body: '{"userName":"Ä"}',
      isBase64Encoded: false,
    });
    expect(calls).toEqual([
      { functionName: 'scim', sourceArn: 'arn:aws:execute-api:eu-central-1:111122223333:api1/scim/POST/*' },
    ]);
  });

  test('has null for what is not there', async () => {
    const { send } = openApi(definitionOf(), echo);

    for (const url of ['/scim', '/scim/', '/scim?']) {
      expect(JSON.parse((await send('GET', url)).body)).toMatchObject({
        resource: '/',
        path: '/',
        queryStringParameters: null,
        multiValueQueryStringParameters: null,
        pathParameters: null,
        body: null,
        isBase64Encoded: false,
      });
    }
  });

  test('names keep their spelling, and headers of the same name in another case are one', async () => {
    const { send } = openApi(definitionOf(), echo);

    const { body } = await send('GET', '/scim/v2', { headers: { 'x-note': 'one', 'X-Note': 'two' } });

    expect(JSON.parse(body).multiValueHeaders).toMatchObject({ 'x-note': ['one', 'two'] });
    expect(JSON.parse(body).multiValueHeaders).not.toHaveProperty('X-Note');
  });

  test('carries the body in base64 only for a binary media type', async () => {
    const { send } = openApi(definitionOf({ binaryMediaTypes: ['image/*'] }), echo);
    const post = async (type: string) => {
      const { body, isBase64Encoded } = JSON.parse(
        (await send('POST', '/scim/v2', { headers: { 'Content-Type': type }, body: 'é' })).body,
      );
      return [body, isBase64Encoded];
    };

    expect(await post('Image/png; q=1')).toEqual(['w6k=', true]);
    expect(await post('application/scim+json')).toEqual(['é', false]);
  });

  test('a parameter named __proto__ is a parameter', async () => {
    const { send } = openApi(definitionOf(), echo);

    const { body } = await send('GET', '/scim/v2?__proto__=1&constructor=2');

    expect(body).toContain('"queryStringParameters":{"__proto__":"1","constructor":"2"}');
  });
});

describe('the result of a function', () => {
  const answer = (result: unknown) => openApi(definitionOf(), { scim: () => result });

  test('becomes the response; restricted headers leave under another name', async () => {
    const { send } = answer({
      statusCode: 201,
      headers: {
        'Content-Type': 'application/scim+json',
        'WWW-Authenticate': 'Basic',
        'X-Count': 1,
        'Transfer-Encoding': 'chunked',
        ETag: 'lost',
      },
      multiValueHeaders: { Date: ['today'], etag: ['W/"1"'] },
      body: '{}',
    });

    const response = await send('GET', '/scim/v2');

    expect(response).toEqual({
      status: 201,
      headers: {
        'content-type': 'application/scim+json',
        'x-amzn-remapped-www-authenticate': 'Basic',
        'x-count': '1',
        'x-amzn-remapped-date': 'today',
        etag: 'W/"1"',
        'x-amzn-requestid': expect.any(String),
        'x-amz-apigw-id': expect.any(String),
      },
      body: '{}',
    });
  });

  test('has the content type JSON by default', async () => {
    const { send } = answer({ statusCode: '200', body: 'x' });

    expect(await send('GET', '/scim/v2')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: 'x',
    });
  });

  test('is decoded from base64 when the client accepts a binary media type first', async () => {
    const { send } = openApi(definitionOf({ binaryMediaTypes: ['text/csv'] }), {
      scim: () => ({ statusCode: 200, body: 'w6k=', isBase64Encoded: true }),
    });

    expect((await send('GET', '/scim/v2', { headers: { Accept: 'text/csv, */*' } })).body).toBe('é');
    expect((await send('GET', '/scim/v2', { headers: { Accept: '*/*' } })).body).toBe('w6k=');
  });

  test.each([
    [null],
    ['text'],
    [[]],
    [{}],
    [{ statusCode: 'ok' }],
    [{ statusCode: 99 }],
    [{ statusCode: 200, body: {} }],
    [{ statusCode: 200, cookies: [] }],
    [{ statusCode: 200, headers: { a: [] } }],
    [{ statusCode: 200, headers: { 'a b': '1' } }],
    [{ statusCode: 200, headers: { a: '1\r\nb: 2' } }],
    [{ statusCode: 200, multiValueHeaders: { a: 'b' } }],
  ])('that is %j is malformed: 502', async (result) => {
    const { send, log } = answer(result);

    const response = await send('GET', '/scim/v2');

    expect(response).toMatchObject({ status: 502, body: '{"message":"Internal server error"}' });
    expect(log[0]).toMatchObject({
      status: 502,
      responseType: 'DEFAULT_5XX',
      errorMessage: expect.stringContaining('Malformed Lambda proxy response'),
    });
  });
});

describe('an integration that fails', () => {
  const failing = (error: unknown, method = methodOf()) =>
    openApi(definitionOf({}, method), {
      scim: () => {
        throw error;
      },
    });

  test('by an error of the function is 502, and the error stays inside', async () => {
    const { send, log } = failing(new Error('secret detail'));

    const response = await send('GET', '/scim/v2');

    expect(response).toMatchObject({ status: 502, body: '{"message":"Internal server error"}' });
    expect(log[0]?.errorMessage).toContain('secret detail');
  });

  test('by taking too long is 504', async () => {
    const method = methodOf({ type: 'NONE' }, { timeoutMilliseconds: 20 });
    const { send } = openApi(definitionOf({}, method), { scim: () => new Promise(() => {}) });

    expect(await send('GET', '/scim/v2')).toMatchObject({
      status: 504,
      body: '{"message":"Endpoint request timed out"}',
    });
  });

  test.each([
    [AwsError.accessDenied('no permission'), 500, 'API_CONFIGURATION_ERROR'],
    [new AwsError('TooManyRequestsException', 429, 'Rate Exceeded.'), 504, 'INTEGRATION_FAILURE'],
    [new AwsError('RequestTooLargeException', 413, 'over 6 MB'), 413, 'REQUEST_TOO_LARGE'],
  ])('by %s of Lambda is %i', async (error, status, responseType) => {
    const { send, log } = failing(error);

    expect(await send('GET', '/scim/v2')).toMatchObject({ status });
    expect(log[0]).toMatchObject({ responseType });
  });

  test('in a way that nobody foresaw is 500', async () => {
    const { send } = failing('not even an error');

    expect(await send('GET', '/scim/v2')).toMatchObject({ status: 500, body: '{"message":"Internal server error"}' });
  });
});
