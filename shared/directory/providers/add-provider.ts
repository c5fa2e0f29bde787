/** An administrator adds a provisioning provider. */

import type { CreationRequest } from '#shared/directory/administration/administrator.ts';
import { createRecorded } from '#shared/directory/administration/change-recorded.ts';
import { createOnce } from '#shared/directory/administration/create-once.ts';
import { requireName } from '#shared/directory/administration/require-name.ts';
import type { Instant } from '#shared/directory/instant.ts';
import { requireLastingOrganization } from '#shared/directory/organizations/find-organization.ts';
import { defaultOrganizationId } from '#shared/directory/organizations/organization.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { providerEntry } from './change-provider.ts';
import { issueCredential, type ProviderWithSecret } from './credential.ts';
import {
  type Credential,
  type CredentialType,
  defaultDeactivationDelaySeconds,
  type Provider,
  type Strictness,
} from './provider.ts';
import { requireDelay } from './provider-settings.ts';
import { defaultOverlapSeconds, rotateCredential } from './rotate-credential.ts';

export type NewProvider = {
  readonly displayName: string;
  readonly credentialType: CredentialType;
  readonly deactivationDelaySeconds?: number | undefined;
  readonly organizationId?: string | undefined;
  readonly strictness?: Strictness | undefined;
  readonly putSemantics?: Provider['putSemantics'] | undefined;
  /** Of its first credential; absent: until rotated away. */
  readonly credentialExpiresAt?: Instant | undefined;
};

/**
 * Asked again under the same idempotency key, the answer has a new credential, as the secret of the first one is known
 * to nobody but who got the first answer; that one works for the default overlap.
 * @throws Invalid naming the setting, NotFound, Refused IDEMPOTENCY_KEY_REUSED
 */
export async function addProvider(
  directory: Directory,
  { settings, ...request }: CreationRequest & { readonly settings: NewProvider },
): Promise<ProviderWithSecret> {
  const operation = 'add-provider';
  const { administrator } = request;
  const rotated = async (providerId: string) =>
    rotateCredential(directory, { administrator, providerId, overlapSeconds: defaultOverlapSeconds });
  const create = async (id: string): Promise<ProviderWithSecret> => {
    const { credential, secret } = issueCredential(directory, {
      providerId: id,
      expiresAt: settings.credentialExpiresAt,
    });
    const provider = await createRecorded<Provider>(directory, {
      find: () => directory.providers.get(id),
      make: () => newProvider(directory, id, credential, settings),
      commit: (after) => {
        const entry = providerEntry({ administrator, operation }, { id, at: after.createdAt, after });
        return directory.providers.create(after, entry);
      },
    });
    const isOurs = provider.credentials.some(({ keyId }) => keyId === credential.keyId);
    return isOurs ? { provider, secret } : rotated(id);
  };
  return createOnce(
    directory,
    request,
    { operation, request: settings },
    {
      find: async (id) => ((await directory.providers.get(id)) === undefined ? undefined : rotated(id)),
      create,
      about: (id) => ({ subject: { type: 'provider', id, name: settings.displayName } }),
    },
  );
}

async function newProvider(
  directory: Directory,
  id: string,
  credential: Credential,
  settings: NewProvider,
): Promise<Provider> {
  const now = directory.clock.now();
  return {
    id,
    version: 1,
    displayName: requireName(settings.displayName, 'A provider has a display name'),
    enabled: true,
    credentialType: settings.credentialType,
    credentials: [credential],
    deactivationDelaySeconds: requireDelay(
      directory,
      settings.deactivationDelaySeconds ?? defaultDeactivationDelaySeconds,
    ),
    organizationId: await requireLastingOrganization(directory, settings.organizationId ?? defaultOrganizationId),
    roleMapping: 'manual',
    strictness: settings.strictness ?? 'lenient',
    putSemantics: settings.putSemantics ?? 'replace',
    createdAt: now,
    lastModifiedAt: now,
  };
}
