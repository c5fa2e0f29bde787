/** A log entry as an item, and back. */
import * as z from 'zod/mini';
import {
  type Actor,
  type LogEntry,
  lastingEvents,
  lifeEvents,
  logOperations,
} from '#shared/directory/users/log-entry.ts';
import type { ScimValue } from '#shared/scim/resource/value.ts';
import { fromItem, type Item, toItem } from './attribute-values.ts';
import { logEntryKey, logIndexKey, schemaVersion } from './keys.ts';

/**
 * Time to live takes seconds since 1970. The history of holds and deactivations stays.
 */
export function entryToItem(entry: LogEntry, retentionDays: number): Item {
  const expiry = entry.events.some((event) => lastingEvents.has(event))
    ? {}
    : { expiresAt: expiresAtEpochSeconds(entry, retentionDays) };
  return toItem({
    ...logEntryKey(entry),
    ...logIndexKey(entry),
    ...expiry,
    type: 'log-entry',
    schemaVersion,
    ...entry,
  });
}

/** @throws when the item is not what `entryToItem` writes */
export function itemToEntry(item: Item): LogEntry {
  return entryItem.parse(fromItem(item));
}

function expiresAtEpochSeconds({ at }: LogEntry, retentionDays: number): number {
  return Math.floor(Date.parse(at) / 1000) + retentionDays * 24 * 60 * 60;
}

const value = z.custom<ScimValue>((given) => given !== undefined && given !== null);

const actor = z.discriminatedUnion('by', [
  z.object({ by: z.literal('provider'), providerId: z.string() }),
  z.object({ by: z.literal('administrator'), administratorId: z.string() }),
]) satisfies z.ZodMiniType<Actor>;

const entryItem = z.object({
  id: z.string(),
  at: z.string(),
  actor,
  userId: z.string(),
  userName: z.string(),
  operation: z.enum(logOperations),
  outcome: z.enum(['changed', 'refused']),
  events: z.array(z.enum(lifeEvents)),
  changes: z.array(z.object({ attribute: z.string(), before: z.exactOptional(value), after: z.exactOptional(value) })),
  ignored: z.array(z.string()),
  reason: z.exactOptional(z.string()),
  dueAt: z.exactOptional(z.string()),
  matterId: z.exactOptional(z.string()),
  requestId: z.string(),
} satisfies Record<keyof LogEntry, z.ZodMiniType>);
