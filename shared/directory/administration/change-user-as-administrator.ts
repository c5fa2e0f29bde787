/** Reads a user, decides, and commits: what all changes by administrators have in common. */
import { Refused, UserNameTaken, VersionMismatch } from '#shared/directory/errors.ts';
import type { Instant } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { decideAndCommit, decided } from '#shared/directory/users/commit-change.ts';
import { foldUserName } from '#shared/directory/users/fold-user-name.ts';
import type { User } from '#shared/directory/users/user.ts';
import type { Decision } from '#shared/directory/users/user-change.ts';
import type { ChangeRequest } from './administrator.ts';
import { requireUser } from './users-for-administrators.ts';

export type UserRequest = ChangeRequest & { readonly userId: string };

/**
 * @param decide called again with what is stored then, when another writer was in the way
 * @throws NotFound, VersionMismatch, Refused USER_NAME_TAKEN when a deleted user would be visible again, and whatever `decide` throws
 */
export async function changeUserAsAdministrator(
  directory: Directory,
  { administrator, userId, ifVersion }: UserRequest,
  decide: (user: User, now: Instant) => Decision | Promise<Decision>,
): Promise<User> {
  const { administratorId, requestId } = administrator;
  const entryId = directory.newId(directory.clock.now());
  const deciding = async () => {
    const user = await requireUser(directory, userId);
    if (ifVersion !== undefined && ifVersion !== user.version) throw new VersionMismatch(user.version);
    const at = directory.clock.now();
    const decision = await decide(user, at);
    await requireFreeName(directory, user, decision.user);
    return decided(directory, user, decision, {
      entryId,
      at,
      actor: { by: 'administrator', administratorId },
      requestId,
    });
  };
  return decideAndCommit(directory, deciding).catch((error: unknown) => {
    if (error instanceof UserNameTaken) throw userNameTaken();
    throw error;
  });
}

/** A user who is visible again, or renamed, needs a name that nobody else has by now. @throws Refused USER_NAME_TAKEN */
export async function requireFreeName({ users }: Directory, before: User, after: User): Promise<void> {
  const isRenamed = foldUserName(before.attributes.userName) !== foldUserName(after.attributes.userName);
  const isRestored = before.deletedAt !== undefined && after.deletedAt === undefined;
  if (!isRenamed && !isRestored) return;
  const holder = await users.getByUserName(after.attributes.userName);
  if (holder !== undefined && holder.id !== before.id) throw userNameTaken();
}

export function userNameTaken(): Refused {
  return new Refused('USER_NAME_TAKEN', 'Another user has the userName by now: rename that user first.');
}
