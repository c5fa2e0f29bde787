/** What every operation works on: the store, the tables, the items that transactions hold, and the clock. */
import { AwsError } from '#infra/local/aws-error.ts';
import type { Item } from './attribute-value.ts';
import { type IndexEffect, indexEffects } from './index-entries.ts';
import { itemSize } from './item-size.ts';
import type { Store } from './store.ts';
import { expiresAt, type RowKey, type TableDefinition, tableRowKey } from './table-definition.ts';

/** A permission that a call needs. `leadingKeys` are the partition keys it touches (`dynamodb:LeadingKeys`). */
export type DynamoDbPermission = {
  readonly action: string;
  readonly resource: string;
  readonly leadingKeys: readonly string[];
};

/** A call that has been read: what it needs to be allowed, and what it does. */
export type Call = {
  readonly permissions: readonly DynamoDbPermission[];
  readonly run: () => object | Promise<object>;
};

/** Reads the input of one operation. @throws AwsError */
export type Operation = (database: Database, input: unknown) => Call;

export type Database = {
  readonly store: Store;
  readonly now: () => number;
  readonly indexLagMilliseconds: number;
  readonly transactionMilliseconds: number;
  /** By name. Operations that change a table replace its entry. */
  readonly tables: Map<string, TableDefinition>;
  /** The items that a transaction holds between its prepare and its commit. */
  readonly held: Set<string>;
  /** Tokens of the transactions that have not come to their end, with the hash of their request. */
  readonly tokensInProgress: Map<string, string>;
  readonly arn: (resource: string) => string;
};

/** @throws ResourceNotFoundException */
export function requireTable(database: Database, name: string): TableDefinition {
  const table = database.tables.get(name);
  if (table === undefined) {
    throw new AwsError('ResourceNotFoundException', 400, 'Requested resource not found');
  }
  return table;
}

/** The name under which transactions hold an item. */
export function holdName(table: TableDefinition, key: RowKey): string {
  return [table.id, ...[key.hash, key.range].map((bytes) => Buffer.from(bytes).toString('base64'))].join(':');
}

/** A write that has been decided; without `after` the item goes. */
export type DecidedWrite = {
  readonly table: TableDefinition;
  readonly key: RowKey;
  readonly before?: Item | undefined;
  readonly after?: Item | undefined;
};

/** The item's sizes before and after, and what the write does to the indexes. */
export type WriteEffects = {
  readonly beforeBytes: number;
  readonly afterBytes: number;
  readonly indexes: readonly IndexEffect[];
};

/** Call it inside a transaction of the store. Indexes see the write when their lag is over. */
export function commitWrite(database: Database, { table, key, before, after }: DecidedWrite): WriteEffects {
  const beforeBytes = before ? itemSize(before) : 0;
  const afterBytes = after ? itemSize(after) : 0;
  if (after) {
    database.store.putRow(table.source, { key, item: after, size: afterBytes }, expiresAt(table, after));
  } else if (before) {
    database.store.deleteRow(table.source, key);
  }
  const indexes = indexEffects(table, before, after);
  const visibleAt = database.now() + database.indexLagMilliseconds;
  for (const { change } of indexes) database.store.queueIndexChange(visibleAt, change);
  return { beforeBytes, afterBytes, indexes };
}

/** Lets the indexes see the changes whose time has come. */
export function catchUpIndexes(database: Database): void {
  const { store, now } = database;
  if ((store.nextIndexChange() ?? Number.POSITIVE_INFINITY) > now()) return;
  store.transaction(() => {
    for (const { source, removed, added } of store.takeIndexChanges(now())) {
      if (removed) store.deleteRow(source, removed);
      if (added) store.putRow(source, added, null);
    }
  });
}

/** The stored item, as the next write finds it. */
export function storedItem(database: Database, table: TableDefinition, key: Item): Item | undefined {
  return database.store.row(table.source, tableRowKey(table.keys, key))?.item;
}
