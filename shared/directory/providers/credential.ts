/** Credentials of providers: how they are made, kept and compared. The secret itself is shown once and never stored. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Instant } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { Credential, Provider } from './provider.ts';
import { requireExpiry } from './provider-settings.ts';

/** A provider and the secret of its newest credential: shown once, stored nowhere. */
export type ProviderWithSecret = { readonly provider: Provider; readonly secret: string };

/** A credential as presented by a client. */
export type PresentedCredential = { readonly keyId: string; readonly secret: string };

/** ULID of the provider, a dot, eight characters that tell its keys apart. */
const keyIdPattern = /^([0-9A-HJKMNP-TV-Z]{26})\.[0-9a-z]{8}$/;

/** 256 random bits, as base64url. */
const secretPattern = /^[A-Za-z0-9_-]{43}$/;

/** A new credential of the provider, and the secret to hand over. @throws Invalid when it would be expired already */
export function issueCredential(
  directory: Directory,
  { providerId, expiresAt }: { readonly providerId: string; readonly expiresAt?: Instant | undefined },
): { credential: Credential; secret: string } {
  const { randomBytes, clock } = directory;
  const keyName = Array.from(randomBytes(8), (byte) => (byte % 32).toString(32)).join('');
  const secret = Buffer.from(randomBytes(32)).toString('base64url');
  const credential = {
    keyId: `${providerId}.${keyName}`,
    secretHash: hash(secret),
    createdAt: clock.now(),
    ...(expiresAt !== undefined && { expiresAt: requireExpiry(directory, expiresAt) }),
  };
  return { credential, secret };
}

/** The provider that a key belongs to; `undefined` when it cannot be one of ours. */
export function providerIdOf(keyId: string): string | undefined {
  return keyIdPattern.exec(keyId)?.[1];
}

/** The bearer token of a credential: the key's id, a dot, the secret (a `b64token`, RFC 6750 §2.1). */
export function bearerToken(keyId: string, secret: string): string {
  return `${keyId}.${secret}`;
}

/** The reverse of {@link bearerToken}. */
export function parseBearerToken(token: string): PresentedCredential {
  const end = token.lastIndexOf('.');
  return { keyId: token.slice(0, Math.max(end, 0)), secret: token.slice(end + 1) };
}

/** Compares in constant time. */
export function secretMatches(credential: Credential, secret: string): boolean {
  return secretPattern.test(secret) && timingSafeEqual(Buffer.from(hash(secret)), Buffer.from(credential.secretHash));
}

/** SHA-256 is enough for a secret of 256 random bits: there is nothing to guess, so nothing to slow down. */
function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
