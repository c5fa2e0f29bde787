/** The SCIM client behind a request, and whether it may still write. */

import type { Directory } from '#shared/directory/ports.ts';
import { type Credential, isLive, type Provider } from '#shared/directory/providers/provider.ts';
import { ScimError } from '#shared/scim/error.ts';

/** Who the authorizer found behind the credential, and the request's id for the Sync Log. */
export type Client = { readonly providerId: string; readonly keyId: string; readonly requestId: string };

/**
 * The client's provider and credential as they are now: an authorizer's answer may be a minute old, so every write asks
 * again.
 * @throws ScimError 401 when the provider is gone or disabled, or the credential is no longer accepted
 */
export async function requireCredential(
  directory: Directory,
  client: Client,
): Promise<{ readonly provider: Provider; readonly credential: Credential }> {
  const provider = await directory.providers.get(client.providerId);
  const credential = provider?.credentials.find(({ keyId }) => keyId === client.keyId);
  if (!provider?.enabled || credential === undefined || !isLive(credential, directory.clock.now())) {
    throw ScimError.unauthorized(
      'This credential is no longer accepted: the provider was disabled or its credential rotated.',
    );
  }
  return { provider, credential };
}
