/** Walks lists of users, one after the other, for those who are wanted: as many as a page takes, reading a bounded number. */
import { Invalid } from '#shared/directory/errors.ts';
import type { Page, PageRequest } from '#shared/directory/page.ts';
import type { Directory, UserListing } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';

export type WantedPage = PageRequest & { readonly isWanted: (user: User) => boolean };

/** For one page; each costs a read unit or more. */
const maximumUsersRead = 1000;

const batchSize = 100;

/**
 * The lists in the order of their names, each in the order of the users' ids: so a page goes on where the one before
 * ended, though lists and users have come and gone.
 * @throws Invalid when `after` is none of ours
 */
export async function walkLists(
  { users }: Directory,
  listings: readonly UserListing[],
  { after, limit, isWanted }: WantedPage,
): Promise<Page<User>> {
  const start = parsePosition(after);
  const lists = listings
    .map((listing) => ({ listing, name: nameOf(listing) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const items: User[] = [];
  let usersRead = 0;
  for (const { listing, name } of lists.filter(({ name }) => name >= start.name)) {
    let last = name === start.name ? start.userId : undefined;
    for (;;) {
      const size = Math.min(batchSize, Math.max(limit - items.length + 1, 10));
      const userIds = await users.listed(listing, { after: last, limit: size });
      for (const user of await users.getAll(userIds)) {
        if (isWanted(user)) {
          if (items.length === limit) return { items, next: `${name}#${last ?? ''}` };
          items.push(user);
        }
        last = user.id;
      }
      last = userIds.at(-1);
      usersRead += userIds.length;
      if (userIds.length < size) break;
      if (usersRead >= maximumUsersRead) return { items, next: `${name}#${last ?? ''}` };
    }
  }
  return { items };
}

function parsePosition(after: string | undefined): { readonly name: string; readonly userId?: string } {
  if (after === undefined) return { name: '' };
  const [, name, userId] = /^([a-z]+(?:-deleted)?(?::[^#]+)?)#([^#]*)$/i.exec(after) ?? [];
  if (name === undefined || userId === undefined) throw new Invalid('The cursor is not one that this search gave out.');
  return { name, ...(userId !== '' && { userId }) };
}

function nameOf(listing: UserListing): string {
  return typeof listing === 'string' ? listing : Object.entries(listing).flat().join(':');
}
