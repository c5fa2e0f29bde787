/** The doubles keep the promises of the ports that they stand for. */
import { describe } from 'vitest';
import { storesContract } from '#test/contract/all-stores.ts';
import { schedulesContract } from '#test/contract/schedules.ts';
import { memorySchedules } from '#test/doubles/memory-schedules.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';

describe('in memory', () => {
  const makeStores = async () => testDirectory();

  storesContract(makeStores);
  schedulesContract(async () => {
    const schedules = memorySchedules();
    return { schedules, scheduled: async () => schedules.scheduled() };
  });
});
