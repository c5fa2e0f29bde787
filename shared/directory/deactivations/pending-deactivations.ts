/** Pending deactivations as administrators see them, and how they cancel many at once. */

import type { Administrator } from '#shared/directory/administration/administrator.ts';
import { cancelPendingDeactivation } from '#shared/directory/administration/change-life.ts';
import { requireFreeName } from '#shared/directory/administration/change-user-as-administrator.ts';
import { NotFound, type RefusalCode, Refused, Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { type Instant, plusSeconds } from '#shared/directory/instant.ts';
import { restore } from '#shared/directory/life/by-provider.ts';
import type { Page, PageRequest } from '#shared/directory/page.ts';
import type { Directory, ListedPending, PendingQuery } from '#shared/directory/ports.ts';
import { requireNamedProvider } from '#shared/directory/providers/named-provider.ts';
import { sideBySide } from '#shared/directory/unfinished/work-through.ts';
import {
  managingProviderId,
  type PendingDeactivation,
  pendingDeactivation,
  type User,
} from '#shared/directory/users/user.ts';

const batchSize = 200;

/**
 * By due instant. Few of a provider among many may make a page short, though `next` says that there are more.
 * @throws Invalid when there is no such provider, or `after` is none of ours
 */
export async function listPendingDeactivations(
  directory: Directory,
  { after, limit, ...query }: PendingQuery & PageRequest,
): Promise<Page<ListedPending & { readonly userName?: string; readonly requestedAt?: Instant }>> {
  const { users } = directory;
  if (query.providerId !== undefined) await requireNamedProvider(directory, query.providerId);
  const page = await users.pending(query, { after, limit });
  const found = await users.getAll(page.items.map(({ userId }) => userId));
  const byId = new Map(found.map((user) => [user.id, user]));
  const items = page.items.map((entry) => {
    const user = byId.get(entry.userId);
    const requestedAt = pendingDeactivation(user)?.requestedAt;
    return {
      ...entry,
      ...(user !== undefined && { userName: user.attributes.userName }),
      ...(requestedAt !== undefined && { requestedAt }),
    };
  });
  return { ...page, items };
}

/** So much longer than the time given a batch may take that was begun within it. */
const graceSeconds = 3;

export type BulkCancellation = {
  /** Cancelled; of a dry run, those that would be. */
  readonly cancelled: number;
  readonly failed: readonly {
    readonly userId: string;
    readonly code: RefusalCode | 'UNAVAILABLE';
    readonly detail: string;
  }[];
  /** There was no time for more: ask again, from here on. */
  readonly next?: string;
};

/**
 * Cancels the pending deactivations that were requested, and are due, in the time given. Each is cancelled or not: what
 * keeps one keeps none of the others.
 * @throws Invalid when there is no such provider, or `after` is none of ours
 */
export async function cancelPendingDeactivations(
  directory: Directory,
  request: Omit<PendingQuery, 'isHeld'> & {
    readonly administrator: Administrator;
    readonly requestedFrom?: Instant | undefined;
    readonly requestedBefore?: Instant | undefined;
    readonly isDryRun?: boolean | undefined;
    readonly budgetSeconds: number;
    readonly after?: string | undefined;
  },
): Promise<BulkCancellation> {
  const { administrator, isDryRun = false, budgetSeconds, providerId, dueFrom, dueBefore } = request;
  if (providerId !== undefined) await requireNamedProvider(directory, providerId);
  const end = plusSeconds(directory.clock.now(), budgetSeconds);
  const timed = { ...directory, deadline: plusSeconds(end, graceSeconds) };
  const failed: BulkCancellation['failed'][number][] = [];
  let cancelled = 0;
  let position = request.after;
  while (directory.clock.now() < end) {
    const page = await directory.users.pending(
      { providerId, dueFrom, dueBefore },
      { after: position, limit: batchSize },
    );
    const users = await directory.users.getAll(page.items.map(({ userId }) => userId));
    await sideBySide(users, async (user) => {
      const deactivation = pendingDeactivation(user);
      if (deactivation === undefined || !isMeant(user, deactivation, request)) return;
      const outcome = await cancelOne(timed, { administrator, user, isDryRun });
      if (outcome === 'cancelled') cancelled += 1;
      else if (outcome !== 'gone') failed.push({ userId: user.id, ...outcome });
    });
    position = page.next;
    if (position === undefined) return { cancelled, failed };
  }
  return { cancelled, failed, ...(position !== undefined && { next: position }) };
}

/** The index lags: what counts is the user as it is. */
function isMeant(
  user: User,
  { requestedAt, dueAt }: PendingDeactivation,
  range: Parameters<typeof cancelPendingDeactivations>[1],
): boolean {
  const { providerId, requestedFrom = '', requestedBefore = '~', dueFrom = '', dueBefore = '~' } = range;
  const isTheirs = providerId === undefined || managingProviderId(user) === providerId;
  return (
    isTheirs && requestedFrom <= requestedAt && requestedAt < requestedBefore && dueFrom <= dueAt && dueAt < dueBefore
  );
}

type Outcome = 'cancelled' | 'gone' | Omit<BulkCancellation['failed'][number], 'userId'>;

/** Not begun any more at the directory's deadline. */
async function cancelOne(
  directory: Directory & { readonly deadline: Instant },
  {
    administrator,
    user,
    isDryRun,
  }: { readonly administrator: Administrator; readonly user: User; readonly isDryRun: boolean },
): Promise<Outcome> {
  try {
    if (directory.clock.now() >= directory.deadline) throw new Unavailable('There is no time left.');
    if (isDryRun) await requireFreeName(directory, user, restore(user).user);
    else await cancelPendingDeactivation(directory, { administrator, userId: user.id });
    return 'cancelled';
  } catch (error) {
    if (error instanceof NotFound) return 'gone';
    if (error instanceof Refused) {
      return error.code === 'NO_PENDING_DEACTIVATION' ? 'gone' : { code: error.code, detail: error.message };
    }
    if (error instanceof Unavailable || error instanceof VersionConflict) {
      return { code: 'UNAVAILABLE', detail: 'It could not be cancelled now: ask again.' };
    }
    throw error;
  }
}
