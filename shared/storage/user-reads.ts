/** The strongly consistent reads of users. */
import { Unavailable } from '#shared/directory/errors.ts';
import type { Page, PageRequest } from '#shared/directory/page.ts';
import type { LookupKey, UserListing, UserStore } from '#shared/directory/ports.ts';
import { hasLookupKey } from '#shared/directory/users/lookup-key.ts';
import { managingProviderId, type User, visibleTo } from '#shared/directory/users/user.ts';
import { lookupPartition } from './index-entries.ts';
import {
  counterPartition,
  custodiansPartition,
  deletedPartition,
  deletedUsersPartition,
  logEntryKey,
  noProvider,
  organizationCounterPartition,
  organizationUsersPartition,
  statePartition,
  userKey,
  userNameKey,
  usersPartition,
} from './keys.ts';
import { itemToEntry } from './log-item.ts';
import { getItem, getItems, queryItems, type Table } from './table.ts';
import { itemToUser } from './user-item.ts';

type UserReads = Pick<
  UserStore,
  | 'get'
  | 'getByUserName'
  | 'getDeleted'
  | 'find'
  | 'list'
  | 'count'
  | 'belongingTo'
  | 'custodians'
  | 'getAll'
  | 'findLocal'
  | 'listed'
  | 'countIn'
  | 'findEntry'
>;

export function userReads(table: Table): UserReads {
  const get = async (userId: string) => readUser(table, userId);
  const getByUserName = async (userName: string) => readHolder(table, userName);
  return {
    get,
    getByUserName,
    getDeleted: async (providerId, userName) => {
      const partition = deletedPartition(providerId, userName);
      const [marker] = await queryItems(table, { partition, newestFirst: true }, 1);
      const user = marker?.userId?.S === undefined ? undefined : await get(marker.userId.S);
      return user !== undefined && isDeletedFrom(user, providerId, userName) ? user : undefined;
    },
    find: async (providerId, key, page) => findBy(table, key, { providerId, ...page }),
    list: async (providerId, page) =>
      readPage(table, usersPartition(providerId), page, (user) => visibleTo(user) === providerId),
    count: async (providerId) => readCounter(table, counterPartition(providerId)),
    belongingTo: async (providerId, limit) => {
      const partitions = [usersPartition(providerId), deletedUsersPartition(providerId)];
      const found = await Promise.all(partitions.map((partition) => readSortKeys(table, partition, limit)));
      return found.flat().sort().slice(0, limit);
    },
    custodians: async (matterId, limit) => readSortKeys(table, custodiansPartition(matterId), limit),
    findEntry: async (entry) => {
      const item = await getItem(table, logEntryKey(entry));
      return item === undefined ? undefined : itemToEntry(item);
    },
    getAll: async (userIds) => readUsers(table, [...new Set(userIds)]),
    findLocal: async (key, page) => findBy(table, key, page),
    listed: async (listing, { after, limit }) => readSortKeys(table, listPartition(listing), limit, after),
    countIn: async (organizationId) => readCounter(table, organizationCounterPartition(organizationId)),
  };
}

/** The sum of the counter's shards. */
export async function readCounter(table: Table, partition: string): Promise<number> {
  const shards = await queryItems(table, { partition });
  return shards.reduce((sum, shard) => sum + Number(shard.count?.N ?? 0), 0);
}

/** @param query.providerId of the provider that sees the users; absent: of those whom none sees */
async function findBy(
  table: Table,
  key: LookupKey,
  { providerId, ...page }: PageRequest & { readonly providerId?: string },
): Promise<Page<User>> {
  const { attribute, value } = key;
  if (attribute === 'userName') {
    const user = await readHolder(table, value);
    const isFound = user !== undefined && visibleTo(user) === providerId && user.id > (page.after ?? '');
    return { items: isFound ? [user] : [] };
  }
  const isWanted = (user: User) =>
    user.deletedAt === undefined && visibleTo(user) === providerId && hasLookupKey(user, key);
  return readPage(table, lookupPartition(providerId ?? noProvider, { attribute, value }), page, isWanted);
}

function listPartition(listing: UserListing): string {
  if (typeof listing === 'string') {
    if (listing === 'local') return usersPartition(noProvider);
    return listing === 'local-deleted' ? deletedUsersPartition(noProvider) : statePartition(listing);
  }
  if ('visibleTo' in listing) return usersPartition(listing.visibleTo);
  if ('deletedFrom' in listing) return deletedUsersPartition(listing.deletedFrom);
  return 'matterId' in listing
    ? custodiansPartition(listing.matterId)
    : organizationUsersPartition(listing.organizationId);
}

async function readUser(table: Table, userId: string): Promise<User | undefined> {
  const item = await getItem(table, userKey(userId));
  return item === undefined ? undefined : itemToUser(item);
}

const holderAttempts = 5;

/**
 * Between the read of the marker and that of the user the name may go from one user to another: then the marker is old.
 */
async function readHolder(table: Table, userName: string): Promise<User | undefined> {
  for (let attempt = 0; attempt < holderAttempts; attempt++) {
    const marker = await getItem(table, userNameKey(userName));
    if (marker?.userId?.S === undefined) return undefined;
    const user = await readUser(table, marker.userId.S);
    const key = { attribute: 'userName' as const, value: userName };
    if (user !== undefined && user.deletedAt === undefined && hasLookupKey(user, key)) return user;
  }
  throw new Unavailable('the userName went from user to user while it was read');
}

/**
 * The users whose ids are the sort keys. One entry more than wanted tells whether there is a next page; users of whom an
 * entry tells no longer the truth are left out.
 */
async function readPage(
  table: Table,
  partition: string,
  { after, skip = 0, limit }: PageRequest & { readonly skip?: number },
  isWanted: (user: User) => boolean,
): Promise<Page<User>> {
  const userIds = (await readSortKeys(table, partition, skip + limit + 1, after)).slice(skip);
  const items = (await readUsers(table, userIds.slice(0, limit))).filter(isWanted);
  return { items, next: userIds.length > limit ? userIds[limit - 1] : undefined };
}

/** In the order of the ids; a user that is gone meanwhile is left out. */
async function readUsers(table: Table, userIds: readonly string[]): Promise<User[]> {
  const users = (await getItems(table, userIds.map(userKey))).map(itemToUser);
  return users.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** List and lookup entries have the user's id as their sort key. */
async function readSortKeys(table: Table, partition: string, limit: number, after = ''): Promise<string[]> {
  const query = { partition, keysOnly: true, ...(after !== '' && { sort: { after } }) };
  const entries = await queryItems(table, query, limit);
  return entries.flatMap(({ sk }) => (sk?.S === undefined ? [] : [sk.S]));
}

function isDeletedFrom(user: User, providerId: string, userName: string): boolean {
  const isManaged = managingProviderId(user) === providerId;
  return isManaged && user.deletedAt !== undefined && hasLookupKey(user, { attribute: 'userName', value: userName });
}
