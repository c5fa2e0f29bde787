/** The reads of the pending index, and the counts for the metrics. Indexes may lag behind the items by seconds. */
import { Invalid } from '#shared/directory/errors.ts';
import type { PageRequest } from '#shared/directory/page.ts';
import type { ListedPending, PendingEntry, UserStore } from '#shared/directory/ports.ts';
import type { Item } from './attribute-values.ts';
import { entryPage } from './entry-page.ts';
import {
  counterPartition,
  heldPartition,
  noProvider,
  parsePendingSortKey,
  pendingIndex,
  pendingPartition,
  pendingShards,
  providersPartition,
} from './keys.ts';
import { mergedQuery } from './merged-query.ts';
import { countItems, queryItems, type Table } from './table.ts';
import { readCounter } from './user-reads.ts';

type PendingReads = Pick<UserStore, 'overdue' | 'pendingOf' | 'pending' | 'statistics'>;

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
    pending: async (query, page) => readPending(table, query, page),
    statistics: async () => {
      const [users, pendingDeactivations] = await Promise.all([countUsers(table), countPending(table)]);
      return { users, pendingDeactivations };
    },
  };
}

/** A position is the sort key of the entry that was last. */
async function readPending(
  table: Table,
  { dueFrom = '0', dueBefore = '~', providerId: wanted, isHeld }: Parameters<UserStore['pending']>[0],
  { after, limit }: PageRequest,
): ReturnType<UserStore['pending']> {
  if (after !== undefined && parsePendingSortKey(after) === undefined) {
    throw new Invalid('The cursor is not one that this list gave out.');
  }
  const range = { from: after !== undefined && after > dueFrom ? after : dueFrom, to: dueBefore };
  if (range.from > range.to) return { items: [] };
  const queriesOf = (partitionOf: (shard: number) => string, areHeld: boolean) =>
    isHeld === !areHeld
      ? []
      : partitions(partitionOf).map((partition) => ({
          name: areHeld,
          query: { partition, sort: range, index: pendingIndex, keysOnly: true },
        }));
  const queries = [...queriesOf(pendingPartition, false), ...queriesOf(heldPartition, true)];
  const isBefore = (a: Item, b: Item) => sortKey(a) < sortKey(b);
  const isWanted = ({ providerId }: ListedPending) => wanted === undefined || providerId === wanted;
  const page = entryPage({ limit, isWanted });
  let last = after;
  for await (const { name, item } of mergedQuery(table, queries, { isBefore, expected: page.expected })) {
    const entry = parsePendingSortKey(sortKey(item));
    if (entry === undefined || sortKey(item) === after) continue;
    const { providerId, ...pending } = entry;
    const isTaken = page.takes({ ...pending, isHeld: name, ...(providerId !== '' && { providerId }) });
    if (!isTaken) return { items: page.items, next: last };
    last = sortKey(item);
  }
  return { items: page.items };
}

function sortKey({ gsi2sk }: Item): string {
  return gsi2sk?.S ?? '';
}

async function countPending(table: Table): Promise<number> {
  return sum(partitions(pendingPartition).map((partition) => countItems(table, { partition, index: pendingIndex })));
}

/** Every user but a deleted one is counted for the provider that sees it, or for none. */
async function countUsers(table: Table): Promise<number> {
  const providers = await queryItems(table, { partition: providersPartition, keysOnly: true });
  const providerIds = providers.flatMap(({ sk }) => (sk?.S === undefined ? [] : [sk.S]));
  return sum([...providerIds, noProvider].map((providerId) => readCounter(table, counterPartition(providerId))));
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
