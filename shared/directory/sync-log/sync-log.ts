/** The port of the Sync Log and of the administrators' log. */
import type { Instant } from '#shared/directory/instant.ts';
import type { Page, PageRequest } from '#shared/directory/page.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';

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
