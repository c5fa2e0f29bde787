/** The doubles keep the promises of the ports that they stand for. */
import { describe } from 'vitest';
import { providerStoreContract } from '#test/contract/provider-store.ts';
import { schedulesContract } from '#test/contract/schedules.ts';
import { userStoreContract } from '#test/contract/user-store.ts';
import { memoryProviderStore } from '#test/doubles/memory-provider-store.ts';
import { memorySchedules } from '#test/doubles/memory-schedules.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';

describe('in memory', () => {
  userStoreContract(async () => memoryUserStore());
  providerStoreContract(async () => memoryProviderStore());
  schedulesContract(async () => {
    const schedules = memorySchedules();
    return { schedules, scheduled: async () => schedules.scheduled() };
  });
});
