/** GET /Users (RFC 7644 §3.4.2): the provider's users, filtered and paged by index. */

import type { Directory } from '#shared/directory/ports.ts';
import { type User, visibleTo } from '#shared/directory/users/user.ts';
import { userResource } from '#shared/directory/users/user-resource.ts';
import { ScimError } from '#shared/scim/error.ts';
import { compileFilter } from '#shared/scim/filter/compile-filter.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import type { Filter } from '#shared/scim/filter/types.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import type { Client } from './client.ts';
import { planLookup } from './lookup-plan.ts';

/** How many users a filter that no index serves may look at. */
const maximumUsersRead = 2000;

export type UserList = { readonly users: readonly User[]; readonly totalResults: number };

/**
 * @param query.startIndex of the first user to return, from 1
 * @param query.count how many users to return at most
 * @throws ScimError 400 `invalidFilter`, `tooMany`
 */
export async function listUsers(
  directory: Directory,
  query: {
    readonly client: Client;
    readonly filter?: string | undefined;
    readonly startIndex: number;
    readonly count: number;
  },
): Promise<UserList> {
  const { client, filter, startIndex, count } = query;
  const skip = startIndex - 1;
  if (filter === undefined) {
    const [users, totalResults] = await Promise.all([
      count === 0 ? [] : directory.users.list(client.providerId, { skip, limit: count }),
      directory.users.count(client.providerId),
    ]);
    return { users, totalResults };
  }
  const parsed = parseFilter(filter);
  const matches = compileFilter(parsed, userResourceType);
  const candidates = await findCandidates(directory, client.providerId, parsed);
  const users = candidates.filter((user) => matches(userResource(user)));
  return { users: users.slice(skip, skip + count), totalResults: users.length };
}

/** Every user of the provider who can match: a few where an index serves the filter, all of them otherwise. */
async function findCandidates({ users }: Directory, providerId: string, filter: Filter): Promise<readonly User[]> {
  const lookup = planLookup(filter);
  if (lookup?.attribute === 'id') {
    const user = await users.get(lookup.value);
    return user && visibleTo(user) === providerId ? [user] : [];
  }
  if (lookup !== undefined) return users.find(providerId, lookup);
  if ((await users.count(providerId)) > maximumUsersRead) {
    throw ScimError.tooMany(
      `No index serves this filter, and more than ${maximumUsersRead} users would have to be read: add "and" with ` +
        'an "eq" on userName, externalId, emails.value or id.',
    );
  }
  return users.list(providerId, { skip: 0, limit: maximumUsersRead });
}
