/** Every promise of the stores' ports: one list, so that no adapter and no double keeps fewer of them. */
import { administratorsEntriesContract } from './administrators-entries.ts';
import { claimsContract } from './claims.ts';
import { matterStoreContract } from './matter-store.ts';
import { organizationStoreContract } from './organization-store.ts';
import { providerStoreContract } from './provider-store.ts';
import type { MakeStores } from './stores.ts';
import { syncLogContract } from './sync-log.ts';
import { unfinishedWorkContract } from './unfinished-work.ts';
import { userStoreContract } from './user-store.ts';

export function storesContract(makeStores: MakeStores): void {
  userStoreContract(makeStores);
  providerStoreContract(makeStores);
  matterStoreContract(makeStores);
  organizationStoreContract(makeStores);
  unfinishedWorkContract(makeStores);
  syncLogContract(makeStores);
  claimsContract(makeStores);
  administratorsEntriesContract(makeStores);
}
