/** Providers as administrators see them: with when each credential was used last. */
import type { Instant } from '#shared/directory/instant.ts';
import type { Page, PageRequest } from '#shared/directory/page.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { requireProvider } from './change-provider.ts';
import type { Credential, Provider } from './provider.ts';

/** `lastUsedAt` is absent when it was never used; it may be up to five minutes older than the last use. */
type UsedCredential = Credential & { readonly lastUsedAt?: Instant };

export type ProviderForAdministrators = Omit<Provider, 'credentials'> & {
  readonly credentials: readonly UsedCredential[];
};

/** @throws NotFound */
export async function getProviderForAdministrator(
  directory: Directory,
  providerId: string,
): Promise<ProviderForAdministrators> {
  return withLastUse(directory, await requireProvider(directory, providerId));
}

/** A provider that was just changed, say. */
export async function withLastUse(directory: Directory, provider: Provider): Promise<ProviderForAdministrators> {
  const [withUse = provider] = await addUse(directory, [provider]);
  return withUse;
}

/** In the order in which they were added. */
export async function listProvidersForAdministrators(
  directory: Directory,
  page: PageRequest,
): Promise<Page<ProviderForAdministrators>> {
  const { items, next } = await directory.providers.list(page);
  return { items: await addUse(directory, items), next };
}

async function addUse(
  { credentialUse }: Directory,
  providers: readonly Provider[],
): Promise<readonly ProviderForAdministrators[]> {
  const keyIds = providers.flatMap(({ credentials }) => credentials.map(({ keyId }) => keyId));
  const lastUsed = await credentialUse.lastUsed(keyIds);
  const withUse = (credential: Credential): UsedCredential => {
    const lastUsedAt = lastUsed.get(credential.keyId);
    return { ...credential, ...(lastUsedAt !== undefined && { lastUsedAt }) };
  };
  return providers.map((provider) => ({ ...provider, credentials: provider.credentials.map(withUse) }));
}
