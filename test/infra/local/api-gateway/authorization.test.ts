import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, test } from 'vitest';
import { AwsError } from '#infra/local/aws-error.ts';
import { authorizer, definitionOf, type Functions, methodOf, openApi } from './harness.ts';

const stageArn = 'arn:aws:execute-api:eu-central-1:111122223333:api1/scim/*/*';
const echo = (event: { requestContext: unknown }) => ({ statusCode: 200, body: JSON.stringify(event.requestContext) });
const headers = { Authorization: 'Bearer token' };

function policy(Effect: string, Resource: unknown = stageArn, Action: unknown = 'execute-api:Invoke') {
  return { Version: '2012-10-17', Statement: [{ Effect, Action, Resource }] };
}

describe('a REQUEST authorizer', () => {
  const method = methodOf({ type: 'CUSTOM', authorizer });
  const open = (answer: Functions[string], changes: Parameters<typeof openApi>[2] = {}) =>
    openApi(definitionOf({}, method), { authorizer: answer, scim: echo }, changes);
  const allow = () => ({ principalId: 'k1', policyDocument: policy('Allow') });

  test('is told of the request, and its context reaches the function as strings', async () => {
    let event: unknown;
    const { send, calls } = open((authorizerEvent) => {
      event = authorizerEvent;
      return {
        ...allow(),
        context: { providerId: 'p1', attempts: 3, isNew: true, nothing: null },
        usageIdentifierKey: 'p1',
      };
    });

    const { body } = await send('GET', '/scim/v2/Users?a=1', { headers });

    expect(event).toMatchObject({
      type: 'REQUEST',
      methodArn: 'arn:aws:execute-api:eu-central-1:111122223333:api1/scim/GET/v2/Users',
      resource: '/{proxy+}',
      path: '/v2/Users',
      httpMethod: 'GET',
      headers,
      multiValueHeaders: { Authorization: ['Bearer token'] },
      queryStringParameters: { a: '1' },
      pathParameters: { proxy: 'v2/Users' },
      stageVariables: {},
      requestContext: { stage: 'scim', path: '/scim/v2/Users', resourceId: 'proxy' },
    });
    expect(calls[0]).toEqual({
      functionName: 'authorizer',
      sourceArn: 'arn:aws:execute-api:eu-central-1:111122223333:api1/authorizers/auth1',
    });
    expect(JSON.parse(body).authorizer).toEqual({
      providerId: 'p1',
      attempts: '3',
      isNew: 'true',
      principalId: 'k1',
      integrationLatency: 0,
    });
  });

  test('is not asked when the identity source is missing or empty: 401', async () => {
    const { send, calls } = open(allow);

    for (const request of [{}, { headers: { Authorization: '' } }]) {
      expect(await send('GET', '/scim/v2/Users', request)).toMatchObject({
        status: 401,
        body: '{"message":"Unauthorized"}',
      });
    }
    expect(calls).toEqual([]);
  });

  test('that throws "Unauthorized" makes a 401, which is not cached', async () => {
    const { send, calls } = open(() => {
      throw new Error('Unauthorized');
    });

    expect(await send('GET', '/scim/v2/Users', { headers })).toMatchObject({
      status: 401,
      headers: { 'x-amzn-errortype': 'UnauthorizedException' },
    });
    await send('GET', '/scim/v2/Users', { headers });
    expect(calls).toHaveLength(2);
  });

  const failures: [string, Functions[string], string][] = [
    [
      'throws anything else',
      () => {
        throw new Error('table is gone');
      },
      'AUTHORIZER_FAILURE',
    ],
    [
      'is throttled',
      () => {
        throw new AwsError('TooManyRequestsException', 429, 'Rate Exceeded.');
      },
      'AUTHORIZER_FAILURE',
    ],
    [
      'may not be invoked',
      () => {
        throw AwsError.accessDenied('no permission');
      },
      'AUTHORIZER_CONFIGURATION_ERROR',
    ],
    ['answers nothing', () => undefined, 'AUTHORIZER_CONFIGURATION_ERROR'],
    ['answers without a principal', () => ({ policyDocument: policy('Allow') }), 'AUTHORIZER_CONFIGURATION_ERROR'],
    ['answers a context with an object', () => ({ ...allow(), context: { a: {} } }), 'AUTHORIZER_CONFIGURATION_ERROR'],
    [
      'answers a condition',
      () => ({ principalId: 'k', policyDocument: { Statement: [{ ...policy('Allow').Statement[0], Condition: {} }] } }),
      'AUTHORIZER_CONFIGURATION_ERROR',
    ],
  ];
  test.each(failures)('that %s makes a 500 without a message', async (_, answer, responseType) => {
    const { send, log } = open(answer);

    expect(await send('GET', '/scim/v2/Users', { headers })).toMatchObject({ status: 500, body: '{"message":null}' });
    expect(log[0]).toMatchObject({ responseType });
  });

  test.each([
    ['denies', policy('Deny'), 'User is not authorized to access this resource with an explicit deny'],
    [
      'denies among what it allows',
      { Statement: [...policy('Allow').Statement, ...policy('Deny', '*').Statement] },
      'User is not authorized to access this resource with an explicit deny',
    ],
    [
      'allows another method',
      policy('Allow', stageArn.replace('/*/*', '/POST/*')),
      'User is not authorized to access this resource',
    ],
    [
      'allows another action',
      policy('Allow', '*', 'execute-api:ManageConnections'),
      'User is not authorized to access this resource',
    ],
    ['says nothing', { Statement: [] }, 'User is not authorized to access this resource'],
  ])('that %s makes a 403', async (_, policyDocument, message) => {
    const { send } = open(() => ({ principalId: 'k1', policyDocument }));

    expect(await send('GET', '/scim/v2/Users', { headers })).toMatchObject({
      status: 403,
      body: JSON.stringify({ Message: message }),
    });
  });

  test.each([
    [[stageArn, 'arn:none'], ['execute-api:*']],
    ['*', '*'],
    [stageArn.replace('api1', 'api?'), 'EXECUTE-API:invoke'],
    [stageArn.replace('/*/*', '/GET/v2/Users'), 'execute-api:Invoke'],
  ])('that allows %j for %j lets the request through', async (resource, action) => {
    const { send } = open(() => ({ principalId: 'k1', policyDocument: policy('Allow', resource, action) }));

    expect(await send('GET', '/scim/v2/Users', { headers })).toMatchObject({ status: 200 });
  });

  test('is asked once per identity until its answer expires or the cache is flushed', async () => {
    let now = 1_000_000;
    const { api, send, calls } = open(allow, { now: () => now });
    const asked = async (request = { headers }) => {
      const before = calls.filter(({ functionName }) => functionName === 'authorizer').length;
      await send('GET', '/scim/v2/Users', request);
      return calls.filter(({ functionName }) => functionName === 'authorizer').length - before;
    };

    expect([await asked(), await asked(), await asked({ headers: { Authorization: 'Bearer other' } })]).toEqual([
      1, 0, 1,
    ]);
    now += 59_999;
    expect(await asked()).toBe(0);
    now += 1;
    expect([await asked(), await asked()]).toEqual([1, 0]);
    api.flushAuthorizerCache();
    expect(await asked()).toBe(1);
  });

  test('whose cached policy covers one method only denies the next one, and denials stay cached', async () => {
    const { send, calls } = open(({ methodArn }) => ({
      principalId: 'k1',
      policyDocument: policy('Allow', methodArn),
    }));

    const statuses = [
      await send('GET', '/scim/v2/Users', { headers }),
      await send('POST', '/scim/v2/Users', { headers }),
    ];

    expect(statuses.map(({ status }) => status)).toEqual([200, 403]);
    expect(calls.map(({ functionName }) => functionName)).toEqual(['authorizer', 'scim']);
  });

  test('without a TTL is asked every time', async () => {
    const uncached = methodOf({ type: 'CUSTOM', authorizer: { ...authorizer, ttlSeconds: 0 } });
    const { send, calls } = openApi(definitionOf({}, uncached), { authorizer: allow, scim: echo });

    await send('GET', '/scim/v2/Users', { headers });
    await send('GET', '/scim/v2/Users', { headers });

    expect(calls.filter(({ functionName }) => functionName === 'authorizer')).toHaveLength(2);
  });

  test('with an identity source that is not known here is refused when the API is created', () => {
    const identitySources = ['context.path'];
    const unknown = methodOf({ type: 'CUSTOM', authorizer: { ...authorizer, identitySources } });

    expect(() => openApi(definitionOf({}, unknown), {})).toThrow('the identity source context.path is not known');
  });
});

