/** Providers in memory. */
import type { Provider, RemovedProvider } from '#shared/directory/providers/provider.ts';
import type { ProviderStore } from '#shared/directory/stores.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';
import { memoryVersionedStore, type Stored } from './memory-versioned-store.ts';

export type MemoryProviderStore = Hooked<ProviderStore> & Stored<Provider>;

/** @param hasOrganization whether a provider may be placed in the organization at this moment */
export function memoryProviderStore(
  initial: readonly Provider[] = [],
  hasOrganization: (organizationId: string) => boolean = () => true,
): MemoryProviderStore {
  const { port, kept } = memoryVersionedStore(
    initial,
    (after, before) => after.organizationId === before?.organizationId || hasOrganization(after.organizationId),
  );
  const removed: RemovedProvider[] = [];
  const store: ProviderStore = {
    ...port,
    removed: async () => [...removed].sort((a, b) => (a.id < b.id ? -1 : 1)),
    delete: async (before: Provider, removedAt: string, entry?: LogEntry) => {
      await port.delete(before, entry);
      removed.push({ id: before.id, displayName: before.displayName, removedAt });
    },
  };
  return Object.assign(withCallHooks<ProviderStore>(store), kept);
}
