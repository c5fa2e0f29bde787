/** A Sync Log entry as an item, and back. */
import * as z from 'zod/mini';
import type { SyncLogEntry } from '#shared/directory/users/log-entry.ts';
import type { ScimValue } from '#shared/scim/resource/value.ts';
import { fromItem, type Item, toItem } from './attribute-values.ts';
import { schemaVersion, syncLogEntryKey, syncLogIndexKey } from './keys.ts';

/**
 * Time to live takes seconds since 1970. Entries that tell of a user's life stay: they are the history of its
 * deactivations.
 */
export function entryToItem(entry: SyncLogEntry, retentionDays: number): Item {
  const expiry = entry.events.length === 0 ? { expiresAt: expiresAtEpochSeconds(entry, retentionDays) } : {};
  return toItem({
    ...syncLogEntryKey(entry),
    ...syncLogIndexKey(entry),
    ...expiry,
    type: 'sync-log-entry',
    schemaVersion,
    ...entry,
  });
}

/** @throws when the item is not what `entryToItem` writes */
export function itemToEntry(item: Item): SyncLogEntry {
  return entryItem.parse(fromItem(item));
}

function expiresAtEpochSeconds({ at }: SyncLogEntry, retentionDays: number): number {
  return Math.floor(Date.parse(at) / 1000) + retentionDays * 24 * 60 * 60;
}

const value = z.custom<ScimValue>((given) => given !== undefined && given !== null);

const entryItem = z.object({
  id: z.string(),
  at: z.string(),
  providerId: z.string(),
  userId: z.string(),
  userName: z.string(),
  operation: z.enum(['create', 'replace', 'patch', 'delete', 'deactivate']),
  outcome: z.enum(['changed', 'refused']),
  events: z.array(
    z.enum([
      'created',
      'created-deactivated',
      'deactivation-requested',
      'deactivation-cancelled',
      'deactivated',
      'reactivated',
      'deleted',
      'restored',
    ]),
  ),
  changes: z.array(z.object({ attribute: z.string(), before: z.exactOptional(value), after: z.exactOptional(value) })),
  ignored: z.array(z.string()),
  reason: z.exactOptional(z.string()),
  dueAt: z.exactOptional(z.string()),
  requestId: z.string(),
} satisfies Record<keyof SyncLogEntry, z.ZodMiniType>);
