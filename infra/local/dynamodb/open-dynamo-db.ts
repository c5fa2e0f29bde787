/** Opens the local DynamoDB: its operations by name, over one SQLite file. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from '#infra/local/aws-error.ts';
import { catchUpIndexes, type Database, type DynamoDbPermission, type Operation } from './database.ts';
import { batchGetItem } from './operations/batch-get-item.ts';
import { batchWriteItem } from './operations/batch-write-item.ts';
import { createTable } from './operations/create-table.ts';
import { deleteItem } from './operations/delete-item.ts';
import { deleteTable, describeTable } from './operations/describe-table.ts';
import { getItem } from './operations/get-item.ts';
import { putItem } from './operations/put-item.ts';
import { query } from './operations/query.ts';
import { scan } from './operations/scan.ts';
import { describeTimeToLive, updateTimeToLive } from './operations/time-to-live.ts';
import { transactGetItems } from './operations/transact-get-items.ts';
import { transactWriteItems } from './operations/transact-write-items.ts';
import { updateItem } from './operations/update-item.ts';
import { openStore } from './store.ts';
import { deleteExpiredItems } from './time-to-live.ts';
import { tokenLifetimeMilliseconds } from './transaction-token.ts';

const operations = new Map<string, Operation>(
  Object.entries({
    BatchGetItem: batchGetItem,
    BatchWriteItem: batchWriteItem,
    CreateTable: createTable,
    DeleteItem: deleteItem,
    DeleteTable: deleteTable,
    DescribeTable: describeTable,
    DescribeTimeToLive: describeTimeToLive,
    GetItem: getItem,
    PutItem: putItem,
    Query: query,
    Scan: scan,
    TransactGetItems: transactGetItems,
    TransactWriteItems: transactWriteItems,
    UpdateItem: updateItem,
    UpdateTimeToLive: updateTimeToLive,
  }),
);

export type DynamoDbOptions = {
  /** A file that SQLite may write, or ':memory:'. */
  readonly file: string;
  readonly region?: string;
  readonly accountId?: string;
  /** How long after a write the indexes show it. */
  readonly indexLagMilliseconds?: number;
  /** How long a transaction holds its items between prepare and commit; with 0 none ever overlap. */
  readonly transactionMilliseconds?: number;
  /** How often expired items are looked for. */
  readonly timeToLiveIntervalMilliseconds?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
};

export type DynamoDb = {
  /** @throws AwsError */
  readonly execute: (operation: string, input: unknown) => Promise<object>;
  /** What the call needs to be allowed; transactions item by item. @throws AwsError */
  readonly requiredPermissions: (operation: string, input: unknown) => readonly DynamoDbPermission[];
  /** Both of the above for a call that is read once. @throws AwsError */
  readonly read: (operation: string, input: unknown) => ReturnType<Operation>;
  /** Lets transactions end that have begun, then closes the file. */
  readonly close: () => Promise<void>;
};

/** Opens the file, or makes it. One process at a time. */
export function openDynamoDb(options: DynamoDbOptions): DynamoDb {
  const store = openStore(options.file);
  const { region = 'us-east-1', accountId = '000000000000' } = options;
  const database: Database = {
    store,
    now: options.now ?? Date.now,
    indexLagMilliseconds: options.indexLagMilliseconds ?? 20,
    transactionMilliseconds: options.transactionMilliseconds ?? 5,
    tables: new Map(store.tables().map((table) => [table.name, table])),
    held: new Set(),
    tokensInProgress: new Map(),
    arn: (resource) => `arn:aws:dynamodb:${region}:${accountId}:${resource}`,
  };
  const timer = setInterval(() => tidy(database), options.timeToLiveIntervalMilliseconds ?? 10_000);
  timer.unref();
  const read = (name: string, input: unknown) => {
    const operation = operations.get(name);
    if (operation === undefined) {
      throw AwsError.unknownOperation(`The local DynamoDB does not have the operation ${name}`);
    }
    return operation(database, input);
  };
  return {
    execute: async (operation, input) => read(operation, input).run(),
    requiredPermissions: (operation, input) => read(operation, input).permissions,
    read,
    close: async () => {
      clearInterval(timer);
      while (database.held.size > 0) await sleep(1);
      store.close();
    },
  };
}

function tidy(database: Database): void {
  catchUpIndexes(database);
  deleteExpiredItems(database);
  database.store.deleteTokens(database.now() - tokenLifetimeMilliseconds);
}
