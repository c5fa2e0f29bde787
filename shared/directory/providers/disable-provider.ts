/** An administrator disables a provider, and says what becomes of its pending deactivations. */

import type { Administrator, ChangeRequest } from '#shared/directory/administration/administrator.ts';
import { cancelPendingDeactivation } from '#shared/directory/administration/change-life.ts';
import { NotFound, Refused } from '#shared/directory/errors.ts';
import { type Instant, secondsBetween } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { workThrough } from '#shared/directory/unfinished/work-through.ts';
import { changeProvider } from './change-provider.ts';
import type { Provider } from './provider.ts';

/**
 * So long a request that saw the provider enabled may still be under way, and the index of pending deactivations may lag
 * behind: only what is found then is all there is.
 */
export const settlingSeconds = 60;

/**
 * Nothing that the provider asks for is accepted any more.
 * @param request.pendingDeactivations `run`: they are carried out when due. `cancel`: none comes true from here on, and
 *   users are unblocked, deleted ones visible again, one by one; the sweep goes on with those for whom the time is too
 *   short. A deleted user whose name is taken by now stays deleted, and is deactivated once the others are settled.
 * @throws NotFound, VersionMismatch
 */
export async function disableProvider(
  directory: Directory,
  request: ChangeRequest & {
    readonly providerId: string;
    readonly pendingDeactivations: 'run' | 'cancel';
    readonly budgetSeconds: number;
  },
): Promise<Provider> {
  const { providerId, administrator, pendingDeactivations, budgetSeconds } = request;
  const disabled = await changeProvider(directory, {
    providerId,
    change: async (provider, since) => {
      if (pendingDeactivations === 'run') return { ...provider, enabled: false };
      if (await hasNothingToCancel(directory, provider, since)) return provider;
      return { ...provider, enabled: false, cancelling: provider.cancelling ?? { ...administrator, since } };
    },
    request: { ...request, operation: 'disable-provider' },
  });
  return goOnCancelling(directory, disabled, budgetSeconds);
}

/** Disabled for so long that nothing more can turn up, and nothing is pending: asking again changes nothing. */
async function hasNothingToCancel({ users }: Directory, provider: Provider, now: Instant): Promise<boolean> {
  if (provider.enabled || secondsBetween(provider.lastModifiedAt, now) < settlingSeconds) return false;
  return (await users.pendingOf(provider.id, 1)).length === 0;
}

/** Cancels what is still pending of a provider that is `cancelling`, which ends once nothing more can turn up. */
export async function goOnCancelling(
  directory: Directory,
  provider: Provider,
  budgetSeconds: number,
): Promise<Provider> {
  const { id: providerId, cancelling: administrator } = provider;
  if (administrator === undefined) return provider;
  const settled = new Set<string>();
  const isDone = await workThrough(directory, {
    find: async (limit) => {
      const entries = await directory.users.pendingOf(providerId, limit + settled.size);
      return entries.map(({ userId }) => userId).filter((userId) => !settled.has(userId));
    },
    settle: async (userId) => {
      await cancelOrLeave(directory, { administrator, userId });
      settled.add(userId);
    },
    budgetSeconds,
  });
  const isSettled = secondsBetween(administrator.since, directory.clock.now()) >= settlingSeconds;
  if (!isDone || !isSettled) return provider;
  return changeProvider(directory, {
    providerId,
    change: (stored) => {
      // Settled by somebody else it may be enabled by now, and even be disabled once more, which is not settled.
      if (stored.cancelling?.since !== administrator.since) return stored;
      const { cancelling: _, ...rest } = stored;
      return rest;
    },
  });
}

/** A deleted user whose name is taken stays deleted; one whom the lagging index still shows is settled already. */
async function cancelOrLeave(
  directory: Directory,
  request: { readonly administrator: Administrator; readonly userId: string },
): Promise<void> {
  try {
    await cancelPendingDeactivation(directory, request);
  } catch (error) {
    const isLeft = error instanceof Refused || error instanceof NotFound;
    if (!isLeft) throw error;
  }
}
