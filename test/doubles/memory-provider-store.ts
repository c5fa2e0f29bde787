/** Providers in memory. */
import { VersionConflict } from '#shared/directory/errors.ts';
import type { ProviderStore } from '#shared/directory/ports.ts';
import type { Provider } from '#shared/directory/providers/provider.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';

export type MemoryProviderStore = Hooked<ProviderStore> & {
  /** What is stored, in no time. */
  stored(): readonly Provider[];
};

export function memoryProviderStore(initial: readonly Provider[] = []): MemoryProviderStore {
  const providers = new Map(initial.map((provider) => [provider.id, provider]));
  const port = withCallHooks<ProviderStore>({
    get: async (providerId) => providers.get(providerId),
    list: async () => [...providers.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    create: async (provider) => {
      if (providers.has(provider.id)) throw new VersionConflict(`there is a provider ${provider.id} already`);
      providers.set(provider.id, provider);
    },
    replace: async (before, after) => {
      if (providers.get(before.id)?.version !== before.version) {
        throw new VersionConflict(`provider ${before.id} is no longer at version ${before.version}`);
      }
      providers.set(after.id, after);
    },
    delete: async (before) => {
      if (providers.get(before.id)?.version !== before.version) {
        throw new VersionConflict(`provider ${before.id} is no longer at version ${before.version}`);
      }
      providers.delete(before.id);
    },
  });
  return Object.assign(port, { stored: () => [...providers.values()] });
}
