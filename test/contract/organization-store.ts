/** What every adapter and every double of `OrganizationStore` must do. */
import type { Organization } from '#shared/directory/organizations/organization.ts';
import type { MakeStores } from './stores.ts';
import { versionedStoreContract } from './versioned-store.ts';

export function organizationStoreContract(makeStores: MakeStores): void {
  versionedStoreContract<Organization>({
    name: 'OrganizationStore',
    makeStore: async () => (await makeStores()).organizations,
    sample: (changes = {}) => ({
      id: '01KARN00000000000000000001',
      version: 1,
      name: 'Säles',
      createdAt: '2026-11-23T18:00:00.000Z',
      lastModifiedAt: '2026-11-23T18:00:00.000Z',
      ...changes,
    }),
  });
}
