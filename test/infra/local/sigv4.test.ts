import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SignedRequest, verifySigV4 } from '#infra/local/sigv4.ts';

const credentials = { accessKeyId: 'AKIAOPERATOR', secretAccessKey: 'a secret' };
const signedAt = new Date('2026-01-01T12:00:00Z');
const scope = {
  service: 'execute-api',
  region: 'eu-central-1',
  secretOf: (id: string) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined),
  now: () => signedAt.getTime(),
};

type Unsigned = {
  method?: string;
  path?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
};

async function sign(
  { method = 'GET', path = '/admin/providers', query = {}, headers = {}, body = '' }: Unsigned,
  changes: Partial<typeof credentials & { service: string; region: string; sessionToken: string }> = {},
): Promise<SignedRequest> {
  const { service = scope.service, region = scope.region, ...key } = changes;
  const signer = new SignatureV4({ service, region, credentials: { ...credentials, ...key }, sha256: Sha256 });
  const request = {
    method,
    protocol: 'http:',
    hostname: '127.0.0.1',
    path,
    query,
    headers: { host: '127.0.0.1:1', ...headers },
    body,
  };
  const signed = await signer.sign(request, { signingDate: signedAt });
  const search = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return {
    method,
    url: search.length > 0 ? `${path}?${search.join('&')}` : path,
    headers: Object.entries(signed.headers),
    body: Buffer.from(body),
  };
}

describe('what the SDK signs is valid', () => {
  test.each<[string, Unsigned]>([
    ['a plain GET', {}],
    ['a body', { method: 'POST', body: '{"displayName":"PingÖne"}', headers: { 'content-type': 'application/json' } }],
    ['an encoded path', { path: '/admin/users/a%40b%2Fc' }],
    ['a path with empty and dot segments', { path: '/admin//x/../y/./z/' }],
    ['the root', { path: '/' }],
    ['a query out of order', { query: { z: '1', a: 'ü +/', 'b c': "!'()*" } }],
    ['header values with inner spaces', { headers: { 'x-note': ' a   b ' } }],
  ])('%s', async (_, request) => {
    expect(verifySigV4(await sign(request), scope)).toEqual({ accessKeyId: 'AKIAOPERATOR' });
  });

  test('with temporary credentials', async () => {
    expect(verifySigV4(await sign({}, { sessionToken: 'token' }), scope)).toEqual({ accessKeyId: 'AKIAOPERATOR' });
  });

  test('any query and any body', async () => {
    const text = fc.string({ unit: 'grapheme' });
    // The SDK's signer keeps the query in an ordinary object, and so loses a parameter named __proto__.
    const requests = fc.record({
      query: fc.dictionary(
        text.filter((name) => name !== '' && name !== '__proto__'),
        text,
      ),
      body: text,
    });
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        expect(verifySigV4(await sign({ method: 'POST', ...request }), scope)).toEqual({ accessKeyId: 'AKIAOPERATOR' });
      }),
    );
  });
});

const signedOn = (date: number) =>
  `AWS4-HMAC-SHA256 Credential=AKIAOPERATOR/${date}/eu-central-1/execute-api/aws4_request`;

describe('a signature is refused', () => {
  const refused = async (request: SignedRequest, changes: Partial<typeof scope> = {}) => {
    try {
      verifySigV4(request, { ...scope, ...changes });
    } catch (error) {
      return error;
    }
    return undefined;
  };
  const withHeader = (request: SignedRequest, name: string, value?: string): SignedRequest => ({
    ...request,
    headers: [
      ...request.headers.filter(([key]) => key !== name),
      ...(value === undefined ? [] : [[name, value] as const]),
    ],
  });

  test('when anything signed was changed', async () => {
    const signed = await sign({ method: 'PUT', query: { a: '1' }, body: '{}' });
    const changed: SignedRequest[] = [
      { ...signed, method: 'POST' },
      { ...signed, url: '/admin/providers?a=2' },
      { ...signed, url: '/admin/other?a=1' },
      { ...signed, body: Buffer.from('{"a":1}') },
      withHeader(signed, 'host', 'elsewhere'),
    ];

    for (const request of changed) {
      expect(await refused(request)).toMatchObject({ code: 'InvalidSignatureException', status: 403 });
    }
  });

  test('when it was made with another secret, service, region or an unknown key', async () => {
    const codes = [
      { secretAccessKey: 'wrong' },
      { service: 'dynamodb' },
      { region: 'us-east-1' },
      { accessKeyId: 'AKIANOBODY' },
    ].map(async (changes) => refused(await sign({}, changes)));

    expect(await Promise.all(codes)).toMatchObject([
      { code: 'InvalidSignatureException' },
      { code: 'InvalidSignatureException', message: "Credential should be scoped to correct service: 'execute-api'." },
      { code: 'InvalidSignatureException' },
      { code: 'UnrecognizedClientException' },
    ]);
  });

  test('more than five minutes before or after its date', async () => {
    const signed = await sign({});
    const at = (minutes: number) => refused(signed, { now: () => signedAt.getTime() + minutes * 60_000 });

    expect([await at(4.9), await at(-4.9)]).toEqual([undefined, undefined]);
    expect(await at(5.1)).toMatchObject({ message: expect.stringMatching(/^Signature expired: 20260101T120000Z/) });
    expect(await at(-5.1)).toMatchObject({ message: expect.stringMatching(/^Signature not yet current/) });
  });

  test.each<[string | undefined, string]>([
    [undefined, 'MissingAuthenticationTokenException'],
    ['', 'IncompleteSignatureException'],
    ['Bearer token', 'IncompleteSignatureException'],
    ['AWS4-HMAC-SHA256', 'IncompleteSignatureException'],
    ['AWS4-HMAC-SHA256 Credential=AKIAOPERATOR', 'IncompleteSignatureException'],
    [signedOn(20260101), 'IncompleteSignatureException'],
    [`${signedOn(20260101)},SignedHeaders=date,Signature=0`, 'IncompleteSignatureException'],
    [`${signedOn(20251231)},SignedHeaders=host,Signature=0`, 'InvalidSignatureException'],
  ])('when the header is %j', async (value, code) => {
    expect(await refused(withHeader(await sign({}), 'authorization', value))).toMatchObject({ code, status: 403 });
  });

  test('without or with a broken date', async () => {
    const signed = await sign({});

    expect(await refused(withHeader(signed, 'x-amz-date'))).toMatchObject({ code: 'IncompleteSignatureException' });
    expect(await refused(withHeader(signed, 'x-amz-date', 'today'))).toMatchObject({
      code: 'InvalidSignatureException',
    });
  });
});
