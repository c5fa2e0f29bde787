/** Every key format of the table. Stored keys are permanent: a changed format is a new format beside the old one. */
import { createHash } from 'node:crypto';
import type { Instant } from '#shared/directory/instant.ts';
import type { PendingEntry, UnfinishedWork } from '#shared/directory/ports.ts';
import type { LogSource } from '#shared/directory/sync-log/sync-log.ts';
import { foldUserName } from '#shared/directory/users/fold-user-name.ts';
import { type EntryName, isCarryingOut, type LogEntry } from '#shared/directory/users/log-entry.ts';

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

/** In the place of a provider's id for users whom no provider sees, or manages; no ULID has these letters. */
export const noProvider = 'LOCAL';

export const userKey = (userId: string): Key => ({ pk: `USER#${keyText(userId)}`, sk: 'USER' });

export const logPrefix = 'LOG#';
export const carriedOutPrefix = 'DEACTIVATION#';

/**
 * Follows from the id, which is the same in every attempt of a request: an entry can be put once only. Ids are ULIDs, so
 * entries sort by when their requests began; one of a deactivation carried out goes by the deactivation. What was
 * refused at first may come true in a later attempt, and so has a key of its own.
 */
export function logEntryKey(entry: EntryName): Key {
  const prefix = isCarryingOut(entry) ? carriedOutPrefix : logPrefix;
  const suffix = entry.outcome === 'refused' ? '#REFUSED' : '';
  return { pk: logPartition(entry), sk: `${prefix}${entry.id}${suffix}` };
}

/** Beside the user, or what else was changed; a refusal that is about nobody stands alone, and is read by day only. */
function logPartition({ id, userId, subject }: EntryName): string {
  if (userId !== undefined) return userKey(userId).pk;
  return subject === undefined ? `REFUSAL#${id}` : `${subject.type.toUpperCase()}#${keyText(subject.id)}#LOG`;
}

/** Entries by provider, of administrators, or of nobody known, and day. */
export const logIndex = 'gsi1';

/** Of the log index, with all attributes of the entries. */
export function logIndexKey({ actor, at, id }: Pick<LogEntry, 'actor' | 'at' | 'id'>): {
  gsi1pk: string;
  gsi1sk: string;
} {
  const source = actor.by === 'provider' ? actor : actor.by === 'administrator' ? 'administrators' : 'unknown';
  return { gsi1pk: logIndexPartition(source, dayOf(at), shardOf(id, logShards)), gsi1sk: `${at}#${id}` };
}

/** In the places of a provider's id; no ULID has these letters. */
const otherSources = { administrators: 'ADMINISTRATORS', unknown: 'UNKNOWN' } as const;

/** The partitions of a day's entries. */
export function logIndexPartitions(source: LogSource, day: string): readonly string[] {
  return Array.from({ length: logShards }, (_, shard) => logIndexPartition(source, day, shard));
}

function logIndexPartition(source: LogSource, day: string, shard: number): string {
  return `LOG#${typeof source === 'string' ? otherSources[source] : source.providerId}#${day}#${shard}`;
}

/** `yyyy-mm-dd`, in UTC. */
export function dayOf(at: Instant): string {
  return at.slice(0, 'yyyy-mm-dd'.length);
}

/** One for each provider and hour; apart, as the authorizer sees nothing else of the table. */
export function refusedCredentialsKey(providerId: string | undefined, at: Instant): Key {
  const hour = at.slice(0, 'yyyy-mm-ddThh'.length);
  return { pk: 'CREDENTIALS-REFUSED', sk: `${providerId ?? otherSources.unknown}#${hour}` };
}

export const credentialUseKey = (keyId: string): Key => ({ pk: 'CREDENTIALS-USED', sk: keyText(keyId) });

/** Whatever a caller writes in it, a key has one length. */
export function idempotencyKey(administratorId: string, key: string): Key {
  const digest = createHash('sha256')
    .update(JSON.stringify([administratorId, key]))
    .digest('hex');
  return { pk: `IDEMPOTENCY#${digest}`, sk: 'IDEMPOTENCY' };
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

/** Users who belong to the organization, deleted ones included. */
export const organizationUsersPartition = (organizationId: string): string =>
  `ORGANIZATION#${keyText(organizationId)}#USERS`;

export const organizationCounterPartition = (organizationId: string): string =>
  `ORGANIZATION#${keyText(organizationId)}#COUNT`;

/** Users in a state that few are in. */
export const statePartition = (state: 'deactivated' | 'blocked' | 'held'): string => `STATE#${state.toUpperCase()}`;

export const custodiansPartition = (matterId: string): string => `MATTER#${matterId}#CUSTODIANS`;

export const counterPartition = (providerId: string): string => `PROVIDER#${providerId}#COUNT`;

export const counterSortKey = (shard: number): string => String(shard).padStart(2, '0');

export const providersPartition = 'PROVIDERS';

export const providerKey = (providerId: string): Key => ({ pk: providersPartition, sk: keyText(providerId) });

/** What is kept of providers that are gone. */
export const removedProvidersPartition = 'REMOVED-PROVIDERS';

export const removedProviderKey = (providerId: string): Key => ({
  pk: removedProvidersPartition,
  sk: keyText(providerId),
});

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
    case 'remove-organization':
      return { pk: unfinishedPartition, sk: `${work.kind}#${work.organizationId}` };
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
    case 'remove-organization':
      return { kind, organizationId: id };
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
