/** What the sweep reads: the pending index and the counters. Indexes may lag behind the items by seconds. */
import type { UserStore } from '#shared/directory/ports.ts';
import {
  noProvider,
  parsePendingSortKey,
  pendingIndex,
  pendingPartition,
  pendingShards,
  providersPartition,
} from './keys.ts';
import { countItems, queryItems, type Table } from './table.ts';
import { readCounter } from './user-reads.ts';

type PendingReads = Pick<UserStore, 'overdue' | 'statistics'>;

export function pendingReads(table: Table): PendingReads {
  return {
    overdue: async (dueBefore, limit) => {
      const shards = await Promise.all(
        pendingPartitions().map((partition) =>
          queryItems(table, { partition, sort: { before: dueBefore }, index: pendingIndex, keysOnly: true }, limit),
        ),
      );
      const entries = shards.flat().flatMap(({ gsi2sk }) => parsePendingSortKey(gsi2sk?.S ?? '') ?? []);
      return entries.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).slice(0, limit);
    },
    statistics: async () => {
      const [users, pendingDeactivations] = await Promise.all([countUsers(table), countPending(table)]);
      return { users, pendingDeactivations };
    },
  };
}

async function countPending(table: Table): Promise<number> {
  return sum(pendingPartitions().map((partition) => countItems(table, { partition, index: pendingIndex })));
}

/** Every user but a deleted one is counted for the provider that sees it, or for none. */
async function countUsers(table: Table): Promise<number> {
  const providers = await queryItems(table, { partition: providersPartition, keysOnly: true });
  const providerIds = providers.flatMap(({ sk }) => (sk?.S === undefined ? [] : [sk.S]));
  return sum([...providerIds, noProvider].map((providerId) => readCounter(table, providerId)));
}

async function sum(counts: readonly Promise<number>[]): Promise<number> {
  return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
}

function pendingPartitions(): string[] {
  return Array.from({ length: pendingShards }, (_, shard) => pendingPartition(shard));
}
