/** The Sync Log, and the log of what administrators did: by time, by whom, about whom, and with which outcome. */
import type { Instant } from '#shared/directory/instant.ts';
import { everyItem, type Page, type PageRequest } from '#shared/directory/page.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { requireRecordedProvider } from '#shared/directory/providers/named-provider.ts';
import { foldUserName } from '#shared/directory/users/fold-user-name.ts';
import type { LogEntry, LogOperation } from '#shared/directory/users/log-entry.ts';
import { type NamedEntry, withProviderNames } from './named-entries.ts';
import type { LogSource } from './sync-log.ts';

export type LogQuery = PageRequest & {
  readonly from: Instant;
  /** The first instant that is not wanted any more. */
  readonly before: Instant;
  readonly userId?: string | undefined;
  /** Of the user at that time; compared as userNames are. */
  readonly userName?: string | undefined;
  readonly operation?: LogOperation | undefined;
  readonly outcome?: LogEntry['outcome'] | undefined;
  readonly newestFirst?: boolean | undefined;
};

/** In the place of a provider's id: credentials that belong to no provider. */
export const unknownProvider = 'unknown';

/**
 * What provisioning caused: of one provider, also a removed one, or of all.
 * @throws Invalid when there is and was no such provider, or `after` is none of ours
 */
export async function readSyncLog(
  directory: Directory,
  { providerId, ...query }: LogQuery & { readonly providerId?: string | undefined },
): Promise<Page<NamedEntry>> {
  if (providerId !== undefined && providerId !== unknownProvider) await requireRecordedProvider(directory, providerId);
  const isWanted = (entry: LogEntry) => {
    const { actor } = entry;
    if (actor.by === 'administrator' || !matches(entry, query)) return false;
    return providerId === undefined || providerId === (actor.by === 'provider' ? actor.providerId : unknownProvider);
  };
  const sources = providerId === undefined ? await allSources(directory) : [sourceOf(providerId)];
  return withProviderNames(directory, await read(directory, query, { sources, isWanted }));
}

/**
 * What administrators did: to users, providers, organizations and matters.
 * @throws Invalid when `after` is none of ours
 */
export async function readAdministratorsLog(
  directory: Directory,
  query: LogQuery & {
    readonly administratorId?: string | undefined;
    /** Of the provider, organization or matter that was changed. */
    readonly subjectId?: string | undefined;
  },
): Promise<Page<LogEntry>> {
  const { administratorId, subjectId } = query;
  const isWanted = (entry: LogEntry) => {
    const { actor, subject } = entry;
    if (actor.by !== 'administrator' || !matches(entry, query)) return false;
    if (administratorId !== undefined && actor.administratorId !== administratorId) return false;
    return subjectId === undefined || subject?.id === subjectId;
  };
  return read(directory, query, { sources: ['administrators'], isWanted });
}

/** The entries of one user are read from the user's own history, which is far shorter than a day and has no others. */
async function read(
  { users, syncLog }: Directory,
  { userId, from, before, after, limit, newestFirst }: LogQuery,
  what: { readonly sources: readonly LogSource[]; readonly isWanted: (entry: LogEntry) => boolean },
): Promise<Page<LogEntry>> {
  const page = { after, limit, newestFirst, isWanted: what.isWanted };
  if (userId !== undefined) return users.history(userId, page);
  return syncLog.read({ sources: what.sources, from, before }, page);
}

function matches(entry: LogEntry, { from, before, userName, operation, outcome }: LogQuery): boolean {
  return (
    from <= entry.at &&
    entry.at < before &&
    (userName === undefined ||
      (entry.userName !== undefined && foldUserName(entry.userName) === foldUserName(userName))) &&
    (operation === undefined || entry.operation === operation) &&
    (outcome === undefined || entry.outcome === outcome)
  );
}

async function allSources({ providers }: Directory): Promise<readonly LogSource[]> {
  const [present, removed] = await Promise.all([everyItem(providers.list), providers.removed()]);
  const providerIds = new Set([...removed, ...present].map(({ id }) => id));
  return [...[...providerIds].map((providerId) => ({ providerId })), 'unknown'];
}

function sourceOf(providerId: string): LogSource {
  return providerId === unknownProvider ? 'unknown' : { providerId };
}
