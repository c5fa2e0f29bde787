/** What is unfinished: a marker for each piece of work, written in the transaction that calls for it. */
import type { UnfinishedWork, UnfinishedWorkList } from '#shared/directory/ports.ts';
import { type Item, toItem } from './attribute-values.ts';
import { parseUnfinishedWork, schemaVersion, unfinishedPartition, unfinishedWorkKey } from './keys.ts';
import { queryItems, type Table } from './table.ts';
import { put, remove, type Write } from './writes.ts';

export function dynamoUnfinishedWork(table: Table): UnfinishedWorkList {
  return {
    list: async () => {
      const markers = await queryItems(table, { partition: unfinishedPartition, keysOnly: true });
      return markers.flatMap(({ sk }) => parseUnfinishedWork(sk?.S ?? '') ?? []);
    },
  };
}

export function unfinishedItem(work: UnfinishedWork): Item {
  return toItem({ ...unfinishedWorkKey(work), type: 'unfinished-work', schemaVersion });
}

/** Puts or removes the marker when a change makes the difference. */
export function unfinishedWrites(
  work: UnfinishedWork,
  isUnfinished: { readonly before: boolean; readonly after: boolean },
): readonly Write[] {
  if (isUnfinished.before === isUnfinished.after) return [];
  return [isUnfinished.after ? put(unfinishedItem(work)) : remove(unfinishedWorkKey(work))];
}
