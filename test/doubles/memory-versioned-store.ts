/** What the stores of providers, matters and organizations have in common, in memory. */
import { VersionConflict } from '#shared/directory/errors.ts';
import type { Page, PageRequest } from '#shared/directory/page.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';

type Versioned = { readonly id: string; readonly version: number };

/** What a store keeps beside its port. */
export type Stored<Thing> = {
  /** What is stored, in no time. */
  stored(): readonly Thing[];
  /** From here on entries are written there. */
  joinLog(entries: LogEntry[]): void;
};

/** @param mayReplace whether a thing may become `after`, beside its version */
export function memoryVersionedStore<Thing extends Versioned>(
  initial: readonly Thing[],
  mayReplace: (after: Thing, before?: Thing) => boolean = () => true,
) {
  const things = new Map(initial.map((thing) => [thing.id, thing]));
  let log: LogEntry[] = [];
  const write = (entry: LogEntry | undefined) => {
    if (entry === undefined) return;
    if (log.some(({ id, subject }) => id === entry.id && subject?.id === entry.subject?.id)) {
      throw new VersionConflict(`there is an entry ${entry.id} already`);
    }
    log.push(entry);
  };
  const requireStored = (before: Thing) => {
    if (things.get(before.id)?.version === before.version) return;
    throw new VersionConflict(`${before.id} is no longer at version ${before.version}`);
  };
  return {
    port: {
      get: async (id: string) => things.get(id),
      list: async ({ after = '', limit }: PageRequest): Promise<Page<Thing>> => {
        const sorted = [...things.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
        const left = sorted.filter(({ id }) => id > after);
        const items = left.slice(0, limit);
        return { items, next: left.length > limit ? items.at(-1)?.id : undefined };
      },
      create: async (thing: Thing, entry?: LogEntry) => {
        if (things.has(thing.id)) throw new VersionConflict(`there is ${thing.id} already`);
        if (!mayReplace(thing)) throw new VersionConflict(`what ${thing.id} belongs to is not there`);
        write(entry);
        things.set(thing.id, thing);
      },
      replace: async (before: Thing, after: Thing, entry?: LogEntry) => {
        requireStored(before);
        if (!mayReplace(after, before)) throw new VersionConflict(`what ${after.id} belongs to is not there`);
        write(entry);
        things.set(after.id, after);
      },
      delete: async (before: Thing, entry?: LogEntry) => {
        requireStored(before);
        write(entry);
        things.delete(before.id);
      },
    },
    kept: {
      stored: () => [...things.values()],
      joinLog: (entries: LogEntry[]) => {
        log = entries;
      },
    } satisfies Stored<Thing>,
  };
}
