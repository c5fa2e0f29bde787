/** Several lists of users, read side by side, as one. */
import type { Page } from '#shared/directory/page.ts';
import type { User } from './user.ts';

/**
 * Each user once, in the order of ids. Where the first of the pages ends, the merged one does: nothing is known of what
 * that list has behind it.
 * @param pages which all begin after the same id
 */
export function mergePages(pages: readonly Page<User>[]): Page<User> {
  const [next] = pages.flatMap((page) => page.next ?? []).sort();
  const found = new Map(pages.flatMap(({ items }) => items).map((user) => [user.id, user]));
  const items = [...found.values()].filter(({ id }) => next === undefined || id <= next);
  return { items: items.sort((a, b) => (a.id < b.id ? -1 : 1)), next };
}
