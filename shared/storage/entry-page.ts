/** A page of log entries that fills until it is full: in number, in bytes, or in what was read for it. */
import { type LogPageRequest, maximumEntriesRead, maximumPageBytes } from '#shared/directory/sync-log/sync-log.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';

export type EntryPage = {
  readonly items: LogEntry[];
  /** @returns false when the page is full, and the entry is for the next one */
  readonly takes: (entry: LogEntry) => boolean;
  readonly isFull: () => boolean;
};

export function entryPage({ limit, isWanted = () => true }: LogPageRequest): EntryPage {
  const items: LogEntry[] = [];
  let [bytes, entriesRead] = [0, 0];
  const isFull = () => items.length >= limit || entriesRead >= maximumEntriesRead;
  return {
    items,
    isFull,
    takes: (entry) => {
      if (isFull()) return false;
      entriesRead += 1;
      if (!isWanted(entry)) return true;
      bytes += Buffer.byteLength(JSON.stringify(entry));
      if (items.length > 0 && bytes > maximumPageBytes) return false;
      items.push(entry);
      return true;
    },
  };
}
