/** Every key format of the table. Stored keys are permanent: a changed format is a new format beside the old one. */
import { createHash } from 'node:crypto';
import type { Instant } from '#shared/directory/instant.ts';
import type { PendingEntry, UnfinishedWork } from '#shared/directory/ports.ts';
import { foldUserName } from '#shared/directory/users/fold-user-name.ts';
import { isCarryingOut, type LogEntry } from '#shared/directory/users/log-entry.ts';

export type Key = { readonly pk: string; readonly sk: string };

/** In every item, so that a later format can be told from this one. */
export const schemaVersion = 1;

/** Pending deactivations; keys only. */
export const pendingIndex = 'gsi2';

/** A hot index partition throttles the whole table, so what is written in order of time is spread. */
export const pendingShards = 8;
const logShards = 8;

/** One counter item would make creates at the same moment conflict with each other. */
export const counterShards = 16;

/** In the place of a provider's id for users whom no provider sees; no ULID has these letters. */
export const noProvider = 'LOCAL';

export const userKey = (userId: string): Key => ({ pk: `USER#${keyText(userId)}`, sk: 'USER' });

export const logPrefix = 'LOG#';
export const carriedOutPrefix = 'DEACTIVATION#';

/**
 * Follows from the id, which is the same in every attempt of a request: an entry can be put once only. Ids are ULIDs, so
 * entries sort by when their requests began; one of a deactivation carried out goes by the deactivation. What was
 * refused at first may come true in a later attempt, and so has a key of its own.
 */
export function logEntryKey(entry: Pick<LogEntry, 'userId' | 'operation' | 'outcome' | 'actor' | 'id'>): Key {
  const prefix = isCarryingOut(entry) ? carriedOutPrefix : logPrefix;
  const suffix = entry.outcome === 'refused' ? '#REFUSED' : '';
  return { pk: userKey(entry.userId).pk, sk: `${prefix}${entry.id}${suffix}` };
}

/** In the place of a provider's id: the log of administrators. */
const administrators = 'ADMINISTRATORS';

/** Of `gsi1`: entries by provider, or of administrators, and day, with all of their attributes. */
export function logIndexKey({ actor, at, id }: LogEntry): { gsi1pk: string; gsi1sk: string } {
  const day = at.slice(0, 'yyyy-mm-dd'.length);
  const whose = actor.by === 'provider' ? actor.providerId : administrators;
  return { gsi1pk: `LOG#${whose}#${day}#${shardOf(id, logShards)}`, gsi1sk: `${at}#${id}` };
}

/** What a matter holds back stands apart: the sweep does not come across it. */
export const pendingPartition = (shard: number): string => `PENDING#${shard}`;
export const heldPartition = (shard: number): string => `HELD#${shard}`;

type PendingIndexEntry = PendingEntry & { readonly providerId: string };

export function pendingIndexKey(
  { userId, deactivationId, dueAt, providerId }: PendingIndexEntry,
  isHeld: boolean,
): { gsi2pk: string; gsi2sk: string } {
  const shard = shardOf(userId, pendingShards);
  const gsi2pk = isHeld ? heldPartition(shard) : pendingPartition(shard);
  return { gsi2pk, gsi2sk: `${dueAt}#${userId}#${deactivationId}#${providerId}` };
}

/** The reverse of `pendingIndexKey`; undefined for text that it did not make. */
export function parsePendingSortKey(gsi2sk: string): PendingIndexEntry | undefined {
  const [dueAt, userId, deactivationId, providerId = ''] = gsi2sk.split('#');
  if (dueAt === undefined || userId === undefined || deactivationId === undefined) return undefined;
  return { dueAt, userId, deactivationId, providerId };
}

export const userNameKey = (userName: string): Key => ({
  pk: `USERNAME#${keyText(foldUserName(userName))}`,
  sk: 'USERNAME',
});

export const usersPartition = (providerId: string): string => `PROVIDER#${providerId}#USERS`;

export const externalIdPartition = (providerId: string, externalId: string): string =>
  `PROVIDER#${providerId}#EXTERNALID#${keyText(externalId)}`;

export const emailPartition = (providerId: string, email: string): string =>
  `PROVIDER#${providerId}#EMAIL#${keyText(foldUserName(email))}`;

/**
 * Sorted by when they were deleted, so that the last one is one read away and restoring one leaves the others findable.
 */
export const deletedPartition = (providerId: string, userName: string): string =>
  `PROVIDER#${providerId}#DELETED#${keyText(foldUserName(userName))}`;

export const deletedSortKey = (deletedAt: Instant, userId: string): string => `${deletedAt}#${userId}`;

/** Users whom the provider deleted, to be found when the provider is removed. */
export const deletedUsersPartition = (providerId: string): string => `PROVIDER#${providerId}#DELETED-USERS`;

export const custodiansPartition = (matterId: string): string => `MATTER#${matterId}#CUSTODIANS`;

export const counterPartition = (providerId: string): string => `PROVIDER#${providerId}#COUNT`;

export const counterSortKey = (shard: number): string => String(shard).padStart(2, '0');

export const providersPartition = 'PROVIDERS';

export const providerKey = (providerId: string): Key => ({ pk: providersPartition, sk: keyText(providerId) });

export const mattersPartition = 'MATTERS';

export const matterKey = (matterId: string): Key => ({ pk: mattersPartition, sk: keyText(matterId) });

export const organizationsPartition = 'ORGANIZATIONS';

export const organizationKey = (organizationId: string): Key => ({
  pk: organizationsPartition,
  sk: keyText(organizationId),
});

export const unfinishedPartition = 'UNFINISHED';

export function unfinishedWorkKey(work: UnfinishedWork): Key {
  switch (work.kind) {
    case 'close-matter':
      return { pk: unfinishedPartition, sk: `${work.kind}#${work.matterId}` };
    case 'settle-provider':
      return { pk: unfinishedPartition, sk: `${work.kind}#${work.providerId}` };
    case 'forget-history':
      return { pk: unfinishedPartition, sk: `${work.kind}#${work.userId}` };
  }
}

/** The reverse of `unfinishedWorkKey`; undefined for text that it did not make. */
export function parseUnfinishedWork(sk: string): UnfinishedWork | undefined {
  const [kind, id = ''] = sk.split('#');
  switch (kind) {
    case 'close-matter':
      return { kind, matterId: id };
    case 'settle-provider':
      return { kind, providerId: id };
    case 'forget-history':
      return { kind, userId: id };
    default:
      return undefined;
  }
}

const digestMark = 'sha256:';

/**
 * The value itself where DynamoDB takes it: a partition key has 1 to 2,048 bytes, a sort key 1 to 1,024, of Unicode.
 * Values that look like a digest are digested too, so that no two values have the same key.
 */
function keyText(value: string): string {
  const bytes = Buffer.byteLength(value);
  if (bytes > 0 && bytes <= 900 && value.isWellFormed() && !value.startsWith(digestMark)) return value;
  return digestMark + createHash('sha256').update(value).digest('hex');
}

function shardOf(id: string, shards: number): number {
  return createHash('sha256').update(id).digest().readUInt8(0) % shards;
}
