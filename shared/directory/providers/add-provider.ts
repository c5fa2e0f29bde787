/** An administrator adds a provisioning provider. */

import { defaultOrganizationId } from '#shared/directory/organizations/organization.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { issueCredential } from './credential.ts';
import { type CredentialType, defaultDeactivationDelaySeconds, type Provider, type Strictness } from './provider.ts';
import { requireDelay, requireDisplayName, requireOrganization } from './provider-settings.ts';

export type NewProvider = {
  readonly displayName: string;
  readonly credentialType: CredentialType;
  readonly deactivationDelaySeconds?: number | undefined;
  readonly organizationId?: string | undefined;
  readonly strictness?: Strictness | undefined;
  readonly putSemantics?: Provider['putSemantics'] | undefined;
};

/** A provider and the secret of its newest credential: shown once, stored nowhere. */
export type ProviderWithSecret = { readonly provider: Provider; readonly secret: string };

/** @throws Invalid naming the setting */
export async function addProvider(directory: Directory, settings: NewProvider): Promise<ProviderWithSecret> {
  const now = directory.clock.now();
  const id = directory.newId(now);
  const { credential, secret } = issueCredential(directory, id);
  const provider: Provider = {
    id,
    version: 1,
    displayName: requireDisplayName(settings.displayName),
    enabled: true,
    credentialType: settings.credentialType,
    credentials: [credential],
    deactivationDelaySeconds: requireDelay(
      directory,
      settings.deactivationDelaySeconds ?? defaultDeactivationDelaySeconds,
    ),
    organizationId: await requireOrganization(directory, settings.organizationId ?? defaultOrganizationId),
    roleMapping: 'manual',
    strictness: settings.strictness ?? 'lenient',
    putSemantics: settings.putSemantics ?? 'replace',
    createdAt: now,
    lastModifiedAt: now,
  };
  await directory.providers.create(provider);
  return { provider, secret };
}
