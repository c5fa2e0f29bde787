/** Counts what one provider did, entry by entry; nothing of an entry but numbers and reasons is kept. */
import type { LifeEvent, LogEntry } from '#shared/directory/users/log-entry.ts';

export type Tally = {
  readonly operations: ReadonlyMap<LogEntry['operation'], { readonly changed: number; readonly refused: number }>;
  readonly events: ReadonlyMap<LifeEvent, number>;
  /** Changes of nothing but attributes. */
  readonly updated: number;
  readonly refused: number;
  /** Of the refusals, without the values that stood in them. */
  readonly reasons: ReadonlyMap<string, number>;
  /** Requests with a credential that was not accepted; they are no refusals. */
  readonly unauthorized: number;
};

/** So many reasons there are not, unless one of them is made of values: those must not fill the memory. */
const maximumReasons = 200;
const otherReasons = 'Other reasons.';
const longestReason = 200;

/** In memory that does not grow with the number of entries. */
export async function tallyEntries(pages: AsyncIterable<readonly LogEntry[]>): Promise<Tally> {
  const operations = new Map<LogEntry['operation'], { readonly changed: number; readonly refused: number }>();
  const events = new Map<LifeEvent, number>();
  const reasons = new Map<string, number>();
  const totals = { updated: 0, refused: 0, unauthorized: 0 };
  const add = (entry: LogEntry): void => {
    const { operation, outcome } = entry;
    if (operation === 'authenticate') {
      // One entry stands for all of an hour.
      totals.unauthorized += entry.count ?? 1;
      return;
    }
    const soFar = operations.get(operation) ?? { changed: 0, refused: 0 };
    operations.set(operation, { ...soFar, [outcome]: soFar[outcome] + 1 });
    if (outcome === 'refused') {
      totals.refused += 1;
      const reason = withoutValues(entry.reason ?? 'No reason is given.');
      increase(reasons, reasons.has(reason) || reasons.size < maximumReasons ? reason : otherReasons);
    } else if (entry.events.length === 0) totals.updated += 1;
    else for (const event of entry.events) increase(events, event);
  };
  for await (const entries of pages) entries.forEach(add);
  return { operations, events, reasons, ...totals };
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** What is quoted, e-mail addresses and ids: a reason says what is wrong, not with whom. */
export function withoutValues(reason: string): string {
  return reason
    .replace(/"[^"]*"|(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])|`[^`]*`/gu, '...')
    .replace(/[^\s,;:()]+@[^\s,;:()]+/g, '...')
    .replace(/\b[0-9A-Z]{26}\b|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '...')
    .replace(/[\s\p{C}]+/gu, ' ')
    .slice(0, longestReason);
}
