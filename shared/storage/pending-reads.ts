/** What the sweep reads: the pending index and the counters. Indexes may lag behind the items by seconds. */
import type { PendingEntry, UserStore } from '#shared/directory/ports.ts';
import type { Item } from './attribute-values.ts';
import {
  heldPartition,
  noProvider,
  parsePendingSortKey,
  pendingIndex,
  pendingPartition,
  pendingShards,
  providersPartition,
} from './keys.ts';
import { countItems, queryItems, type Table } from './table.ts';
import { readCounter } from './user-reads.ts';

type PendingReads = Pick<UserStore, 'overdue' | 'pendingOf' | 'statistics'>;

export function pendingReads(table: Table): PendingReads {
  return {
    overdue: async (dueBefore, limit) => {
      const found = await Promise.all(
        partitions(pendingPartition).map((partition) =>
          queryItems(table, { partition, sort: { before: dueBefore }, index: pendingIndex, keysOnly: true }, limit),
        ),
      );
      return oldestFirst(found.flat()).slice(0, limit).map(pendingEntry);
    },
    pendingOf: async (providerId, limit) => {
      const found = await Promise.all(
        [...partitions(pendingPartition), ...partitions(heldPartition)].map((partition) =>
          queryItems(table, { partition, index: pendingIndex, keysOnly: true }),
        ),
      );
      const theirs = oldestFirst(found.flat()).filter((entry) => entry.providerId === providerId);
      return theirs.slice(0, limit).map(pendingEntry);
    },
    statistics: async () => {
      const [users, pendingDeactivations] = await Promise.all([countUsers(table), countPending(table)]);
      return { users, pendingDeactivations };
    },
  };
}

async function countPending(table: Table): Promise<number> {
  return sum(partitions(pendingPartition).map((partition) => countItems(table, { partition, index: pendingIndex })));
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

function partitions(partitionOf: (shard: number) => string): string[] {
  return Array.from({ length: pendingShards }, (_, shard) => partitionOf(shard));
}

function oldestFirst(items: readonly Item[]) {
  const entries = items.flatMap(({ gsi2sk }) => parsePendingSortKey(gsi2sk?.S ?? '') ?? []);
  return entries.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
}

function pendingEntry({ userId, deactivationId, dueAt }: PendingEntry): PendingEntry {
  return { userId, deactivationId, dueAt };
}
