/** Pending deactivations as administrators see them, and how they cancel many at once. */

import type { Administrator } from '#shared/directory/administration/administrator.ts';
import { cancelPendingDeactivation } from '#shared/directory/administration/change-life.ts';
import { requireFreeName } from '#shared/directory/administration/change-user-as-administrator.ts';
import { NotFound, type RefusalCode, Refused, Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { type Instant, plusSeconds } from '#shared/directory/instant.ts';
import { restore } from '#shared/directory/life/by-provider.ts';
import type { Directory, DueRange, ListedPending } from '#shared/directory/ports.ts';
import type { Page, PageRequest } from '#shared/directory/sync-log/sync-log.ts';
import { sideBySide } from '#shared/directory/unfinished/work-through.ts';
import {
  managingProviderId,
  type PendingDeactivation,
  pendingDeactivation,
  type User,
} from '#shared/directory/users/user.ts';

export type PendingFilter = DueRange & {
  /** Who manages the users now. */
  readonly providerId?: string | undefined;
};

/** Entries of the index that one page looks at. */
const maximumEntriesRead = 5000;
const batchSize = 200;

/**
 * By due instant. Few of a provider among many may make a page short, though `next` says that there are more.
 * @throws Invalid when `after` is none of ours
 */
export async function listPendingDeactivations(
  directory: Directory,
  query: PendingFilter & PageRequest & { readonly isHeld?: boolean | undefined },
): Promise<Page<ListedPending & { readonly userName?: string; readonly requestedAt?: Instant }>> {
  const { providerId, after, limit, ...range } = query;
  const items: ListedPending[] = [];
  let position = after;
  for (let entriesRead = 0; items.length < limit && entriesRead < maximumEntriesRead; ) {
    const page = await directory.users.pending(range, { after: position, limit: limit - items.length });
    items.push(...page.items.filter((entry) => providerId === undefined || entry.providerId === providerId));
    position = page.next;
    if (position === undefined) break;
    entriesRead += limit;
  }
  const users = new Map(
    (await directory.users.getAll(items.map(({ userId }) => userId))).map((user) => [user.id, user]),
  );
  const detailed = items.map((entry) => {
    const user = users.get(entry.userId);
    const requestedAt = pendingDeactivation(user)?.requestedAt;
    return {
      ...entry,
      ...(user !== undefined && { userName: user.attributes.userName }),
      ...(requestedAt !== undefined && { requestedAt }),
    };
  });
  return { items: detailed, ...(position !== undefined && { next: position }) };
}

export type BulkCancellation = {
  /** Cancelled; of a dry run, those that would be. */
  readonly cancelled: number;
  readonly failed: readonly {
    readonly userId: string;
    readonly code: RefusalCode | 'UNAVAILABLE';
    readonly detail: string;
  }[];
  /** There was no time for all: ask again, from here on. */
  readonly next?: string;
};

/**
 * Cancels the pending deactivations that were requested, and are due, in the time given. Each is cancelled or not: what
 * keeps one keeps none of the others.
 * @throws Invalid when `after` is none of ours
 */
export async function cancelPendingDeactivations(
  directory: Directory,
  request: PendingFilter & {
    readonly administrator: Administrator;
    readonly requestedFrom?: Instant | undefined;
    readonly requestedBefore?: Instant | undefined;
    readonly isDryRun?: boolean | undefined;
    readonly budgetSeconds: number;
    readonly after?: string | undefined;
  },
): Promise<BulkCancellation> {
  const { administrator, isDryRun = false, budgetSeconds, dueFrom, dueBefore } = request;
  const deadline = plusSeconds(directory.clock.now(), budgetSeconds);
  const failed: BulkCancellation['failed'][number][] = [];
  let cancelled = 0;
  let position = request.after;
  while (directory.clock.now() < deadline) {
    const page = await directory.users.pending({ dueFrom, dueBefore }, { after: position, limit: batchSize });
    const users = await directory.users.getAll(page.items.map(({ userId }) => userId));
    await sideBySide(users, async (user) => {
      const deactivation = pendingDeactivation(user);
      if (deactivation === undefined || !isMeant(user, deactivation, request)) return;
      const outcome = await cancelOne(directory, { administrator, user, isDryRun });
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

async function cancelOne(
  directory: Directory,
  {
    administrator,
    user,
    isDryRun,
  }: { readonly administrator: Administrator; readonly user: User; readonly isDryRun: boolean },
): Promise<Outcome> {
  try {
    if (isDryRun) await requireFreeName(directory, user, restore(user).user);
    else await cancelPendingDeactivation(directory, { administrator, userId: user.id });
    return 'cancelled';
  } catch (error) {
    if (error instanceof NotFound) return 'gone';
    if (error instanceof Refused && error.code === 'NO_PENDING_DEACTIVATION') return 'gone';
    if (error instanceof Refused) return { code: error.code, detail: error.message };
    if (error instanceof Unavailable || error instanceof VersionConflict) {
      return { code: 'UNAVAILABLE', detail: 'It could not be cancelled now: ask again.' };
    }
    throw error;
  }
}
