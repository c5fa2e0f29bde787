/** DescribeTable and DeleteTable. */
import * as z from 'zod';
import { type Database, type Operation, requireTable } from '#infra/local/dynamodb/database.ts';
import { readInput, tableName } from '#infra/local/dynamodb/input.ts';
import { tablePermission } from '#infra/local/dynamodb/permissions.ts';
import { type KeySchema, keyAttributes, type TableDefinition } from '#infra/local/dynamodb/table-definition.ts';

const schema = z.strictObject({ TableName: tableName });

/** API reference, "DescribeTable". Counts are exact; in DynamoDB they are hours old. */
export const describeTable: Operation = (database, raw) => {
  const { TableName } = readInput(schema, 'DescribeTable', raw);
  return {
    permissions: [tablePermission(database, 'DescribeTable', TableName)],
    run: () => ({ Table: describe(database, requireTable(database, TableName)) }),
  };
};

/** API reference, "DeleteTable". */
export const deleteTable: Operation = (database, raw) => {
  const { TableName } = readInput(schema, 'DeleteTable', raw);
  return {
    permissions: [tablePermission(database, 'DeleteTable', TableName)],
    run: () => {
      const table = requireTable(database, TableName);
      const description = describe(database, table);
      database.store.transaction(() => {
        for (const { source } of [table, ...table.indexes]) database.store.deleteSource(source);
        database.store.deleteTable(TableName);
      });
      database.tables.delete(TableName);
      return { TableDescription: { ...description, TableStatus: 'DELETING' } };
    },
  };
};

/** The description of a table, as CreateTable and DescribeTable answer it. */
export function describe(database: Database, table: TableDefinition): object {
  const { count, bytes } = database.store.totals(table.source);
  const keys = [table.keys, ...table.indexes.map((index) => index.keys)].flatMap(keyAttributes);
  const types = new Map(keys.map(({ name, type }) => [name, type]));
  const indexes = table.indexes.map((index) => describeIndex(database, table, index));
  return {
    TableName: table.name,
    TableId: table.id,
    TableArn: database.arn(`table/${table.name}`),
    TableStatus: 'ACTIVE',
    CreationDateTime: table.createdAtEpochSeconds,
    AttributeDefinitions: [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: describeKeys(table.keys),
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 },
    ItemCount: count,
    TableSizeBytes: bytes,
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  };
}

function describeIndex(database: Database, table: TableDefinition, index: TableDefinition['indexes'][number]): object {
  const { count, bytes } = database.store.totals(index.source);
  const { type, attributes } = index.projection;
  return {
    IndexName: index.name,
    IndexArn: database.arn(`table/${table.name}/index/${index.name}`),
    IndexStatus: 'ACTIVE',
    KeySchema: describeKeys(index.keys),
    Projection: { ProjectionType: type, ...(attributes.length > 0 && { NonKeyAttributes: attributes }) },
    ItemCount: count,
    IndexSizeBytes: bytes,
  };
}

function describeKeys(keys: KeySchema): object {
  const elements = keyAttributes(keys);
  return elements.map(({ name }, index) => ({ AttributeName: name, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
}
