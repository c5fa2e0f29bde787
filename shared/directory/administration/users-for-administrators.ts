/** What administrators see of users: everyone, whoever manages them, deleted ones by their id. */
import { NotFound } from '#shared/directory/errors.ts';
import type { Page, PageRequest } from '#shared/directory/page.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { type NamedEntry, withProviderNames } from '#shared/directory/sync-log/named-entries.ts';
import type { User } from '#shared/directory/users/user.ts';

/** @throws NotFound */
export async function requireUser({ users }: Directory, userId: string): Promise<User> {
  const user = await users.get(userId);
  if (user === undefined) throw new NotFound(`There is no user ${userId}.`);
  return user;
}

/**
 * Every entry about the user, whoever caused it; an erased user still has a history, without what is personal.
 * @throws NotFound when there is neither a user nor an entry; Invalid when `after` is none of ours
 */
export async function userHistory(
  directory: Directory,
  { userId, ...page }: PageRequest & { readonly userId: string; readonly newestFirst?: boolean | undefined },
): Promise<Page<NamedEntry>> {
  const history = await directory.users.history(userId, page);
  if (history.items.length === 0) await requireUser(directory, userId);
  return withProviderNames(directory, history);
}
