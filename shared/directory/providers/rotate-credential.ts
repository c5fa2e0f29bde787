/** An administrator rotates a provider's credential: two are live for a while, so that the client has no gap. */

import type { ChangeRequest } from '#shared/directory/administration/administrator.ts';
import { Invalid } from '#shared/directory/errors.ts';
import { type Instant, plusSeconds } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { changeProvider } from './change-provider.ts';
import { issueCredential, type ProviderWithSecret } from './credential.ts';
import type { Credential } from './provider.ts';

/** 30 days. */
const maximumOverlapSeconds = 30 * 24 * 60 * 60;

/** One day: time to enter the new credential at the identity provider. */
export const defaultOverlapSeconds = 86_400;

/**
 * @param request.overlapSeconds how much longer the credential so far is accepted; an older one ends now
 * @param request.expiresAt of the new credential; absent: until rotated away
 * @throws NotFound, VersionMismatch, Invalid
 */
export async function rotateCredential(
  directory: Directory,
  request: ChangeRequest & {
    readonly providerId: string;
    readonly overlapSeconds: number;
    readonly expiresAt?: Instant | undefined;
  },
): Promise<ProviderWithSecret> {
  const { providerId, overlapSeconds, expiresAt } = request;
  if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0 || overlapSeconds > maximumOverlapSeconds) {
    throw new Invalid(`An overlap is a whole number of seconds from 0 to ${maximumOverlapSeconds} (30 days).`);
  }
  const { credential, secret } = issueCredential(directory, { providerId, expiresAt });
  const provider = await changeProvider(directory, {
    providerId,
    change: (provider) => {
      const [newest] = provider.credentials;
      // A commit whose reply was lost: rotating once more would end the credential that the client still uses.
      if (newest?.keyId === credential.keyId) return provider;
      return { ...provider, credentials: [credential, ...stillLive(newest, overlapSeconds, credential.createdAt)] };
    },
    request: { ...request, operation: 'rotate-credential' },
  });
  return { provider, secret };
}

function stillLive(credential: Credential | undefined, overlapSeconds: number, now: string): readonly Credential[] {
  if (credential === undefined || overlapSeconds === 0) return [];
  const expiresAt = plusSeconds(now, overlapSeconds);
  const endsSooner = credential.expiresAt !== undefined && credential.expiresAt < expiresAt;
  return [endsSooner ? credential : { ...credential, expiresAt }];
}
