/** Unfinished work in memory: what the other doubles hold tells it. */
import type { UnfinishedWork, UnfinishedWorkList } from '#shared/directory/ports.ts';
import { isUnsettled } from '#shared/directory/providers/provider.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';
import type { MemoryMatterStore } from './memory-matter-store.ts';
import type { MemoryOrganizationStore } from './memory-organization-store.ts';
import type { MemoryProviderStore } from './memory-provider-store.ts';
import type { MemoryUserStore } from './memory-user-store.ts';

export function memoryUnfinishedWork(stores: {
  readonly users: Pick<MemoryUserStore, 'toForget'>;
  readonly providers: Pick<MemoryProviderStore, 'stored'>;
  readonly matters: Pick<MemoryMatterStore, 'stored'>;
  readonly organizations: Pick<MemoryOrganizationStore, 'stored'>;
}): Hooked<UnfinishedWorkList> {
  const list = (): UnfinishedWork[] => [
    ...stores.matters
      .stored()
      .filter(({ state }) => state === 'closing')
      .map(({ id }) => ({ kind: 'close-matter' as const, matterId: id })),
    ...stores.users.toForget().map((userId) => ({ kind: 'forget-history' as const, userId })),
    ...stores.organizations
      .stored()
      .filter(({ removing }) => removing !== undefined)
      .map(({ id }) => ({ kind: 'remove-organization' as const, organizationId: id })),
    ...stores.providers
      .stored()
      .filter(isUnsettled)
      .map(({ id }) => ({ kind: 'settle-provider' as const, providerId: id })),
  ];
  return withCallHooks<UnfinishedWorkList>({ list: async () => list() });
}
