/** GetItem. */
import * as z from 'zod';
import { consumedCapacity, readUnits } from '#infra/local/dynamodb/capacity.ts';
import { type Operation, requireTable } from '#infra/local/dynamodb/database.ts';
import { createPlaceholders } from '#infra/local/dynamodb/expression/placeholders.ts';
import { parseProjection, project } from '#infra/local/dynamodb/expression/projection.ts';
import {
  attributes,
  placeholderMembers,
  readInput,
  returnConsumedCapacity,
  tableName,
} from '#infra/local/dynamodb/input.ts';
import { itemPermission } from '#infra/local/dynamodb/permissions.ts';
import { requireKey, tableRowKey } from '#infra/local/dynamodb/table-definition.ts';

const schema = z.strictObject({
  TableName: tableName,
  Key: attributes,
  ConsistentRead: z.boolean().default(false),
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: placeholderMembers.ExpressionAttributeNames,
  ReturnConsumedCapacity: returnConsumedCapacity,
});

/** API reference, "GetItem". */
export const getItem: Operation = (database, raw) => {
  const input = readInput(schema, 'GetItem', raw);
  const table = requireTable(database, input.TableName);
  requireKey(table.keys, input.Key);
  const paths = parseOptionalProjection(input);
  return {
    permissions: [itemPermission(database, 'GetItem', table, [input.Key])],
    run: () => {
      const row = database.store.row(table.source, tableRowKey(table.keys, input.Key));
      const units = readUnits(row?.size ?? 0, input.ConsistentRead ? 'strong' : 'eventual');
      const consumption = { table: units, indexes: {} };
      return {
        Item: row && paths ? project(row.item, paths) : row?.item,
        ConsumedCapacity: consumedCapacity(input.ReturnConsumedCapacity, table.name, consumption),
      };
    },
  };
};

type ProjectionInput = Pick<z.output<typeof schema>, 'ProjectionExpression' | 'ExpressionAttributeNames'>;

/** The projection of a read by key, if it has one. @throws a validation error */
export function parseOptionalProjection(input: ProjectionInput) {
  const placeholders = createPlaceholders(input, input.ProjectionExpression !== undefined);
  if (input.ProjectionExpression === undefined) return undefined;
  const paths = parseProjection(input.ProjectionExpression, placeholders);
  placeholders.requireAllUsed();
  return paths;
}