describe('a method authorized by IAM', () => {
  const now = new Date('2026-01-01T12:00:00Z');
  const credentials = { accessKeyId: 'AKIAOPERATOR', secretAccessKey: 'secret' };
  const signer = new SignatureV4({ service: 'execute-api', region: 'eu-central-1', credentials, sha256: Sha256 });
  const signed = async (path = '/scim/providers/p1') => {
    const request = {
      method: 'GET',
      protocol: 'http:',
      hostname: '127.0.0.1',
      path,
      query: {},
      headers: { Host: '127.0.0.1:1' },
    };
    return { headers: (await signer.sign(request, { signingDate: now })).headers };
  };
  const asked: object[] = [];
  const open = (changes: Parameters<typeof openApi>[2] = {}) =>
    openApi(
      definitionOf({}, methodOf({ type: 'AWS_IAM' })),
      { scim: echo },
      {
        secretOf: (id) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined),
        authorizeInvoke(request) {
          asked.push(request);
          return { accessKeyId: request.accessKeyId, userArn: 'arn:aws:iam::111122223333:user/operator' };
        },
        now: () => now.getTime(),
        ...changes,
      },
    );

  test('lets a signed request of an allowed caller through and says who called', async () => {
    const { body } = await open().send('GET', '/scim/providers/p1', await signed());

    expect(asked).toEqual([
      {
        accessKeyId: 'AKIAOPERATOR',
        action: 'execute-api:Invoke',
        resource: 'arn:aws:execute-api:eu-central-1:111122223333:api1/scim/GET/providers/p1',
      },
    ]);
    expect(JSON.parse(body)).toMatchObject({
      authorizer: null,
      identity: {
        accessKey: 'AKIAOPERATOR',
        accountId: '111122223333',
        caller: 'AKIAOPERATOR',
        userArn: 'arn:aws:iam::111122223333:user/operator',
      },
    });
  });

  test('refuses an unsigned, a wrongly signed and an outdated request: 403', async () => {
    const late = { now: () => now.getTime() + 6 * 60_000 };

    expect(await open().send('GET', '/scim/providers/p1')).toMatchObject({
      status: 403,
      body: '{"message":"Missing Authentication Token"}',
    });
    expect(await open().send('GET', '/scim/providers/p2', await signed())).toMatchObject({
      status: 403,
      headers: { 'x-amzn-errortype': 'InvalidSignatureException' },
      body: expect.stringContaining('The request signature we calculated does not match'),
    });
    expect(await open(late).send('GET', '/scim/providers/p1', await signed())).toMatchObject({
      status: 403,
      body: expect.stringContaining('Signature expired'),
    });
    expect(await open({ secretOf: () => undefined }).send('GET', '/scim/providers/p1', await signed())).toMatchObject({
      status: 403,
      body: '{"message":"The security token included in the request is invalid."}',
    });
  });

  test('refuses a caller whom no policy allows: 403', async () => {
    const message = 'User: arn:aws:iam::111122223333:user/x is not authorized to perform: execute-api:Invoke';
    const authorizeInvoke = () => {
      throw AwsError.accessDenied(message);
    };

    expect(await open({ authorizeInvoke }).send('GET', '/scim/providers/p1', await signed())).toMatchObject({
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: JSON.stringify({ Message: message }),
    });
  });
});
