import { describe, expect, test } from 'vitest';
import type { Directory } from '#shared/directory/ports.ts';
import { addProvider } from '#shared/directory/providers/add-provider.ts';
import { authenticate } from '#shared/directory/providers/authenticate.ts';
import { bearerToken } from '#shared/directory/providers/credential.ts';
import { credentialLedger } from '#shared/directory/providers/credential-ledger.ts';
import { editProvider } from '#shared/directory/providers/edit-provider.ts';
import { rotateCredential } from '#shared/directory/providers/rotate-credential.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { administrator } from '#test/shared/directory/administration/administration.ts';

const basic = (keyId: string, secret: string) => `Basic ${Buffer.from(`${keyId}:${secret}`).toString('base64')}`;
const bearer = (keyId: string, secret: string) => `Bearer ${bearerToken(keyId, secret)}`;

const authenticates = (directory: Directory, authorization: string | undefined) =>
  authenticate(directory, credentialLedger(directory), { authorization, requestId: 'r-1' });

async function pingOne(credentialType: 'api-credentials' | 'oauth-token' = 'api-credentials') {
  const directory = testDirectory();
  const { provider, secret } = await addProvider(directory, {
    administrator,
    settings: { displayName: 'PingOne', credentialType },
  });
  const keyId = provider.credentials[0]?.keyId ?? '';
  return { directory, provider, keyId, secret };
}

describe('RFC 7644 §2 authentication', () => {
  test('finds the provider behind its user name and password', async () => {
    const { directory, provider, keyId, secret } = await pingOne();

    expect(await authenticates(directory, basic(keyId, secret))).toEqual({
      providerId: provider.id,
      keyId,
      strictness: 'lenient',
    });
  });

  test('finds the provider behind its bearer token, in any case of the scheme', async () => {
    const { directory, provider, keyId, secret } = await pingOne('oauth-token');

    const found = await authenticates(directory, bearer(keyId, secret).replace('Bearer', 'bearer'));

    expect(found).toEqual({ providerId: provider.id, keyId, strictness: 'lenient' });
  });

  test.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['an unknown scheme', 'Digest abc'],
    ['a scheme alone', 'Basic'],
    ['Basic with no colon', `Basic ${Buffer.from('nobody').toString('base64')}`],
    ['Basic that is not base64', 'Basic %%%'],
    ['a bearer token without a dot', 'Bearer abc'],
    ['a provider that is not there', basic('01KARPZZZZ0000000000000009.abcdefgh', 'A'.repeat(43))],
    ['a key of hostile shape', basic('__proto__', 'constructor')],
  ])('refuses %s with 401', async (_, header) => {
    const { directory } = await pingOne();

    await expect(authenticates(directory, header)).rejects.toMatchObject({ status: 401 });
  });

  test('refuses a wrong secret, an empty one, and the right one of another key', async () => {
    const { directory, keyId, secret } = await pingOne();
    const other = `${keyId.slice(0, -8)}zzzzzzzz`;

    const wellFormed = `${secret.startsWith('A') ? 'B' : 'A'}${secret.slice(1)}`;
    const malformed = `${secret.slice(0, -1)}!`;

    for (const header of [basic(keyId, wellFormed), basic(keyId, malformed), basic(keyId, ''), basic(other, secret)]) {
      await expect(authenticates(directory, header)).rejects.toMatchObject({ status: 401 });
    }
  });

  test('refuses the credential by the scheme that the provider was not given', async () => {
    const { directory, keyId, secret } = await pingOne('oauth-token');

    await expect(authenticates(directory, basic(keyId, secret))).rejects.toMatchObject({ status: 401 });
  });

  test('refuses a disabled provider', async () => {
    const { directory, provider, keyId, secret } = await pingOne();
    await editProvider(directory, { administrator, providerId: provider.id, settings: { enabled: false } });

    await expect(authenticates(directory, basic(keyId, secret))).rejects.toMatchObject({ status: 401 });
  });

  test('accepts two credentials while they overlap, and the new one alone afterwards', async () => {
    const { directory, provider, keyId, secret } = await pingOne();
    const rotated = await rotateCredential(directory, { administrator, providerId: provider.id, overlapSeconds: 60 });
    const newKeyId = rotated.provider.credentials[0]?.keyId ?? '';

    await authenticates(directory, basic(keyId, secret));
    directory.clock.advance(60);

    await expect(authenticates(directory, basic(keyId, secret))).rejects.toMatchObject({ status: 401 });
    expect(await authenticates(directory, basic(newKeyId, rotated.secret))).toMatchObject({ keyId: newKeyId });
  });
});

describe('the account of a credential', () => {
  test.each([
    [
      'one that is accepted',
      (keyId: string, secret: string) => basic(keyId, secret),
      (_: string, keyId: string) => ['used', keyId],
    ],
    ['a wrong secret', (keyId: string) => basic(keyId, 'A'.repeat(43)), (id: string) => ['refused', id, 'r-1']],
    ['a key of nobody', () => basic('nobody', 'x'), () => ['refused', undefined, 'r-1']],
  ])('has %s', async (_, header, expected) => {
    const { directory, provider, keyId, secret } = await pingOne();
    const calls: unknown[] = [];
    const ledger = {
      used: async (...call: unknown[]) => void calls.push(['used', ...call]),
      refused: async (...call: unknown[]) => void calls.push(['refused', ...call]),
    };
    const request = { authorization: header(keyId, secret), requestId: 'r-1' };

    await authenticate(directory, ledger, request).catch(() => undefined);

    expect(calls).toEqual([expected(provider.id, keyId)]);
  });
});
