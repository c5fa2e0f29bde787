/** What every adapter and every double of `UserStore` must do. */
import { describe } from 'vitest';
import { carryOutContract } from './user-store/carry-out.ts';
import { commitContract } from './user-store/commit.ts';
import { countContract } from './user-store/count.ts';
import { findContract } from './user-store/find.ts';
import { getContract } from './user-store/get.ts';
import { historyContract } from './user-store/history.ts';
import { pendingContract } from './user-store/pending.ts';
import type { MakeUserStore } from './user-store/steps.ts';

/** @param makeStore an empty store, in a directory that has the sample provider and the `otherProviderId` */
export function userStoreContract(makeStore: MakeUserStore): void {
  describe('UserStore', () => {
    getContract(makeStore);
    findContract(makeStore);
    countContract(makeStore);
    commitContract(makeStore);
    carryOutContract(makeStore);
    pendingContract(makeStore);
    historyContract(makeStore);
  });
}
