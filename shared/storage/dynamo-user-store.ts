/** The users and their Sync Log in DynamoDB. */
import type { UserStore } from '#shared/directory/ports.ts';
import { pendingReads } from './pending-reads.ts';
import type { Table } from './table.ts';
import { readHistoryPage } from './user-history.ts';
import { userReads } from './user-reads.ts';
import { userWrites, type WriteSettings } from './user-writes.ts';

/** The client brings its own time-outs and attempts; docs/data-model.md tells what each method costs. */
export function dynamoUserStore({ client, tableName, ...settings }: Table & WriteSettings): UserStore {
  const table = { client, tableName };
  return {
    ...userReads(table),
    ...pendingReads(table),
    history: async (userId, page) => readHistoryPage(table, userId, page),
    ...userWrites(table, settings),
  };
}
