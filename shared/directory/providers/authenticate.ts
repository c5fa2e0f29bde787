/** Finds the provider behind an Authorization header (RFC 7644 §2: HTTP Basic, RFC 7617; bearer token, RFC 6750). */

import type { Directory } from '#shared/directory/ports.ts';
import { ScimError } from '#shared/scim/error.ts';
import { type PresentedCredential, parseBearerToken, providerIdOf, secretMatches } from './credential.ts';
import type { CredentialLedger } from './credential-ledger.ts';
import { type CredentialType, isLive, type Strictness } from './provider.ts';

/**
 * @param request.authorization the header's value
 * @throws ScimError 401, the same for whatever is wrong with it
 */
export async function authenticate(
  directory: Directory,
  ledger: CredentialLedger,
  request: { readonly authorization: string | undefined; readonly requestId: string },
): Promise<{ providerId: string; keyId: string; strictness: Strictness }> {
  const { authorization, requestId } = request;
  const presented = parseAuthorization(authorization ?? '');
  const providerId = presented && providerIdOf(presented.keyId);
  const provider = providerId === undefined ? undefined : await directory.providers.get(providerId);
  const credential = provider?.credentials.find(({ keyId }) => keyId === presented?.keyId);
  if (
    !presented ||
    !credential ||
    !provider?.enabled ||
    provider.credentialType !== presented.credentialType ||
    !secretMatches(credential, presented.secret) ||
    !isLive(credential, directory.clock.now())
  ) {
    await ledger.refused(provider?.id, requestId);
    throw ScimError.unauthorized(
      'The credential is missing, malformed or not accepted. Send the one that Reprieve showed when the provider was added.',
    );
  }
  await ledger.used(credential.keyId);
  return { providerId: provider.id, keyId: credential.keyId, strictness: provider.strictness };
}

function parseAuthorization(
  authorization: string,
): (PresentedCredential & { readonly credentialType: CredentialType }) | undefined {
  const [, scheme = '', value = ''] = /^(\w+) +([\w.~+/=-]+) *$/.exec(authorization) ?? [];
  switch (scheme.toLowerCase()) {
    case 'basic': {
      const userPass = Buffer.from(value, 'base64').toString('utf8');
      const colon = userPass.indexOf(':');
      if (colon < 0) return undefined;
      return {
        keyId: userPass.slice(0, colon),
        secret: userPass.slice(colon + 1),
        credentialType: 'api-credentials',
      };
    }
    case 'bearer':
      return { ...parseBearerToken(value), credentialType: 'oauth-token' };
    default:
      return undefined;
  }
}
