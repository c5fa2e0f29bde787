/** The order of a list of users (RFC 7644 §3.4.2.3); whoever the order puts level is in order of id. */
import type { User } from '#shared/directory/users/user.ts';
import type { Binding } from '#shared/scim/filter/filtered-attribute.ts';
import type { ListQuery } from '#shared/scim/messages/parse-list-query.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { compareSortKeys, type SortKey, sortAttribute, sortKey } from '#shared/scim/sort/sort-keys.ts';

/** Where a user stands, or would stand who is gone by now. */
export type Position = { readonly id: string; readonly key?: SortKey | undefined };

export type UserOrder = {
  position(user: User): Position;
  compare(a: Position, b: Position): number;
};

/**
 * @param resourceOf a user as clients see it
 * @returns undefined for the order of ids, in which users are stored
 * @throws ScimError invalidValue
 */
export function userOrder(
  sort: ListQuery['sort'],
  binding: Binding,
  resourceOf: (user: User) => ScimObject,
): UserOrder | undefined {
  if (sort === undefined) return undefined;
  const found = sortAttribute(sort.by, userResourceType, binding);
  if (found === undefined) return undefined;
  if (found.attribute.name === 'id' && sort.order === 'ascending') return undefined;
  return {
    position: (user) => ({ id: user.id, key: sortKey(resourceOf(user), found) }),
    compare: (a, b) => compareSortKeys(a.key, b.key, sort.order) || compareSortKeys(a.id, b.id, 'ascending'),
  };
}

/** The users in the order, each with the position. */
export function inOrder(users: readonly User[], order: UserOrder): { readonly user: User; readonly at: Position }[] {
  return users.map((user) => ({ user, at: order.position(user) })).sort((a, b) => order.compare(a.at, b.at));
}
