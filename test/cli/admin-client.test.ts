import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { adminClient } from '#cli/admin-client.ts';
import { verifySigV4 } from '#infra/local/sigv4.ts';
import { type Request, startFakeApi } from './fake-api.ts';

const credentials = { accessKeyId: 'AKIAOPERATOR', secretAccessKey: 'a secret' };
const region = 'eu-central-1';
const anything = z.unknown();
const listUsers = { method: 'GET', path: ['users'] } as const;

const clientOf = (url: string) => adminClient({ adminUrl: `${url}/admin`, region, credentials });

/** @throws when the signature is wrong */
function signerOf({ headers, ...request }: Request): string {
  const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  const scope = { service: 'execute-api', region, secretOf: () => credentials.secretAccessKey, now: Date.now };
  return verifySigV4({ ...request, headers: pairs }, scope).accessKeyId;
}

describe('a request', () => {
  test('is signed with its body', async () => {
    const { url, requests } = await startFakeApi(() => ({ status: 201, body: { id: 'p1' } }));

    const answer = await clientOf(url).send(
      { method: 'POST', path: ['providers'], body: { displayName: 'Müller & Söhne' } },
      z.object({ id: z.string() }),
    );

    const [request] = requests;
    expect(answer).toEqual({ id: 'p1' });
    expect(request).toMatchObject({ method: 'POST', url: '/admin/providers' });
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-amz-date': expect.stringMatching(/^\d{8}T\d{6}Z$/),
      authorization: expect.stringContaining('AWS4-HMAC-SHA256 Credential=AKIAOPERATOR/'),
    });
    expect(request?.body.toString()).toBe('{"displayName":"Müller & Söhne"}');
    expect(request && signerOf(request)).toBe('AKIAOPERATOR');
  });

  test('carries the token of credentials that are for a while only', async () => {
    const { url, requests } = await startFakeApi(() => ({ status: 200, body: {} }));
    const temporary = { ...credentials, sessionToken: 'a token' };

    await adminClient({ adminUrl: url, region, credentials: temporary }).send(listUsers, anything);

    expect(requests[0]?.headers['x-amz-security-token']).toBe('a token');
    expect(requests[0]?.headers.authorization).toContain('x-amz-security-token');
  });

  test('goes to the same place when the URL ends in a slash', async () => {
    const { url, requests } = await startFakeApi(() => ({ status: 200, body: {} }));

    await adminClient({ adminUrl: `${url}/admin/`, region, credentials }).send(listUsers, anything);

    expect(requests[0]?.url).toBe('/admin/users');
  });

  test('has a query that arrives as it was meant, and a signature that covers it', async () => {
    const { url, requests } = await startFakeApi(() => ({ status: 200, body: {} }));
    const client = clientOf(url);

    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant("a b+c%20&=/?#'()*!~")),
        async (userName) => {
          await client.send({ ...listUsers, query: { userName } }, anything);

          const request = requests.at(-1);
          const sent = new URL(request?.url ?? '', url).searchParams;
          expect(sent.get('userName')).toBe(userName);
          expect(request && signerOf(request)).toBe('AKIAOPERATOR');
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('a failure is one sentence', () => {
  const failureOf = async (status: number, body: unknown) => {
    const { url } = await startFakeApi(() => ({ status, body }));
    const answered = clientOf(url).send(listUsers, z.object({ users: z.array(z.string()) }));
    return answered.catch((error: Error) => `${error.name}: ${error.message.replace(url, '<url>')}`);
  };

  test('of the API, with each member that is wrong', async () => {
    const problem = { type: 'about:blank', title: 'Bad Request', status: 400, detail: 'The request is wrong.' };
    const errors = [
      { pointer: '/displayName', detail: 'expected string' },
      { pointer: '', detail: 'name at least one' },
    ];

    expect(await failureOf(400, problem)).toBe('CommandError: The request is wrong.');
    expect(await failureOf(400, { ...problem, errors })).toBe(
      'CommandError: The request is wrong.\n  /displayName: expected string\n  name at least one',
    );
  });

  test.each([
    [{ message: 'The security token is invalid.' }, 'The security token is invalid.'],
    [{ Message: 'User: arn is not authorized' }, 'User: arn is not authorized'],
    ['<html>Forbidden</html>', '<html>Forbidden</html>'],
    ['', 'nothing more'],
    ['null', 'null'],
    ['x'.repeat(10_000), 'x'.repeat(500)],
  ])('of whatever stands before the API', async (body, said) => {
    expect(await failureOf(403, body)).toBe(`CommandError: The admin API answered 403 Forbidden: ${said}`);
  });

  test.each(['<html>Welcome</html>', '', '{"users":[1]}', 'null'])('when the answer is %j', async (body) => {
    expect(await failureOf(200, body)).toBe(
      'CommandError: <url> answered 200, but not what an admin API of this version answers.',
    );
  });

  test('when nobody listens, with what to do', async () => {
    const { url, close } = await startFakeApi(() => undefined);
    close();

    const refused = `connect ECONNREFUSED ${url.replace('http://', '')}`;
    await expect(clientOf(url).send(listUsers, anything)).rejects.toThrow(
      `The admin API at ${url} does not answer (${refused}). Is it running?`,
    );
    const advised = adminClient({ adminUrl: url, region, credentials, advice: 'Start it.' });
    await expect(advised.send(listUsers, anything)).rejects.toThrow(/\)\. Start it\.$/);
  });

  test('when the connection is cut', async () => {
    const { url } = await startFakeApi(() => undefined);

    await expect(clientOf(url).send(listUsers, anything)).rejects.toThrow(/does not answer \(.+\)\. Is it running\?$/);
  });
});
