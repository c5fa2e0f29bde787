/** An administrator rotates a provider's credential: two are live for a while, so that the client has no gap. */

import { Invalid } from '#shared/directory/errors.ts';
import { plusSeconds } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { ProviderWithSecret } from './add-provider.ts';
import { issueCredential } from './credential.ts';
import { changeProvider } from './edit-provider.ts';
import type { Credential } from './provider.ts';

/** 30 days. */
const maximumOverlapSeconds = 30 * 24 * 60 * 60;

/**
 * @param request.overlapSeconds how much longer the credential so far is accepted; an older one ends now
 * @throws NotFound, Invalid
 */
export async function rotateCredential(
  directory: Directory,
  { providerId, overlapSeconds }: { readonly providerId: string; readonly overlapSeconds: number },
): Promise<ProviderWithSecret> {
  if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0 || overlapSeconds > maximumOverlapSeconds) {
    throw new Invalid(`An overlap is a whole number of seconds from 0 to ${maximumOverlapSeconds} (30 days).`);
  }
  const { credential, secret } = issueCredential(directory, providerId);
  const provider = await changeProvider(directory, providerId, (provider) => {
    const [newest] = provider.credentials;
    // A commit whose reply was lost: rotating once more would end the credential that the client still uses.
    if (newest?.keyId === credential.keyId) return provider;
    return { ...provider, credentials: [credential, ...stillLive(newest, overlapSeconds, credential.createdAt)] };
  });
  return { provider, secret };
}

function stillLive(credential: Credential | undefined, overlapSeconds: number, now: string): readonly Credential[] {
  if (credential === undefined || overlapSeconds === 0) return [];
  const expiresAt = plusSeconds(now, overlapSeconds);
  const endsSooner = credential.expiresAt !== undefined && credential.expiresAt < expiresAt;
  return [endsSooner ? credential : { ...credential, expiresAt }];
}
