/** An administrator removes a provider, and says what becomes of its users. */

import type { ChangeRequest } from '#shared/directory/administration/administrator.ts';
import { makeUserLocal, transferUser } from '#shared/directory/administration/change-placement.ts';
import { Invalid, Refused } from '#shared/directory/errors.ts';
import { secondsBetween } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { retryConflicts } from '#shared/directory/retry-conflicts.ts';
import { workThrough } from '#shared/directory/unfinished/work-through.ts';
import { sameValue } from '#shared/scim/resource/same-value.ts';
import { changeProvider, providerEntry, requireProvider } from './change-provider.ts';
import { settlingSeconds } from './disable-provider.ts';
import { requireLastingProvider } from './named-provider.ts';
import { isCancelling, type Provider, type UsersBecome } from './provider.ts';

/**
 * Disabled at once; its users, deleted ones included, follow one by one, and the provider is gone after the last of
 * them, a minute later at the soonest. The sweep goes on with it. Asking again with another answer for the users who are
 * left is possible until then.
 * @throws NotFound, VersionMismatch, Invalid, Refused PENDING_DEACTIVATION when users shall become local before theirs are settled
 */
export async function removeProvider(
  directory: Directory,
  request: ChangeRequest & {
    readonly providerId: string;
    readonly usersBecome: UsersBecome;
    readonly budgetSeconds: number;
  },
): Promise<Provider | undefined> {
  const { administrator, providerId, usersBecome, budgetSeconds } = request;
  await requirePossible(directory, providerId, usersBecome);
  const removed = await changeProvider(directory, {
    providerId,
    change: (provider, now) => {
      if (provider.removal !== undefined && sameValue(provider.removal.usersBecome, usersBecome)) return provider;
      const since = provider.removal?.since ?? now;
      return { ...provider, enabled: false, removal: { ...administrator, since, usersBecome } };
    },
    request: { ...request, operation: 'remove-provider' },
  });
  return goOnRemoving(directory, removed, budgetSeconds);
}

/**
 * Settles who still belongs to a provider that is being removed; pending deactivations that are to be cancelled come
 * first, as none of them may come true with another provider.
 * @returns the provider as long as it is there
 */
export async function goOnRemoving(
  directory: Directory,
  provider: Provider,
  budgetSeconds: number,
): Promise<Provider | undefined> {
  const { id: providerId, removal } = provider;
  if (removal === undefined || isCancelling(provider)) return provider;
  const waiting = new Set<string>();
  const isDone = await workThrough(directory, {
    find: async (limit) => {
      const userIds = await directory.users.belongingTo(providerId, limit + waiting.size);
      return userIds.filter((userId) => !waiting.has(userId));
    },
    settle: async (userId) => {
      if (!(await settleUser(directory, removal, userId))) waiting.add(userId);
    },
    budgetSeconds,
  });
  const isSettled = secondsBetween(removal.since, directory.clock.now()) >= settlingSeconds;
  if (!isDone || waiting.size > 0 || !isSettled) return provider;
  const entryId = directory.newId(directory.clock.now());
  return retryConflicts(directory, async () => {
    const before = await directory.providers.get(providerId);
    if (before === undefined) return undefined;
    const at = directory.clock.now();
    const entry = providerEntry({ administrator: removal, operation: 'delete-provider' }, { id: entryId, at, before });
    await directory.providers.delete(before, at, entry);
    return undefined;
  });
}

/**
 * @returns false when the user cannot become local yet: a deactivation came late and is still pending, or a legal hold
 *   keeps it back. The provider stays until it is carried out or cancelled.
 */
async function settleUser(
  directory: Directory,
  { usersBecome, administratorId, requestId }: NonNullable<Provider['removal']>,
  userId: string,
): Promise<boolean> {
  const request = { administrator: { administratorId, requestId }, userId };
  if (usersBecome.become === 'transferred') {
    await transferUser(directory, { ...request, providerId: usersBecome.toProviderId });
    return true;
  }
  return makeUserLocal(directory, request).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refused && error.code === 'PENDING_DEACTIVATION') return false;
      throw error;
    },
  );
}

/** A request that was under way while the provider was disabled may still leave a deactivation: it is waited for. */
async function requirePossible(directory: Directory, providerId: string, usersBecome: UsersBecome): Promise<void> {
  await requireProvider(directory, providerId);
  if (usersBecome.become === 'local') {
    const [pending] = await directory.users.pendingOf(providerId, 1);
    if (pending === undefined) return;
    throw new Refused(
      'PENDING_DEACTIVATION',
      'Users of this provider have pending deactivations: disable the provider and cancel them, let them be carried out, or transfer the users.',
    );
  }
  if (usersBecome.toProviderId === providerId) throw new Invalid('Transfer the users to another provider.');
  await requireLastingProvider(directory, usersBecome.toProviderId);
}
