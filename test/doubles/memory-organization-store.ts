/** Organizations in memory. */
import type { Organization } from '#shared/directory/organizations/organization.ts';
import type { OrganizationStore } from '#shared/directory/stores.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';
import { memoryVersionedStore, type Stored } from './memory-versioned-store.ts';

export type MemoryOrganizationStore = Hooked<OrganizationStore> & Stored<Organization>;

export function memoryOrganizationStore(initial: readonly Organization[] = []): MemoryOrganizationStore {
  const { port, kept } = memoryVersionedStore(initial);
  return Object.assign(withCallHooks<OrganizationStore>(port), kept);
}
