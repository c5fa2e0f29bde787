/** The three transactions that change users and their Sync Log. */
import { UserNameTaken, VersionConflict } from '#shared/directory/errors.ts';
import type { UserChange, UserStore } from '#shared/directory/ports.ts';
import type { SyncLogEntry } from '#shared/directory/users/log-entry.ts';
import type { PendingDeactivation, User } from '#shared/directory/users/user.ts';
import { type Item, toItem } from './attribute-values.ts';
import { type IndexEntry, indexChange } from './index-entries.ts';
import { counterShards, counterSortKey, schemaVersion, userKey } from './keys.ts';
import { entryToItem } from './sync-log-item.ts';
import { putItem, type Table, transactWrite } from './table.ts';
import { userToItem } from './user-item.ts';
import { put, putNew, putOwned, remove, replaceVersion, type Write } from './writes.ts';

export type WriteSettings = {
  /** A number from 0 up to but not including 1, as `Math.random`; picks the counter's shard. */
  readonly random: () => number;
  readonly syncLogRetentionDays: number;
};

type UserWrites = Pick<UserStore, 'commit' | 'commitDeactivation' | 'record'>;

export function userWrites(table: Table, { random, syncLogRetentionDays }: WriteSettings): UserWrites {
  return {
    commit: async (change) => {
      const { puts, deletes, counters } = indexChange(change.before, change.after);
      const [markers, others] = [puts.filter(isMarker), puts.filter((entry) => !isMarker(entry))];
      const markerWrites = markers.map((marker) => putOwned(indexItem(marker), marker.userId));
      const shard = counterSortKey(Math.floor(random() * counterShards));
      const failed = await transactWrite(table, [
        putUser(change),
        putNew(entryToItem(change.entry, syncLogRetentionDays)),
        ...markerWrites,
        ...others.map((entry) => put(indexItem(entry))),
        // No condition: that the user is still at its version says that these entries are still the user's.
        ...deletes.map(({ key }) => remove(key)),
        ...[...counters].map(([partition, step]) => addToCounter({ pk: partition, sk: shard }, step)),
      ]);
      if (failed === undefined) return;
      if (markerWrites.includes(failed)) throw new UserNameTaken('another user holds the userName');
      throw new VersionConflict(`user ${change.after.id} has changed since it was read`);
    },
    commitDeactivation: async ({ after, entry }, deactivation) => {
      const logItem = entryToItem(entry, syncLogRetentionDays);
      const failed = await transactWrite(table, [carryOut(after, entry, deactivation), putNew(logItem)]);
      return failed === undefined;
    },
    record: async (entry) => putItem(table, entryToItem(entry, syncLogRetentionDays)),
  };
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
function carryOut(after: User, entry: SyncLogEntry, { id }: PendingDeactivation): Write {
  const { life, lastEntryId, lastModifiedAt } = after;
  const set =
    'SET life = :life, lastEntryId = :lastEntryId, lastModifiedAt = :lastModifiedAt, version = version + :one';
  const update = {
    Key: toItem(userKey(after.id)),
    UpdateExpression: `${set} REMOVE gsi2pk, gsi2sk`,
    ConditionExpression:
      'life.#state = :pending AND life.deactivation.id = :id AND life.deactivation.dueAt <= :now AND size(matterIds) = :none',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: toItem({
      ':life': life,
      ':lastEntryId': lastEntryId,
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
