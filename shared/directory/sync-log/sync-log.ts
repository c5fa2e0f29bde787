/** The port of the Sync Log and of the administrators' log, and how pages of entries follow each other. */
import type { Instant } from '#shared/directory/instant.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';

/** Which part of a list is wanted. */
export type PageRequest = {
  /** Where the page before ended: what its `next` said. */
  readonly after?: string | undefined;
  readonly limit: number;
};

/** `next` is absent when there is nothing more; with it, a page may have fewer items than asked for, even none. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: string };

/**
 * A page of entries also ends after `maximumPageBytes` of JSON, and after `maximumEntriesRead` entries of which few were
 * wanted.
 */
export type LogPageRequest = PageRequest & {
  /** Oldest first, unless this is set. */
  readonly newestFirst?: boolean | undefined;
  /** Entries that are not wanted are read, and left out. */
  readonly isWanted?: ((entry: LogEntry) => boolean) | undefined;
};

/**
 * Of all entries of a page, which has one at least. JSON or CSV inside Lambda's answer, which is JSON again, makes three
 * times as much of it at worst; the answer ends at 6 MB.
 */
export const maximumPageBytes = 1_800_000;

export const maximumEntriesRead = 5000;

/** Whose entries: of a provider, of administrators, or of credentials that belong to no provider. */
export type LogSource = { readonly providerId: string } | 'administrators' | 'unknown';

/** The entries about everything; may lag by seconds. Those of one user are the `UserStore`'s `history`. */
export interface SyncLog {
  /**
   * Entries of the sources from `from` on and before `before`, in the order of time. Reads about as much as it returns;
   * of a long time with few entries only a part.
   * @throws Invalid when `after` is none of ours
   */
  read(
    query: { readonly sources: readonly LogSource[]; readonly from: Instant; readonly before: Instant },
    page: LogPageRequest,
  ): Promise<Page<LogEntry>>;
  /** Adds to the one entry that counts the credentials refused in an hour (UTC). */
  countRefusedCredentials(refused: RefusedCredentials): Promise<void>;
}

export type RefusedCredentials = {
  /** Absent when the credential belongs to no provider. */
  readonly providerId?: string | undefined;
  readonly count: number;
  readonly at: Instant;
  /** Of the entry, should it be the first of its hour. */
  readonly entryId: string;
  readonly requestId: string;
};
