/** What every adapter and every double of `UserStore` must do. */
import { describe } from 'vitest';
import { sampleProvider } from '#test/doubles/samples.ts';
import type { MakeStores } from './stores.ts';
import { belongingContract } from './user-store/belonging.ts';
import { carryOutContract } from './user-store/carry-out.ts';
import { commitContract } from './user-store/commit.ts';
import { countContract } from './user-store/count.ts';
import { entriesContract } from './user-store/entries.ts';
import { eraseContract } from './user-store/erase.ts';
import { findContract } from './user-store/find.ts';
import { getContract } from './user-store/get.ts';
import { historyContract } from './user-store/history.ts';
import { pendingContract } from './user-store/pending.ts';
import { requiresContract } from './user-store/requires.ts';
import { otherProviderId } from './user-store/steps.ts';

export function userStoreContract(makeStores: MakeStores): void {
  /** In a directory that has the providers which the suite speaks of. */
  const makeWithProviders: MakeStores = async () => {
    const stores = await makeStores();
    for (const id of [sampleProvider().id, otherProviderId]) await stores.providers.create(sampleProvider({ id }));
    return stores;
  };
  const makeStore = async () => (await makeWithProviders()).users;

  describe('UserStore', () => {
    getContract(makeStore);
    findContract(makeStore);
    countContract(makeStore);
    commitContract(makeStore);
    carryOutContract(makeStore);
    pendingContract(makeStore);
    historyContract(makeStore);
    entriesContract(makeStore);
    belongingContract(makeStore);
    requiresContract(makeWithProviders);
    eraseContract(makeWithProviders);
  });
}
