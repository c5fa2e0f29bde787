/** The Sync Log and the administrators' log in DynamoDB: what the log index shows, day by day. */
import { Invalid } from '#shared/directory/errors.ts';
import type { LogPageRequest, RefusedCredentials, SyncLog } from '#shared/directory/sync-log/sync-log.ts';
import type { Actor } from '#shared/directory/users/log-entry.ts';
import { type Item, toItem } from './attribute-values.ts';
import { entryPage } from './entry-page.ts';
import { dayOf, logIndex, logIndexKey, logIndexPartitions, refusedCredentialsKey, schemaVersion } from './keys.ts';
import { expiresAtEpochSeconds, itemToEntry, type LogSettings } from './log-item.ts';
import { mergedQuery } from './merged-query.ts';
import { type Table, updateItem } from './table.ts';

/** Of the index, for one page; the days of many providers have many. The day that a page begins with is always read. */
const maximumPartitionsRead = 800;

export function dynamoSyncLog({ client, tableName, ...settings }: Table & LogSettings): SyncLog {
  const table = { client, tableName };
  return {
    read: async (query, page) => readPage(table, query, page),
    countRefusedCredentials: async (refused) => {
      await updateItem(table, refusedCredentialsKey(refused.providerId, refused.at), count(refused, settings));
    },
  };
}

/** A position is the sort key of the entry that was last, or the day up to which there was nothing. */
const positionPattern = /^\d{4}-\d\d-\d\d(T[\d:.]{12}Z#.+)?$/;

async function readPage(
  table: Table,
  { sources, from, before }: Parameters<SyncLog['read']>[0],
  request: LogPageRequest,
): ReturnType<SyncLog['read']> {
  const { after, newestFirst = false } = request;
  if (after !== undefined && !positionPattern.test(after))
    throw new Invalid('The cursor is not one that this log gave out.');
  const low = !newestFirst && after !== undefined && after > from ? after : from;
  const high = newestFirst && after !== undefined && after < before ? after : before;
  if (low > high) return { items: [] };
  const page = entryPage(request);
  const { items } = page;
  let [position, partitionsRead] = [after, 0];
  for (const day of daysBetween(low, high, newestFirst)) {
    if (partitionsRead >= maximumPartitionsRead || page.isFull()) {
      return { items, next: newestFirst ? nextDay(day) : day };
    }
    const partitions = sources.flatMap((source) => logIndexPartitions(source, day));
    const range = { from: low, to: high };
    const queries = partitions.map((partition) => ({
      name: partition,
      query: { partition, sort: range, index: logIndex, newestFirst },
    }));
    const order = {
      isBefore: (a: Item, b: Item) => sortKey(a) < sortKey(b) !== newestFirst,
      expected: page.expected,
    };
    for await (const { item } of mergedQuery(table, queries, order)) {
      if (sortKey(item) === after) continue;
      if (!page.takes(itemToEntry(item))) return { items, next: position };
      position = sortKey(item);
    }
    partitionsRead += partitions.length;
  }
  return { items };
}

function sortKey({ gsi1sk }: Item): string {
  return gsi1sk?.S ?? '';
}

/** From the day of the one to that of the other, in UTC; with nothing behind `high`, a day that begins there is none. */
function* daysBetween(low: string, high: string, newestFirst: boolean): Generator<string> {
  const first = dayOf(low);
  const last = high <= `${dayOf(high)}T00:00:00.000Z` ? previousDay(dayOf(high)) : dayOf(high);
  for (let day = newestFirst ? last : first; first <= day && day <= last; ) {
    yield day;
    day = newestFirst ? previousDay(day) : nextDay(day);
  }
}

function nextDay(day: string): string {
  return dayPlus(day, 1);
}

function previousDay(day: string): string {
  return dayPlus(day, -1);
}

function dayPlus(day: string, days: number): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 60 * 60 * 1000).toISOString());
}

/** The first of an hour makes the entry; those that follow only count. */
function count(refused: RefusedCredentials, { syncLogRetentionDays }: LogSettings) {
  const { providerId, at, entryId: id, requestId } = refused;
  const actor: Actor = providerId === undefined ? { by: 'unknown' } : { by: 'provider', providerId };
  const once = {
    id,
    at,
    requestId,
    ...logIndexKey({ actor, at, id }),
    expiresAt: expiresAtEpochSeconds({ at }, syncLogRetentionDays),
  };
  const always = {
    type: 'log-entry',
    schemaVersion,
    actor,
    operation: 'authenticate',
    outcome: 'refused',
    events: [],
    changes: [],
    ignored: [],
  };
  const names = [...Object.keys(once), ...Object.keys(always)];
  const sets = [
    ...Object.keys(once).map((name) => `#${name} = if_not_exists(#${name}, :${name})`),
    ...Object.keys(always).map((name) => `#${name} = :${name}`),
  ];
  const values = Object.entries({ ...once, ...always, count: refused.count });
  return {
    UpdateExpression: `SET ${sets.join(', ')} ADD #count :count`,
    ExpressionAttributeNames: Object.fromEntries([...names, 'count'].map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: toItem(Object.fromEntries(values.map(([name, value]) => [`:${name}`, value]))),
  };
}
