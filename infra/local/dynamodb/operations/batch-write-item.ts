/** BatchWriteItem: writes that succeed or fail one by one. */
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import {
  addConsumption,
  type Consumption,
  consumedCapacity,
  writeConsumption,
} from '#infra/local/dynamodb/capacity.ts';
import { commitWrite, type Database, holdName, type Operation, requireTable } from '#infra/local/dynamodb/database.ts';
import { attributes, readInput, returnConsumedCapacity, tableName } from '#infra/local/dynamodb/input.ts';
import { decideWrite, deleteWrite, type ItemWrite, putWrite } from '#infra/local/dynamodb/item-write.ts';
import { itemPermission } from '#infra/local/dynamodb/permissions.ts';
import { tableRowKey } from '#infra/local/dynamodb/table-definition.ts';

const maximumWrites = 25;

const writeRequest = z.strictObject({
  PutRequest: z.strictObject({ Item: attributes }).optional(),
  DeleteRequest: z.strictObject({ Key: attributes }).optional(),
});
type WriteRequest = z.output<typeof writeRequest>;
const schema = z.strictObject({
  RequestItems: z.record(tableName, z.array(writeRequest).min(1).max(maximumWrites)),
  ReturnConsumedCapacity: returnConsumedCapacity,
});

type BatchWrite = { readonly name: string; readonly request: WriteRequest; readonly write: ItemWrite };

/** API reference, "BatchWriteItem". */
export const batchWriteItem: Operation = (database, raw) => {
  const input = readInput(schema, 'BatchWriteItem', raw);
  const writes = Object.entries(input.RequestItems).flatMap(([name, requests]) => {
    return requests.map((request) => ({ name, request, write: itemWrite(database, name, request) }));
  });
  requireDistinctItems(writes);
  return {
    permissions: Object.keys(input.RequestItems).map((name) => {
      const keys = writes.filter((write) => write.name === name).map(({ write }) => write.key);
      return itemPermission(database, 'BatchWriteItem', requireTable(database, name), keys);
    }),
    run: () => {
      const results = writes.map((batchWrite) => ({
        ...batchWrite,
        consumption: writeOne(database, batchWrite.write),
      }));
      const names = Object.keys(input.RequestItems);
      const capacity = names.map((name) => {
        const consumptions = results
          .filter((result) => result.name === name)
          .flatMap((result) => result.consumption ?? []);
        const total = consumptions.reduce(addConsumption, { table: 0, indexes: {} });
        return consumedCapacity(input.ReturnConsumedCapacity, name, total);
      });
      return {
        UnprocessedItems: unprocessedItems(results.filter(({ consumption }) => consumption === undefined)),
        ConsumedCapacity: input.ReturnConsumedCapacity === 'NONE' ? undefined : capacity,
      };
    },
  };
};

function itemWrite(database: Database, TableName: string, { PutRequest, DeleteRequest }: WriteRequest): ItemWrite {
  const unconditional = { TableName, ReturnValuesOnConditionCheckFailure: 'NONE' } as const;
  if (PutRequest && !DeleteRequest) return putWrite(database, { ...unconditional, ...PutRequest });
  if (DeleteRequest && !PutRequest) return deleteWrite(database, { ...unconditional, ...DeleteRequest });
  throw AwsError.validation('Supplied AttributeValue has more than one datatypes set, must contain exactly one');
}

function requireDistinctItems(writes: readonly BatchWrite[]): void {
  const names = writes.map(({ write: { table, key } }) => holdName(table, tableRowKey(table.keys, key)));
  if (names.length === 0) throw AwsError.validation('The requestItems parameter is required for BatchWriteItem');
  if (names.length > maximumWrites) throw AwsError.validation('Too many items requested for the BatchWriteItem call');
  if (new Set(names).size !== names.length) {
    throw AwsError.validation('Provided list of item keys contains duplicates');
  }
}

/** The units of the write, or undefined when a transaction holds the item: the caller is to send it again. */
function writeOne(database: Database, write: ItemWrite): Consumption | undefined {
  if (database.held.has(holdName(write.table, tableRowKey(write.table.keys, write.key)))) return undefined;
  const decided = decideWrite(database, write);
  const { beforeBytes, afterBytes, indexes } = database.store.transaction(() => commitWrite(database, decided));
  return writeConsumption(beforeBytes, afterBytes, indexes, false);
}

function unprocessedItems(writes: readonly BatchWrite[]): Readonly<Record<string, readonly WriteRequest[]>> {
  return Object.fromEntries(
    [...new Set(writes.map(({ name }) => name))].map((name) => {
      return [name, writes.filter((write) => write.name === name).map(({ request }) => request)];
    }),
  );
}
