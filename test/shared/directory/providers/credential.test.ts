import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { addProvider } from '#shared/directory/providers/add-provider.ts';
import { authenticate } from '#shared/directory/providers/authenticate.ts';
import { bearerToken, issueCredential } from '#shared/directory/providers/credential.ts';
import { credentialLedger } from '#shared/directory/providers/credential-ledger.ts';
import { sampleProviderId } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { administrator } from '#test/shared/directory/administration/administration.ts';

test('RFC 7644 §7.4: a secret is 256 random bits, another one each time', () => {
  const directory = testDirectory();

  const secrets = [
    issueCredential(directory, { providerId: sampleProviderId }),
    issueCredential(directory, { providerId: sampleProviderId }),
  ].map(({ secret }) => secret);

  expect(secrets.map((secret) => Buffer.from(secret, 'base64url').length)).toEqual([32, 32]);
  expect(secrets[0]).not.toBe(secrets[1]);
});

test('RFC 7644 §7.7: of a secret only the SHA-256 hash is kept', () => {
  const { credential, secret } = issueCredential(testDirectory(), { providerId: sampleProviderId });

  expect(JSON.stringify(credential)).not.toContain(secret);
  expect(credential.secretHash).toBe(createHash('sha256').update(secret).digest('base64url'));
});

test('RFC 6750 §2.1: a bearer token is a b64token', () => {
  const { credential, secret } = issueCredential(testDirectory(), { providerId: sampleProviderId });

  expect(bearerToken(credential.keyId, secret)).toMatch(/^[A-Za-z0-9._~+/-]+=*$/);
});

test('RFC 7644 §7.4: a token that was given an end is refused from then on', async () => {
  const directory = testDirectory();
  const { provider, secret } = await addProvider(directory, {
    administrator,
    settings: {
      displayName: 'PingOne',
      credentialType: 'oauth-token',
      credentialExpiresAt: '2026-12-01T00:00:00.000Z',
    },
  });
  const authorization = `Bearer ${bearerToken(provider.credentials[0]?.keyId ?? '', secret)}`;
  const authenticated = () => authenticate(directory, credentialLedger(directory), { authorization, requestId: 'r-1' });

  expect(await authenticated()).toMatchObject({ providerId: provider.id });
  directory.clock.advance(8 * 86_400);

  await expect(authenticated()).rejects.toMatchObject({ status: 401 });
});
