/** Reads a user and its provider side by side, decides, and commits: what replace, patch and delete have in common. */

import { managedBy, type ProviderTerms } from '#shared/directory/life/by-provider.ts';
import { andThen } from '#shared/directory/life/transition.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { decideAndCommit, decided } from '#shared/directory/users/commit-change.ts';
import { foldUserName } from '#shared/directory/users/fold-user-name.ts';
import type { LogOperation } from '#shared/directory/users/log-entry.ts';
import { type User, visibleTo } from '#shared/directory/users/user.ts';
import type { Decision, Occasion } from '#shared/directory/users/user-change.ts';
import { nameTaken } from '#shared/directory/users/user-name-conflict.ts';
import { validated } from '#shared/directory/users/version.ts';
import { ScimError } from '#shared/scim/error.ts';
import { type Preconditions, requirePreconditions } from '#shared/scim/messages/preconditions.ts';
import { type Client, requireCredential } from './client.ts';
import { recordingRefusal } from './record-refusal.ts';

export type UserRequest = Preconditions & { readonly client: Client; readonly userId: string };

/**
 * @param decide pure; called again with what is stored then, when another writer was in the way
 * @throws ScimError 401, 404, 409, 412, and whatever `decide` throws
 */
export async function changeUser(
  directory: Directory,
  { client, userId, operation, ...preconditions }: UserRequest & { readonly operation: LogOperation },
  decide: (user: User, terms: ProviderTerms) => Omit<Decision, 'operation'>,
): Promise<User> {
  const startedAt = directory.clock.now();
  const entryId = directory.newId(startedAt);
  const deactivationId = directory.newId(startedAt);
  const attempt = async (about: (user: User) => void) => {
    const [{ provider }, user] = await Promise.all([requireCredential(directory, client), directory.users.get(userId)]);
    const stored = requireVisible(user, client.providerId, userId);
    about(stored);
    requirePreconditions(preconditions, validated(stored));

    const terms = { provider, productPlan: directory.settings.productPlan, now: directory.clock.now(), deactivationId };
    const managed = managedBy(stored, provider.id);
    const requested = decide(managed.user, terms);
    const decision = { ...requested, ...andThen(managed, () => requested), operation };
    const occasion: Occasion = {
      entryId,
      at: terms.now,
      actor: { by: 'provider', providerId: provider.id },
      requestId: client.requestId,
    };
    await requireFreeName(directory, stored, decision);
    return decided(directory, stored, decision, occasion);
  };
  return recordingRefusal(directory, { client, operation }, (about) =>
    decideAndCommit(directory, () => attempt(about)),
  );
}

/** @throws ScimError 404, the same for a user who is not there and one whom the provider may not see */
export function requireVisible(user: User | undefined, providerId: string, userId: string): User {
  if (user === undefined || visibleTo(user) !== providerId) throw ScimError.notFound(`User ${userId} not found.`);
  return user;
}

/** @throws ScimError 409 when the user is renamed and somebody else has the name */
async function requireFreeName({ users }: Directory, stored: User, { user }: Decision): Promise<void> {
  const { userName } = user.attributes;
  if (foldUserName(userName) === foldUserName(stored.attributes.userName)) return;
  const holder = await users.getByUserName(userName);
  if (holder !== undefined && holder.id !== stored.id) throw nameTaken(holder);
}
