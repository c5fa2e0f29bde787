/** Pages of entries in memory, and the port of the Sync Log: what the ports promise in the fewest words. */
import { Invalid } from '#shared/directory/errors.ts';
import { maximumEntriesRead, maximumPageBytes, type Page } from '#shared/directory/page.ts';
import type { LogPageRequest, LogSource, SyncLog } from '#shared/directory/sync-log/sync-log.ts';
import type { Actor, LogEntry } from '#shared/directory/users/log-entry.ts';
import { type Hooked, withCallHooks } from './call-hooks.ts';

/** @param all in the order of their pages; a position names the entry that was last */
export function pageOfEntries(
  all: readonly LogEntry[],
  { after, limit, newestFirst = false, isWanted = () => true }: LogPageRequest,
): Page<LogEntry> {
  if (after !== undefined && !/Z \w+ \w+$/.test(after)) {
    throw new Invalid('The cursor is not one that this log gave out.');
  }
  const isLeft = (name: string) => after === undefined || (newestFirst ? name < after : name > after);
  const entries = all.filter((entry) => isLeft(nameOf(entry)));
  const items: LogEntry[] = [];
  let bytes = 0;
  const endAt = (index: number) => {
    const last = entries[index - 1];
    return { items, next: last === undefined ? after : nameOf(last) };
  };
  for (const [index, entry] of entries.entries()) {
    if (items.length >= limit || index >= maximumEntriesRead) return endAt(index);
    if (!isWanted(entry)) continue;
    bytes += Buffer.byteLength(JSON.stringify(entry));
    if (items.length > 0 && bytes > maximumPageBytes) return endAt(index);
    items.push(entry);
  }
  return { items };
}

/** @param entries the whole log, live */
export function memorySyncLog(entries: LogEntry[]): Hooked<SyncLog> {
  return withCallHooks<SyncLog>({
    read: async ({ sources, from, before }, page) => {
      const found = entries
        .filter((entry) => from <= entry.at && entry.at < before && sources.some((source) => isFrom(entry, source)))
        .sort(byTime);
      return pageOfEntries(page.newestFirst === true ? found.reverse() : found, page);
    },
    countRefusedCredentials: async ({ providerId, count, at, entryId, requestId }) => {
      const actor: Actor = providerId === undefined ? { by: 'unknown' } : { by: 'provider', providerId };
      const hour = at.slice(0, 'yyyy-mm-ddThh'.length);
      const index = entries.findIndex(
        (entry) =>
          entry.operation === 'authenticate' &&
          entry.at.startsWith(hour) &&
          JSON.stringify(entry.actor) === JSON.stringify(actor),
      );
      const stored = entries[index];
      if (stored !== undefined) entries[index] = { ...stored, count: (stored.count ?? 0) + count };
      else {
        const entry = {
          id: entryId,
          at,
          actor,
          operation: 'authenticate',
          outcome: 'refused',
          count,
          requestId,
        } as const;
        entries.push({ ...entry, events: [], changes: [], ignored: [] });
      }
    },
  });
}

function nameOf({ at, id, outcome }: LogEntry): string {
  return `${at} ${id} ${outcome}`;
}

export function byTime(a: LogEntry, b: LogEntry): number {
  return nameOf(a) < nameOf(b) ? -1 : 1;
}

function isFrom({ actor }: LogEntry, source: LogSource): boolean {
  if (source === 'administrators') return actor.by === 'administrator';
  if (source === 'unknown') return actor.by === 'unknown';
  return actor.by === 'provider' && actor.providerId === source.providerId;
}
