/** GET /Users and the searches by POST (RFC 7644 §3.4.2, §3.4.3): the provider's users, filtered, sorted and paged. */

import type { Directory } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';
import { userResource } from '#shared/directory/users/user-resource.ts';
import { compileFilter } from '#shared/scim/filter/compile-filter.ts';
import type { Binding } from '#shared/scim/filter/filtered-attribute.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import type { ListQuery } from '#shared/scim/messages/parse-list-query.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import type { Client } from './client.ts';
import { type Cursors, cursorsOf } from './cursor.ts';
import { readAllMatching, readMatching, type Search, searchFor } from './search.ts';
import { inOrder, type Position, type UserOrder, userOrder } from './user-order.ts';

export type UserQuery = Pick<ListQuery, 'filter' | 'sort' | 'startIndex' | 'count' | 'cursor'> & {
  readonly client: Client;
  readonly strictness: Strictness;
  /** The root spans all resource types: what is no attribute of a user has no value there (RFC 7644 §3.4.2.1). */
  readonly endpoint?: '/Users' | '/';
  /** The `meta.location` of a user, which filters and orders may name. */
  readonly locationOf?: (user: User) => string;
};

export type UserList = {
  readonly users: readonly User[];
  /** Exact. Absent in a walk that would have to read on to know it. */
  readonly totalResults?: number | undefined;
  /** Of a walk: the cursor that goes on after the first `shown` of the users; undefined at the end. */
  readonly nextCursor?: (shown: number) => string | undefined;
};

/** A query that is understood. */
type Listing = { readonly search: Search; readonly order: UserOrder | undefined; readonly hasFilter: boolean };

/**
 * @throws ScimError 400 `invalidFilter`, `invalidValue`, `tooMany`; with a cursor also `invalidCursor`,
 *   `expiredCursor`, `invalidCount`, and 401 when the credential is no longer accepted
 */
export async function listUsers(directory: Directory, query: UserQuery): Promise<UserList> {
  const { client, filter, sort, count, cursor, strictness, endpoint = '/Users', locationOf } = query;
  const binding: Binding = { strictness, unknownAttribute: endpoint === '/' ? 'withoutValue' : 'refused' };
  const parsed = filter === undefined ? undefined : parseFilter(filter, strictness);
  const test = parsed && compileFilter(parsed, userResourceType, binding);
  const resourceOf = (user: User) => userResource(user, locationOf?.(user));
  const matches = (user: User) => test === undefined || test(resourceOf(user));
  const listing = {
    search: searchFor(directory, client.providerId, { filter: parsed, matches }),
    order: userOrder(sort, binding, resourceOf),
    hasFilter: parsed !== undefined,
  };
  if (cursor === undefined) return listByIndex(directory, query, listing);
  const cursors = await cursorsOf(directory, { client, query: [endpoint, filter, sort], count });
  const from = cursor === '' ? undefined : cursors.open(cursor);
  if (count === 0) return listByIndex(directory, query, listing);
  return listing.order === undefined
    ? walk(listing, cursors, { from, count })
    : walkInOrder(listing.search, listing.order, cursors, { from, count });
}

async function listByIndex(
  directory: Directory,
  { client, startIndex, count }: UserQuery,
  { search, order, hasFilter }: Listing,
): Promise<UserList> {
  const skip = startIndex - 1;
  if (!hasFilter && (order === undefined || count === 0)) {
    const totalResults = await search.countAll();
    if (count === 0 || skip >= totalResults) return { users: [], totalResults };
    return { users: (await directory.users.list(client.providerId, { skip, limit: count })).items, totalResults };
  }
  const all = await readAllMatching(search);
  const users = order === undefined ? all : inOrder(all, order).map(({ user }) => user);
  return { users: users.slice(skip, skip + count), totalResults: users.length };
}

/** What a walk asks for: `from` is where the page before ended. */
type Step = { readonly from: Position | undefined; readonly count: number };

/** In order of id. An id never changes, so whoever is there all the time is met, and met once. */
async function walk({ search, hasFilter }: Listing, cursors: Cursors, { from, count }: Step): Promise<UserList> {
  const [{ items: users, next }, total] = await Promise.all([
    readMatching(search, { after: from?.id, count }),
    hasFilter ? undefined : search.countAll(),
  ]);
  return {
    users,
    totalResults: from === undefined && next === undefined ? users.length : total,
    nextCursor: (shown) => {
      const id = shown < users.length ? users[shown - 1]?.id : next;
      return id === undefined ? undefined : cursors.seal({ id });
    },
  };
}

/** A user whose place in the order changes meanwhile may be met twice or not at all. */
async function walkInOrder(
  search: Search,
  order: UserOrder,
  cursors: Cursors,
  { from, count }: Step,
): Promise<UserList> {
  const all = inOrder(await readAllMatching(search), order);
  const rest = from === undefined ? all : all.filter(({ at }) => order.compare(at, from) > 0);
  return {
    users: rest.slice(0, count).map(({ user }) => user),
    totalResults: all.length,
    nextCursor: (shown) => {
      const last = shown < rest.length ? rest[shown - 1] : undefined;
      return last && cursors.seal(last.at);
    },
  };
}
