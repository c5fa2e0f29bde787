/** Several lists of users, read side by side, as one. */
import type { UserPage } from '#shared/directory/ports.ts';

/**
 * Each user once, in the order of ids. Where the first of the pages ends, the merged one does: nothing is known of what
 * that list has behind it.
 * @param pages which all begin after the same id
 */
export function mergePages(pages: readonly UserPage[]): UserPage {
  const [next] = pages.flatMap((page) => page.next ?? []).sort();
  const found = new Map(pages.flatMap(({ users }) => users).map((user) => [user.id, user]));
  const users = [...found.values()].filter(({ id }) => next === undefined || id <= next);
  return { users: users.sort((a, b) => (a.id < b.id ? -1 : 1)), next };
}
