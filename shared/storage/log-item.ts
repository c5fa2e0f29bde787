/** A log entry as an item, and back. */
import * as z from 'zod/mini';
import {
  type Actor,
  isUserEntry,
  type LogEntry,
  lastingEvents,
  lifeEvents,
  logOperations,
  type Subject,
  withoutValues,
} from '#shared/directory/users/log-entry.ts';
import type { ScimValue } from '#shared/scim/resource/value.ts';
import { fromItem, type Item, toItem } from './attribute-values.ts';
import { logEntryKey, logIndexKey, schemaVersion } from './keys.ts';
import { putNew, type Write } from './writes.ts';

export type LogSettings = {
  readonly syncLogRetentionDays: number;
  /** Whether the values of users' attributes are kept, before and after, or their names alone. */
  readonly syncLogValues: 'values' | 'names-only';
};

/**
 * Time to live takes seconds since 1970. The history of holds, their matters and deactivations stays.
 */
export function entryToItem(given: LogEntry, { syncLogRetentionDays, syncLogValues }: LogSettings): Item {
  const entry = syncLogValues === 'names-only' && isUserEntry(given) ? withoutValues(given) : given;
  const isLasting = entry.subject?.type === 'matter' || entry.events.some((event) => lastingEvents.has(event));
  const expiry = isLasting ? {} : { expiresAt: expiresAtEpochSeconds(entry, syncLogRetentionDays) };
  return toItem({
    ...logEntryKey(entry),
    ...logIndexKey(entry),
    ...expiry,
    type: 'log-entry',
    schemaVersion,
    ...entry,
  });
}

/** The entry that comes with a change, if one does. */
export function entryWrites(entry: LogEntry | undefined, settings: LogSettings): readonly Write[] {
  return entry === undefined ? [] : [putNew(entryToItem(entry, settings))];
}

/** @throws when the item is not what `entryToItem` writes */
export function itemToEntry(item: Item): LogEntry {
  return entryItem.parse(fromItem(item));
}

export function expiresAtEpochSeconds({ at }: Pick<LogEntry, 'at'>, retentionDays: number): number {
  return Math.floor(Date.parse(at) / 1000) + retentionDays * 24 * 60 * 60;
}

const value = z.custom<ScimValue>((given) => given !== undefined && given !== null);

const actor = z.discriminatedUnion('by', [
  z.object({ by: z.literal('provider'), providerId: z.string() }),
  z.object({ by: z.literal('administrator'), administratorId: z.string() }),
  z.object({ by: z.literal('unknown') }),
]) satisfies z.ZodMiniType<Actor>;

const entryItem = z.object({
  id: z.string(),
  at: z.string(),
  actor,
  userId: z.exactOptional(z.string()),
  userName: z.exactOptional(z.string()),
  subject: z.exactOptional(
    z.object({
      type: z.enum(['provider', 'matter', 'organization']),
      id: z.string(),
      name: z.string(),
    } satisfies Record<keyof Subject, z.ZodMiniType>),
  ),
  operation: z.enum(logOperations),
  outcome: z.enum(['changed', 'refused']),
  events: z.array(z.enum(lifeEvents)),
  changes: z.array(z.object({ attribute: z.string(), before: z.exactOptional(value), after: z.exactOptional(value) })),
  ignored: z.array(z.string()),
  reason: z.exactOptional(z.string()),
  dueAt: z.exactOptional(z.string()),
  matterId: z.exactOptional(z.string()),
  count: z.exactOptional(z.int()),
  requestId: z.string(),
} satisfies Record<keyof LogEntry, z.ZodMiniType>);
