/** The doubles keep the promises of the ports that they stand for. */
import { describe } from 'vitest';
import { administratorsEntriesContract } from '#test/contract/administrators-entries.ts';
import { claimsContract } from '#test/contract/claims.ts';
import { matterStoreContract } from '#test/contract/matter-store.ts';
import { organizationStoreContract } from '#test/contract/organization-store.ts';
import { providerStoreContract } from '#test/contract/provider-store.ts';
import { schedulesContract } from '#test/contract/schedules.ts';
import { syncLogContract } from '#test/contract/sync-log.ts';
import { unfinishedWorkContract } from '#test/contract/unfinished-work.ts';
import { userStoreContract } from '#test/contract/user-store.ts';
import { memorySchedules } from '#test/doubles/memory-schedules.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';

describe('in memory', () => {
  const makeStores = async () => testDirectory();

  userStoreContract(makeStores);
  providerStoreContract(makeStores);
  matterStoreContract(makeStores);
  organizationStoreContract(makeStores);
  unfinishedWorkContract(makeStores);
  syncLogContract(makeStores);
  claimsContract(makeStores);
  administratorsEntriesContract(makeStores);
  schedulesContract(async () => {
    const schedules = memorySchedules();
    return { schedules, scheduled: async () => schedules.scheduled() };
  });
});
