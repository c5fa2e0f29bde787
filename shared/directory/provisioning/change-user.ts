/** Reads a user and its provider side by side, decides, and commits: what replace, patch and delete have in common. */

import type { DeactivationTerms } from '#shared/directory/life/life.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { decideAndCommit, decided } from '#shared/directory/users/commit-change.ts';
import { foldUserName } from '#shared/directory/users/fold-user-name.ts';
import { type User, visibleTo } from '#shared/directory/users/user.ts';
import type { Decision } from '#shared/directory/users/user-change.ts';
import { nameTaken } from '#shared/directory/users/user-name-conflict.ts';
import { requireVersion } from '#shared/directory/users/version.ts';
import { ScimError } from '#shared/scim/error.ts';
import { type Client, requireProvider } from './client.ts';

export type UserRequest = {
  readonly client: Client;
  readonly userId: string;
  /** The If-Match header as it came. */
  readonly ifMatch?: string | undefined;
};

/**
 * @param decide pure; called again with what is stored then, when another writer was in the way
 * @throws ScimError 401, 404, 409, 412, and whatever `decide` throws
 */
export async function changeUser(
  directory: Directory,
  { client, userId, ifMatch }: UserRequest,
  decide: (user: User, terms: DeactivationTerms) => Decision,
): Promise<User> {
  const startedAt = directory.clock.now();
  const entryId = directory.newId(startedAt);
  const deactivationId = directory.newId(startedAt);
  return decideAndCommit(directory, async () => {
    const [provider, user] = await Promise.all([requireProvider(directory, client), directory.users.get(userId)]);
    const stored = requireVisible(user, client.providerId, userId);
    requireVersion(stored, ifMatch);

    const terms = { provider, productPlan: directory.settings.productPlan, now: directory.clock.now(), deactivationId };
    const decision = decide(managedBy(stored, provider.id), terms);
    await requireFreeName(directory, stored, decision.user.attributes.userName);
    const occasion = { entryId, at: terms.now, providerId: provider.id, requestId: client.requestId };
    return decided(directory, stored, decision, occasion);
  });
}

/** @throws ScimError 404, the same for a user who is not there and one whom the provider may not see */
export function requireVisible(user: User | undefined, providerId: string, userId: string): User {
  if (user === undefined || visibleTo(user) !== providerId) throw ScimError.notFound(`User ${userId} not found.`);
  return user;
}

/** A user opened to the provider becomes managed by it with its first change. */
function managedBy(user: User, providerId: string): User {
  return user.management.by === 'provider' ? user : { ...user, management: { by: 'provider', providerId } };
}

/** @throws ScimError 409 when the user is renamed and somebody else has the name */
async function requireFreeName({ users }: Directory, stored: User, userName: string): Promise<void> {
  if (foldUserName(userName) === foldUserName(stored.attributes.userName)) return;
  const holder = await users.getByUserName(userName);
  if (holder !== undefined && holder.id !== stored.id) throw nameTaken(holder);
}
