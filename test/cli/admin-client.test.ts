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

  test.each(['.', '..'])(
    'goes nowhere when a part of its path is %j, which would name something else',
    async (part) => {
      const { url, requests } = await startFakeApi(() => ({ status: 204, body: {} }));

      const removal = { method: 'DELETE', path: ['users', 'u1', 'roles', part] } as const;
      await expect(clientOf(url).send(removal, anything)).rejects.toThrow(`There is nothing named "${part}".`);
      expect(requests).toEqual([]);
    },
  );

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

describe('what is sent once more', () => {
  const creation = { method: 'POST', path: ['matters'], body: { name: 'x' }, isCreation: true } as const;
  const lost = [undefined, { status: 502, body: '' }, { status: 503, body: '' }, { status: 504, body: '' }] as const;

  test.each(lost)('is a creation, with its key, when its answer is lost: %j', async (first) => {
    const answers = [first, { status: 201, body: 'done' }];
    const { url, requests } = await startFakeApi(() => answers.shift());

    await clientOf(url).send(creation, anything);
    const [one, other] = requests;

    expect(requests).toHaveLength(2);
    expect(one?.headers['idempotency-key']).toMatch(/^[\da-f-]{36}$/);
    expect(other?.headers['idempotency-key']).toBe(one?.headers['idempotency-key']);
    expect(other && signerOf(other)).toBe('AKIAOPERATOR');
  });

  test('is what is only read', async () => {
    const answers = [undefined, { status: 200, body: {} }];
    const { url, requests } = await startFakeApi(() => answers.shift());

    await clientOf(url).send(listUsers, anything);

    expect(requests).toHaveLength(2);
  });

  test('is no other change, and nothing a second time', async () => {
    const { url, requests } = await startFakeApi(() => undefined);

    await expect(clientOf(url).send({ method: 'POST', path: ['x'] }, anything)).rejects.toThrow(/does not answer/);
    expect(requests).toHaveLength(1);
    await expect(clientOf(url).send(creation, anything)).rejects.toThrow(/does not answer/);
    expect(requests).toHaveLength(3);
  });

  test('is nothing that was refused, and each creation has a key of its own', async () => {
    const { url, requests } = await startFakeApi(() => ({ status: 429, body: { message: 'Too many' } }));

    await expect(clientOf(url).send(creation, anything)).rejects.toThrow(/429/);
    await expect(clientOf(url).send(creation, anything)).rejects.toThrow(/429/);

    const keys = requests.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(2);
    expect(keys).toHaveLength(2);
  });
});

describe('a page of CSV', () => {
  test.each([
    [{}, undefined],
    [
      { link: '</admin/sync-log?from=2026-01-01T00%3A00%3A00.000Z&cursor=a%2Bb>; rel="next"' },
      { from: '2026-01-01T00:00:00.000Z', cursor: 'a+b' },
    ],
    [{ link: '</other>; rel="prev"' }, undefined],
  ])('with the headers %j is followed by %j', async (headers, next) => {
    const { url, requests } = await startFakeApi(() => ({ status: 200, body: 'TIME\r\n', headers }));

    const page = await clientOf(url).readCsv({ method: 'GET', path: ['sync-log'] });

    expect(page).toEqual({ text: 'TIME\r\n', ...(next && { next }) });
    expect(requests[0]?.headers.accept).toBe('text/csv');
    expect(requests[0] && signerOf(requests[0])).toBe('AKIAOPERATOR');
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
      { parameter: 'limit', detail: 'too many' },
      { pointer: '', detail: 'name at least one' },
    ];

    expect(await failureOf(400, problem)).toBe('RefusedRequest: The request is wrong.');
    expect(await failureOf(400, { ...problem, errors })).toBe(
      'RefusedRequest: The request is wrong.\n  /displayName: expected string\n  limit: too many\n  name at least one',
    );
  });

  test.each([
    [{ message: 'The security token is invalid.' }, 'The security token is invalid.'],
    [
      { message: 'The security token included in the request is expired' },
      'The security token included in the request is expired\nSign in again: "aws sso login", or renew the credentials.',
    ],
    [
      { message: 'Signature expired: 20260101T000000Z is now earlier' },
      "Signature expired: 20260101T000000Z is now earlier\nThis machine's clock is wrong.",
    ],
    [
      { Message: 'User: arn is not authorized' },
      'User: arn is not authorized\nThe AWS identity needs execute-api:Invoke for this operation.',
    ],
    ['<html>Forbidden</html>', '<html>Forbidden</html>'],
    ['', 'nothing more'],
    ['null', 'null'],
    ['x'.repeat(10_000), 'x'.repeat(500)],
  ])('of whatever stands before the API', async (body, said) => {
    expect(await failureOf(403, body)).toBe(`RefusedRequest: The admin API answered 403 Forbidden: ${said}`);
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
