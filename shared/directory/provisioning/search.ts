/** The users who can match a query, read part by part, and no more of them than one request may cost. */

import type { Page, PageRequest } from '#shared/directory/page.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { mergePages } from '#shared/directory/users/merge-pages.ts';
import { type User, visibleTo } from '#shared/directory/users/user.ts';
import { ScimError } from '#shared/scim/error.ts';
import type { Filter } from '#shared/scim/filter/types.ts';
import { type Lookup, maximumLookups, planLookups } from './lookup-plan.ts';

/** A request stops reading users once they have cost so much (DynamoDB: a strongly consistent unit is 4 KB). */
const maximumReadUnits = 2000;
const bytesOfReadUnit = 4096;

/** Users are read in parts of so many at most: two batches side by side. */
const maximumPart = 200;

export type Search = {
  readonly isIndexed: boolean;
  readonly matches: (user: User) => boolean;
  /** How many users the provider sees, matching or not. */
  readonly countAll: () => Promise<number>;
  /** Users who may match, and all who do. */
  readonly read: (page: PageRequest) => Promise<Page<User>>;
};

/** @param matches whether a user is among the results; the filter tells where to look for them */
export function searchFor(
  directory: Directory,
  providerId: string,
  { filter, matches }: { readonly filter: Filter | undefined; readonly matches: Search['matches'] },
): Search {
  const lookups = filter && planLookups(filter);
  const countAll = () => directory.users.count(providerId);
  const read = (page: PageRequest) =>
    lookups ? readLookups(directory, providerId, lookups, page) : directory.users.list(providerId, page);
  return { isIndexed: lookups !== undefined, matches, countAll, read };
}

/**
 * The users who match, from the first one after `after` on. The page ends early when it has cost enough: then it has a
 * `next`, as one that has `count` users has unless it is known to be the last.
 * @param count at least 1
 */
export async function readMatching(
  search: Search,
  { after, count }: { readonly after?: string | undefined; readonly count: number },
): Promise<Page<User>> {
  const items: User[] = [];
  let units = 0;
  let limit = Math.min(count, maximumPart);
  let from = after;
  do {
    const part = await search.read({ after: from, limit });
    for (const user of part.items) {
      units += readUnits(user);
      if (!search.matches(user)) continue;
      if (items.length === count) return { items, next: items.at(-1)?.id };
      items.push(user);
    }
    from = part.next;
    limit = Math.min(2 * limit, maximumPart);
  } while (from !== undefined && units < maximumReadUnits && items.length < count);
  return { items, next: from };
}

/** @throws ScimError tooMany when one request may not read as many users as would have to be read */
export async function readAllMatching(search: Search): Promise<readonly User[]> {
  if (!search.isIndexed && (await search.countAll()) > maximumReadUnits) throw tooMany();
  const page = await readMatching(search, { count: Number.POSITIVE_INFINITY });
  if (page.next !== undefined) throw tooMany();
  return page.items;
}

function tooMany(): ScimError {
  return ScimError.tooMany(
    `More users would have to be read at once than one request may (${maximumReadUnits}): add "and" with an "eq" on ` +
      `userName, externalId, emails.value or id, of ${maximumLookups} values at most; or go through the results page ` +
      'by page, unsorted, with "cursor", which is empty for the first page.',
  );
}

/** All lookups side by side. */
async function readLookups(
  directory: Directory,
  providerId: string,
  lookups: readonly Lookup[],
  { after, limit }: PageRequest,
): Promise<Page<User>> {
  const page = { after, limit: Math.ceil(limit / lookups.length) };
  return mergePages(await Promise.all(lookups.map((lookup) => readLookup(directory, providerId, lookup, page))));
}

async function readLookup(
  { users }: Directory,
  providerId: string,
  lookup: Lookup,
  page: PageRequest,
): Promise<Page<User>> {
  if (lookup.attribute !== 'id') return users.find(providerId, lookup, page);
  const user = await users.get(lookup.value);
  const isFound = user !== undefined && visibleTo(user) === providerId && user.id > (page.after ?? '');
  return { items: isFound ? [user] : [] };
}

/** An item is about as long as its user is in JSON. */
function readUnits(user: User): number {
  return Math.ceil(Buffer.byteLength(JSON.stringify(user)) / bytesOfReadUnit);
}
