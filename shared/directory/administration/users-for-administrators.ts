/** What administrators see of users: everyone, whoever manages them, deleted ones by their id. */
import { NotFound } from '#shared/directory/errors.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';
import type { User } from '#shared/directory/users/user.ts';

/** The newest entries are the last ones; a user with more of them shows these many. */
const maximumEntries = 1000;

/** @throws NotFound */
export async function getUserForAdministrator({ users }: Directory, userId: string): Promise<User> {
  const user = await users.get(userId);
  if (user === undefined) throw new NotFound(`There is no user ${userId}.`);
  return user;
}

/** The user who has the name now. */
export async function findUserByName({ users }: Directory, userName: string): Promise<User | undefined> {
  return users.getByUserName(userName);
}

/** The log entries of the user, oldest first. @throws NotFound */
export async function userHistory(directory: Directory, userId: string): Promise<readonly LogEntry[]> {
  await getUserForAdministrator(directory, userId);
  return directory.users.history(userId, maximumEntries);
}
