/** Time to live: lets the items go, in the background, that have had their time. */
import { commitWrite, type Database, holdName } from './database.ts';
import { tableRowKey } from './table-definition.ts';

/** Developer guide, "Using time to live": a time more than five years ago does not count. */
const oldestSeconds = 5 * 365 * 24 * 60 * 60;

/** Deletes what has expired, but for items that a transaction holds: those go the next time. */
export function deleteExpiredItems(database: Database): void {
  const nowSeconds = database.now() / 1000;
  for (const table of database.tables.values()) {
    if (table.timeToLiveAttribute === undefined) continue;
    const expired = database.store.expiredRows(table.source, nowSeconds - oldestSeconds, nowSeconds);
    for (const { item: before } of expired) {
      const key = tableRowKey(table.keys, before);
      if (database.held.has(holdName(table, key))) continue;
      database.store.transaction(() => commitWrite(database, { table, key, before }));
    }
  }
}
