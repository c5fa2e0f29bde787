/** Every key format of the table. Stored keys are permanent: a changed format is a new format beside the old one. */
import { createHash } from 'node:crypto';
import type { Instant } from '#shared/directory/instant.ts';
import { foldUserName } from '#shared/directory/users/fold-user-name.ts';
import type { SyncLogEntry } from '#shared/directory/users/log-entry.ts';

export type Key = { readonly pk: string; readonly sk: string };

/** In every item, so that a later format can be told from this one. */
export const schemaVersion = 1;

/** Pending deactivations that nothing holds back; keys only. */
export const pendingIndex = 'gsi2';

/** A hot index partition throttles the whole table, so what is written in order of time is spread. */
export const pendingShards = 8;
const syncLogShards = 8;

/** One counter item would make creates at the same moment conflict with each other. */
export const counterShards = 16;

/** In the place of a provider's id for users whom no provider sees; no ULID has these letters. */
export const noProvider = 'LOCAL';

export const userKey = (userId: string): Key => ({ pk: `USER#${keyText(userId)}`, sk: 'USER' });

export const syncLogPrefix = 'LOG#';
export const carriedOutPrefix = 'DEACTIVATION#';

/**
 * An entry of a deactivation that was carried out has a key that follows from the deactivation alone: it can be put
 * once only.
 */
export function syncLogEntryKey({ userId, operation, outcome, id, at }: SyncLogEntry): Key {
  const isCarriedOut = operation === 'deactivate' && outcome === 'changed';
  const sk = isCarriedOut ? `${carriedOutPrefix}${id}` : `${syncLogPrefix}${at}#${id}`;
  return { pk: userKey(userId).pk, sk };
}

/** Of `gsi1`: entries by provider and day, with all of their attributes. */
export function syncLogIndexKey({ providerId, at, id }: SyncLogEntry): { gsi1pk: string; gsi1sk: string } {
  const day = at.slice(0, 'yyyy-mm-dd'.length);
  return { gsi1pk: `LOG#${providerId}#${day}#${shardOf(id, syncLogShards)}`, gsi1sk: `${at}#${id}` };
}

export const pendingPartition = (shard: number): string => `PENDING#${shard}`;

export type PendingEntry = { readonly userId: string; readonly deactivationId: string; readonly dueAt: Instant };

export function pendingIndexKey({ userId, deactivationId, dueAt }: PendingEntry): { gsi2pk: string; gsi2sk: string } {
  return { gsi2pk: pendingPartition(shardOf(userId, pendingShards)), gsi2sk: `${dueAt}#${userId}#${deactivationId}` };
}

/** The reverse of `pendingIndexKey`; undefined for text that it did not make. */
export function parsePendingSortKey(gsi2sk: string): PendingEntry | undefined {
  const [dueAt, userId, deactivationId] = gsi2sk.split('#');
  if (dueAt === undefined || userId === undefined || deactivationId === undefined) return undefined;
  return { dueAt, userId, deactivationId };
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

export const counterPartition = (providerId: string): string => `PROVIDER#${providerId}#COUNT`;

export const counterSortKey = (shard: number): string => String(shard).padStart(2, '0');

export const providersPartition = 'PROVIDERS';

export const providerKey = (providerId: string): Key => ({ pk: providersPartition, sk: keyText(providerId) });

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
