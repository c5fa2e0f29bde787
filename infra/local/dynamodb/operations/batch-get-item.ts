/** BatchGetItem. */
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import type { Item } from '#infra/local/dynamodb/attribute-value.ts';
import { type CapacityMode, consumedCapacity, readUnits } from '#infra/local/dynamodb/capacity.ts';
import { type Database, holdName, type Operation, requireTable } from '#infra/local/dynamodb/database.ts';
import type { DocumentPath } from '#infra/local/dynamodb/expression/document-path.ts';
import { project } from '#infra/local/dynamodb/expression/projection.ts';
import {
  attributes,
  placeholderMembers,
  readInput,
  returnConsumedCapacity,
  tableName,
} from '#infra/local/dynamodb/input.ts';
import { itemPermission } from '#infra/local/dynamodb/permissions.ts';
import { requireKey, type TableDefinition, tableRowKey } from '#infra/local/dynamodb/table-definition.ts';
import { parseOptionalProjection } from './get-item.ts';

const maximumKeys = 100;
/** API reference, "BatchGetItem": what is over 16 MB comes back as unprocessed. */
const maximumBytes = 16 * 1024 * 1024;

const keysAndAttributes = z.strictObject({
  Keys: z.array(attributes).min(1).max(maximumKeys),
  ConsistentRead: z.boolean().default(false),
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: placeholderMembers.ExpressionAttributeNames,
});
const schema = z.strictObject({
  RequestItems: z.record(tableName, keysAndAttributes),
  ReturnConsumedCapacity: returnConsumedCapacity,
});

type TableRead = {
  readonly table: TableDefinition;
  readonly keys: readonly Item[];
  readonly paths: readonly DocumentPath[] | undefined;
  readonly consistent: boolean;
};

/** API reference, "BatchGetItem". */
export const batchGetItem: Operation = (database, raw) => {
  const input = readInput(schema, 'BatchGetItem', raw);
  const reads = Object.entries(input.RequestItems).map(([name, request]): TableRead => {
    const table = requireTable(database, name);
    for (const key of request.Keys) requireKey(table.keys, key);
    return { table, keys: request.Keys, paths: parseOptionalProjection(request), consistent: request.ConsistentRead };
  });
  requireDistinctKeys(reads);
  return {
    permissions: reads.map(({ table, keys }) => itemPermission(database, 'BatchGetItem', table, keys)),
    run: () => {
      const answers = readTables(database, reads, input.ReturnConsumedCapacity);
      const capacity = answers.flatMap((answer) => answer.capacity ?? []);
      const unprocessed = answers.filter(({ unprocessedKeys }) => unprocessedKeys.length > 0);
      return {
        Responses: Object.fromEntries(answers.map(({ name, items }) => [name, items])),
        UnprocessedKeys: Object.fromEntries(
          unprocessed.map(({ name, unprocessedKeys }) => [name, rawRequest(raw, name, unprocessedKeys)]),
        ),
        ConsumedCapacity: input.ReturnConsumedCapacity === 'NONE' ? undefined : capacity,
      };
    },
  };
};

function requireDistinctKeys(reads: readonly TableRead[]): void {
  const names = reads.flatMap(({ table, keys }) => keys.map((key) => holdName(table, tableRowKey(table.keys, key))));
  if (names.length === 0) throw AwsError.validation('The requestItems parameter is required for BatchGetItem');
  if (names.length > maximumKeys) throw AwsError.validation('Too many items requested for the BatchGetItem call');
  if (new Set(names).size !== names.length) {
    throw AwsError.validation('Provided list of item keys contains duplicates');
  }
}

function readTables(database: Database, reads: readonly TableRead[], mode: CapacityMode) {
  let total = 0;
  return reads.map(({ table, keys, paths, consistent }) => {
    const items: Item[] = [];
    const unprocessedKeys: Item[] = [];
    let units = 0;
    for (const key of keys) {
      const row = database.store.row(table.source, tableRowKey(table.keys, key));
      if (total + (row?.size ?? 0) > maximumBytes) {
        unprocessedKeys.push(key);
        continue;
      }
      total += row?.size ?? 0;
      // Each item is rounded up on its own.
      units += readUnits(row?.size ?? 0, consistent ? 'strong' : 'eventual');
      if (row) items.push(paths ? project(row.item, paths) : row.item);
    }
    const capacity = consumedCapacity(mode, table.name, { table: units, indexes: {} });
    return { name: table.name, items, unprocessedKeys, capacity };
  });
}

/** The table's request again, with the keys that are left. */
function rawRequest(raw: unknown, name: string, keys: readonly Item[]): object {
  const parsed = z.object({ RequestItems: z.record(z.string(), z.looseObject({})) }).parse(raw);
  return { ...parsed.RequestItems[name], Keys: keys };
}
