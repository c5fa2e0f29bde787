/** The transactions that change users and their log. */
import { UserNameTaken, VersionConflict } from '#shared/directory/errors.ts';
import type { Requirement, UserChange, UserStore } from '#shared/directory/ports.ts';
import { isUserEntry, type LogEntry, type UserEntry, withoutPersonalData } from '#shared/directory/users/log-entry.ts';
import type { PendingDeactivation, User } from '#shared/directory/users/user.ts';
import { type Item, toItem } from './attribute-values.ts';
import { type IndexChange, type IndexEntry, indexChange, stateEntry } from './index-entries.ts';
import {
  carriedOutPrefix,
  counterShards,
  counterSortKey,
  logPrefix,
  matterKey,
  providerKey,
  schemaVersion,
  unfinishedWorkKey,
  userKey,
} from './keys.ts';
import { entryToItem, itemToEntry, type LogSettings } from './log-item.ts';
import { organizationCheck } from './organization-check.ts';
import { deleteItem, putItem, queryItems, type Table, transactWrite } from './table.ts';
import { unfinishedItem } from './unfinished-work.ts';
import { userToItem } from './user-item.ts';
import { check, put, putNew, remove, removeVersion, replaceVersion, type Write } from './writes.ts';

export type WriteSettings = LogSettings & {
  /** A number from 0 up to but not including 1, as `Math.random`; picks the counter's shard. */
  readonly random: () => number;
};

type UserWrites = Pick<UserStore, 'commit' | 'commitDeactivation' | 'erase' | 'forgetHistory' | 'record'>;

export function userWrites(table: Table, { random, ...settings }: WriteSettings): UserWrites {
  return {
    commit: async (change) => {
      const { markers, others } = indexWrites(indexChange(change.before, change.after), random);
      const failed = await transactWrite(table, [
        putUser(change),
        putNew(entryToItem(change.entry, settings)),
        ...markers,
        ...others,
        ...(change.requires === undefined ? [] : checkRequirement(change.requires)),
      ]);
      if (failed === undefined) return;
      if (markers.includes(failed)) throw new UserNameTaken('another user holds the userName');
      throw new VersionConflict(`user ${change.after.id} has changed since it was read`);
    },
    commitDeactivation: async ({ after, entry }, deactivation) => {
      const logItem = entryToItem(entry, settings);
      const listed = put(indexItem(stateEntry(after, 'deactivated')));
      const failed = await transactWrite(table, [carryOut(after, entry, deactivation), putNew(logItem), listed]);
      return failed === undefined;
    },
    erase: async ({ before, entry }) => {
      const { others } = indexWrites(indexChange(before, undefined), random);
      const failed = await transactWrite(table, [
        removeVersion(userKey(before.id), before.version),
        putNew(entryToItem(entry, settings)),
        ...others,
        put(unfinishedItem({ kind: 'forget-history', userId: before.id })),
      ]);
      if (failed !== undefined) throw new VersionConflict(`user ${before.id} has changed since it was read`);
    },
    forgetHistory: async (userId) => {
      const entries = (await readHistory(table, userId)).filter(isUserEntry);
      for (const entry of entries.filter(isPersonal)) {
        await putItem(table, entryToItem(withoutPersonalData(entry), settings));
      }
      await deleteItem(table, unfinishedWorkKey({ kind: 'forget-history', userId }));
    },
    record: async (entry) => putItem(table, entryToItem(entry, settings)),
  };
}

/** Every entry about the user. */
async function readHistory(table: Table, userId: string): Promise<readonly LogEntry[]> {
  const partition = userKey(userId).pk;
  const ranges = await Promise.all(
    [logPrefix, carriedOutPrefix].map((beginsWith) => queryItems(table, { partition, sort: { beginsWith } })),
  );
  return ranges.flat().map(itemToEntry);
}

/** Markers that another user may have, and what follows from the user's version being as it was read. */
function indexWrites({ puts, deletes, counters }: IndexChange, random: WriteSettings['random']) {
  const shard = counterSortKey(Math.floor(random() * counterShards));
  const [markers, others] = [puts.filter(isMarker), puts.filter((entry) => !isMarker(entry))];
  return {
    markers: markers.map((marker) => putNew(indexItem(marker))),
    others: [
      ...others.map((entry) => put(indexItem(entry))),
      ...deletes.map(({ key }) => remove(key)),
      ...[...counters].map(([partition, step]) => addToCounter({ pk: partition, sk: shard }, step)),
    ],
  };
}

function checkRequirement(requirement: Requirement): readonly Write[] {
  if ('organizationId' in requirement) return organizationCheck(requirement.organizationId);
  if ('providerId' in requirement) {
    const condition = 'attribute_exists(pk) AND attribute_not_exists(removal)';
    return [check(providerKey(requirement.providerId), { ConditionExpression: condition })];
  }
  return [
    check(matterKey(requirement.openMatterId), {
      ConditionExpression: '#state = :open',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: toItem({ ':open': 'open' }),
    }),
  ];
}

function isPersonal({ userName, changes }: UserEntry): boolean {
  return userName !== '' || changes.some((change) => 'before' in change || 'after' in change);
}

function putUser({ before, after }: UserChange): Write {
  return before === undefined ? putNew(userToItem(after)) : replaceVersion(userToItem(after), before.version);
}

function isMarker({ type }: IndexEntry): boolean {
  return type === 'user-name';
}

function indexItem({ type, key, userId }: IndexEntry): Item {
  return toItem({ ...key, type, schemaVersion, userId });
}

function addToCounter(key: IndexEntry['key'], change: number): Write {
  const update = {
    Key: toItem(key),
    UpdateExpression: 'SET #type = :type, schemaVersion = :schemaVersion ADD #count :change',
    ExpressionAttributeNames: { '#type': 'type', '#count': 'count' },
    ExpressionAttributeValues: toItem({ ':type': 'counter', ':schemaVersion': schemaVersion, ':change': change }),
  };
  return (TableName) => ({ Update: { TableName, ...update } });
}

/** Never conditional on the version: a change of the profile meanwhile must not save the leaver. */
function carryOut(after: User, entry: LogEntry, { id }: PendingDeactivation): Write {
  const { life, lastModifiedAt } = after;
  const set = 'SET life = :life, lastModifiedAt = :lastModifiedAt, version = version + :one';
  const update = {
    Key: toItem(userKey(after.id)),
    UpdateExpression: `${set} REMOVE gsi2pk, gsi2sk`,
    ConditionExpression:
      'life.#state = :pending AND life.deactivation.id = :id AND life.deactivation.dueAt <= :now AND size(matterIds) = :none',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: toItem({
      ':life': life,
      ':lastModifiedAt': lastModifiedAt,
      ':one': 1,
      ':pending': 'pending',
      ':id': id,
      ':now': entry.at,
      ':none': 0,
    }),
  };
  return (TableName) => ({ Update: { TableName, ...update } });
}
