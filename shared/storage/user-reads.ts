/** The strongly consistent reads of users and of their log. */
import { Unavailable } from '#shared/directory/errors.ts';
import type { LookupKey, UserListing, UserStore } from '#shared/directory/ports.ts';
import { hasLookupKey } from '#shared/directory/users/lookup-key.ts';
import { type User, visibleTo } from '#shared/directory/users/user.ts';
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
import { readHistoryPage } from './user-history.ts';
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
  | 'history'
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
    find: async (providerId, key) => findBy(table, key, providerId),
    list: async (providerId, { skip, limit }) => {
      if (limit === 0) return [];
      const userIds = await readSortKeys(table, usersPartition(providerId), skip + limit);
      const users = await readUsers(table, userIds.slice(skip));
      return users.filter((user) => visibleTo(user) === providerId);
    },
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
    findLocal: async (key) => findBy(table, key, undefined),
    listed: async (listing, { after, limit }) => readSortKeys(table, listPartition(listing), limit, after),
    countIn: async (organizationId) => readCounter(table, organizationCounterPartition(organizationId)),
    history: async (userId, page) => readHistoryPage(table, userId, page),
  };
}

/** The sum of the counter's shards. */
export async function readCounter(table: Table, partition: string): Promise<number> {
  const shards = await queryItems(table, { partition });
  return shards.reduce((sum, shard) => sum + Number(shard.count?.N ?? 0), 0);
}

/** @param providerId of the provider that sees the users; absent: of those whom none sees */
async function findBy(table: Table, key: LookupKey, providerId: string | undefined): Promise<readonly User[]> {
  const { attribute, value } = key;
  if (attribute === 'userName') {
    const user = await readHolder(table, value);
    return user !== undefined && visibleTo(user) === providerId ? [user] : [];
  }
  const partition = lookupPartition(providerId ?? noProvider, { attribute, value });
  const users = await readUsers(table, await readSortKeys(table, partition));
  return users.filter(
    (user) => user.deletedAt === undefined && visibleTo(user) === providerId && hasLookupKey(user, key),
  );
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

/** In the order of the ids; a user that is gone meanwhile is left out. */
async function readUsers(table: Table, userIds: readonly string[]): Promise<User[]> {
  const users = (await getItems(table, userIds.map(userKey))).map(itemToUser);
  return users.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** List and lookup entries have the user's id as their sort key. */
async function readSortKeys(table: Table, partition: string, limit?: number, after?: string): Promise<string[]> {
  const sort = after === undefined || after === '' ? {} : { sort: { after } };
  const entries = await queryItems(table, { partition, keysOnly: true, ...sort }, limit);
  return entries.flatMap(({ sk }) => (sk?.S === undefined ? [] : [sk.S]));
}

function isDeletedFrom(user: User, providerId: string, userName: string): boolean {
  const isManaged = user.management.by === 'provider' && user.management.providerId === providerId;
  return isManaged && user.deletedAt !== undefined && hasLookupKey(user, { attribute: 'userName', value: userName });
}
