import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { bearerToken, issueCredential } from '#shared/directory/providers/credential.ts';
import { sampleProviderId } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';

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
