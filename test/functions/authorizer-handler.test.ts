import { describe, expect, test } from 'vitest';
import { authorizerHandler } from '#functions/authorizer/authorizer-handler.ts';
import { Unavailable } from '#shared/directory/errors.ts';
import { addProvider } from '#shared/directory/providers/add-provider.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { administrator } from '#test/shared/directory/administration/administration.ts';
import { sampleContext } from '#test/shared/http/proxy-events.ts';
import { recordedTelemetry } from '#test/shared/telemetry/recorded-telemetry.ts';

const stageArn = 'arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/scim';

const event = (headers: Record<string, string> | null) => ({
  type: 'REQUEST',
  methodArn: `${stageArn}/PUT/v2/Users/01KARQ00000000000000000001`,
  headers,
});

async function setUp() {
  const directory = testDirectory();
  const { provider, secret } = await addProvider(directory, {
    administrator,
    settings: { displayName: 'P', credentialType: 'api-credentials' },
  });
  const keyId = provider.credentials[0]?.keyId ?? '';
  const basic = `Basic ${Buffer.from(`${keyId}:${secret}`).toString('base64')}`;
  const telemetry = recordedTelemetry();
  return { directory, provider, keyId, basic, telemetry, handler: authorizerHandler({ directory, telemetry }) };
}

test('a good credential is allowed the whole stage, and named to the function behind', async () => {
  const { handler, basic, provider, keyId } = await setUp();

  expect(await handler(event({ AUTHORIZATION: basic }), sampleContext)).toEqual({
    principalId: provider.id,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${stageArn}/*` }],
    },
    context: { providerId: provider.id, keyId, strictness: 'lenient' },
    usageIdentifierKey: provider.id,
  });
});

test('the strictness of the provider travels along, so that reads need not ask for it', async () => {
  const { handler, basic, provider, directory } = await setUp();
  await directory.providers.replace(provider, { ...provider, version: 2, strictness: 'strict' });

  expect((await handler(event({ Authorization: basic }), sampleContext)).context).toMatchObject({
    strictness: 'strict',
  });
});

describe('a credential that is not accepted', () => {
  test.each([null, {}, { Authorization: '' }, { Authorization: 'Basic' }, { Authorization: 'Bearer x.y' }])(
    '%j is refused with the one message that API Gateway makes a 401 of',
    async (headers) => {
      const { handler, telemetry } = await setUp();

      await expect(handler(event(headers), sampleContext)).rejects.toThrow(/^Unauthorized$/);
      expect(telemetry.logged()).toMatchObject([{ event: 'CredentialRefused' }]);
      expect(telemetry.metrics()).toEqual({ CredentialsRefused: 1 });
    },
  );

  test('leaves nothing of itself in the log', async () => {
    const { handler, telemetry, keyId } = await setUp();
    const credential = Buffer.from(`${keyId}:guess`).toString('base64');

    await expect(handler(event({ Authorization: `Basic ${credential}` }), sampleContext)).rejects.toThrow();

    expect(telemetry.lines.join()).not.toMatch(new RegExp(`${credential}|guess`));
  });
});

describe('what is not the client’s fault', () => {
  test('is not called Unauthorized, so that it becomes 503', async () => {
    const { handler, basic, directory, telemetry } = await setUp();
    directory.providers.beforeNext('get', () => Promise.reject(new Unavailable('throttled')));

    await expect(handler(event({ authorization: basic }), sampleContext)).rejects.toThrow('throttled');
    expect(telemetry.logged()).toMatchObject([{ event: 'RequestFailed', cause: { message: 'throttled' } }]);
    expect(telemetry.metrics()).toEqual({});
  });

  test.each([undefined, {}, { methodArn: 'arn:aws' }])('includes the event %j', async (malformed) => {
    const { handler } = await setUp();

    await expect(handler(malformed, sampleContext)).rejects.not.toThrow(/^Unauthorized$/);
  });
});
