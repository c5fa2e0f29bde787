/** An administrator removes a provider, and says what becomes of its users. */

import {
  makeUserLocal,
  requireLastingProvider,
  transferUser,
} from '#shared/directory/administration/change-placement.ts';
import type { Administrator } from '#shared/directory/administration/change-user-as-administrator.ts';
import { Invalid, NotFound, Refused } from '#shared/directory/errors.ts';
import { secondsBetween } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { retryConflicts } from '#shared/directory/retry-conflicts.ts';
import { workThrough } from '#shared/directory/unfinished/work-through.ts';
import { settlingSeconds } from './disable-provider.ts';
import { changeProvider, requireProviderForAdministrator } from './edit-provider.ts';
import { isCancelling, type Provider, type UsersBecome } from './provider.ts';

/**
 * Disabled at once; its users, deleted ones included, follow one by one, and the provider is gone after the last of
 * them, a minute later at the soonest. The sweep goes on with it. Asking again with another answer for the users who are
 * left is possible until then.
 * @throws NotFound, Invalid, Refused PENDING_DEACTIVATION when users shall become local before theirs are settled
 */
export async function removeProvider(
  directory: Directory,
  request: {
    readonly administrator: Administrator;
    readonly providerId: string;
    readonly usersBecome: UsersBecome;
    readonly budgetSeconds: number;
  },
): Promise<Provider | undefined> {
  const { administrator, providerId, usersBecome, budgetSeconds } = request;
  await requirePossible(directory, providerId, usersBecome);
  const removed = await changeProvider(directory, providerId, (provider) => {
    const since = provider.removal?.since ?? directory.clock.now();
    return { ...provider, enabled: false, removal: { ...administrator, since, usersBecome } };
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
  const { usersBecome, ...administrator } = removal;
  const isDone = await workThrough(directory, {
    find: (limit) => directory.users.belongingTo(providerId, limit),
    settle: async (userId) => {
      const request = { administrator, userId };
      if (usersBecome.become === 'local') await makeUserLocal(directory, request);
      else await transferUser(directory, { ...request, providerId: usersBecome.toProviderId });
    },
    budgetSeconds,
  });
  const isSettled = secondsBetween(removal.since, directory.clock.now()) >= settlingSeconds;
  if (!isDone || !isSettled) return provider;
  return retryConflicts(directory, async () => {
    const stored = await directory.providers.get(providerId);
    if (stored !== undefined) await directory.providers.delete(stored);
    return undefined;
  });
}

/** A request that was under way while the provider was disabled may still leave a deactivation: it is waited for. */
async function requirePossible(directory: Directory, providerId: string, usersBecome: UsersBecome): Promise<void> {
  await requireProviderForAdministrator(directory, providerId);
  if (usersBecome.become === 'local') {
    const [pending] = await directory.users.pendingOf(providerId, 1);
    if (pending === undefined) return;
    throw new Refused(
      'PENDING_DEACTIVATION',
      'Users of this provider have pending deactivations: disable the provider and cancel them, let them be carried out, or transfer the users.',
    );
  }
  if (usersBecome.toProviderId === providerId) throw new Invalid('Transfer the users to another provider.');
  await requireLastingProvider(directory, usersBecome.toProviderId).catch((error: unknown) => {
    throw error instanceof NotFound ? new Invalid(error.message) : error;
  });
}
