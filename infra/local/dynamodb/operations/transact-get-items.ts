/** TransactGetItems. */
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import { readUnits } from '#infra/local/dynamodb/capacity.ts';
import { holdName, type Operation, requireTable } from '#infra/local/dynamodb/database.ts';
import { project } from '#infra/local/dynamodb/expression/projection.ts';
import {
  attributes,
  placeholderMembers,
  readInput,
  returnConsumedCapacity,
  tableName,
} from '#infra/local/dynamodb/input.ts';
import { itemPermission } from '#infra/local/dynamodb/permissions.ts';
import { requireKey, tableRowKey } from '#infra/local/dynamodb/table-definition.ts';
import { cancelTransaction } from '#infra/local/dynamodb/transaction-cancellation.ts';
import { parseOptionalProjection } from './get-item.ts';
import { capacityByTable } from './transact-write-items.ts';

const maximumGets = 100;

const get = z.strictObject({
  TableName: tableName,
  Key: attributes,
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: placeholderMembers.ExpressionAttributeNames,
});
const schema = z.strictObject({
  TransactItems: z
    .array(z.strictObject({ Get: get }))
    .min(1)
    .max(maximumGets),
  ReturnConsumedCapacity: returnConsumedCapacity,
});

/** API reference, "TransactGetItems": all items as of one moment; cancelled when a transaction writes one of them. */
export const transactGetItems: Operation = (database, raw) => {
  const input = readInput(schema, 'TransactGetItems', raw);
  const gets = input.TransactItems.map(({ Get }) => {
    const table = requireTable(database, Get.TableName);
    requireKey(table.keys, Get.Key);
    return { table, key: Get.Key, row: tableRowKey(table.keys, Get.Key), paths: parseOptionalProjection(Get) };
  });
  const names = gets.map(({ table, row }) => holdName(table, row));
  if (new Set(names).size !== names.length) {
    throw AwsError.validation('Transaction request cannot include multiple operations on one item');
  }
  return {
    permissions: gets.map(({ table, key }) => itemPermission(database, 'GetItem', table, [key])),
    run: () => {
      if (names.some((name) => database.held.has(name))) {
        const conflict = { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' } as const;
        const reasons = names.map((name) => (database.held.has(name) ? conflict : ({ Code: 'None' } as const)));
        throw cancelTransaction(reasons);
      }
      const rows = gets.map(({ table, row }) => database.store.row(table.source, row));
      const consumptions = gets.map(({ table }, index) => {
        const units = readUnits(rows[index]?.size ?? 0, 'transactional');
        return { table, consumption: { table: units, indexes: {} } };
      });
      return {
        Responses: gets.map(({ paths }, index) => {
          const item = rows[index]?.item;
          return { Item: item && paths ? project(item, paths) : item };
        }),
        ConsumedCapacity: capacityByTable(input.ReturnConsumedCapacity, consumptions, 'ReadCapacityUnits'),
      };
    },
  };
};
