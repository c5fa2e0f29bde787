/** CreateTable: on-demand tables with global secondary indexes, ready at once. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import type { Database, Operation } from '#infra/local/dynamodb/database.ts';
import { readInput, tableName } from '#infra/local/dynamodb/input.ts';
import { tablePermission } from '#infra/local/dynamodb/permissions.ts';
import type {
  IndexDefinition,
  KeyAttribute,
  KeySchema,
  KeyType,
  TableDefinition,
} from '#infra/local/dynamodb/table-definition.ts';
import { describe } from './describe-table.ts';

const keySchema = z
  .array(z.strictObject({ AttributeName: z.string().min(1).max(255), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1)
  .max(2);
const projection = z.strictObject({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).min(1).max(20).optional(),
});
const index = z.strictObject({ IndexName: tableName, KeySchema: keySchema, Projection: projection });
const schema = z.strictObject({
  TableName: tableName,
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string().min(1).max(255), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z.array(index).min(1).max(20).optional(),
});
type CreateTableInput = z.output<typeof schema>;

/** API reference, "CreateTable". */
export const createTable: Operation = (database, raw) => {
  const input = readInput(schema, 'CreateTable', raw);
  return {
    permissions: [tablePermission(database, 'CreateTable', input.TableName)],
    run: () => {
      if (database.tables.has(input.TableName)) {
        throw new AwsError('ResourceInUseException', 400, `Table already exists: ${input.TableName}`);
      }
      const table = tableDefinition(database, input);
      database.store.saveTable(table);
      database.tables.set(table.name, table);
      return { TableDescription: describe(database, table) };
    },
  };
};

function tableDefinition(database: Database, input: CreateTableInput): TableDefinition {
  const types = new Map(
    input.AttributeDefinitions.map((definition) => [definition.AttributeName, definition.AttributeType]),
  );
  const source = nextSource(database);
  const indexes = (input.GlobalSecondaryIndexes ?? []).map((request, offset): IndexDefinition => {
    const { ProjectionType: type, NonKeyAttributes: attributes } = request.Projection;
    if ((type === 'INCLUDE') !== (attributes !== undefined)) {
      throw invalid('NonKeyAttributes go with the ProjectionType INCLUDE, and only with it');
    }
    const keys = parseKeys(request.KeySchema, types);
    return {
      name: request.IndexName,
      source: source + 1 + offset,
      keys,
      projection: { type, attributes: attributes ?? [] },
    };
  });
  if (new Set(indexes.map(({ name }) => name)).size !== indexes.length) throw invalid('Duplicate index name');
  const keys = parseKeys(input.KeySchema, types);
  requireAllUsed(types, [keys, ...indexes.map((definition) => definition.keys)]);
  const createdAtEpochSeconds = Math.floor(database.now() / 1000);
  return { name: input.TableName, id: randomUUID(), source, keys, indexes, createdAtEpochSeconds };
}

/** A deleted table's source may be used again: its rows went with it. */
function nextSource(database: Database): number {
  const sources = [...database.tables.values()].flatMap(({ source, indexes }) => {
    return [source, ...indexes.map((definition) => definition.source)];
  });
  return Math.max(0, ...sources) + 1;
}

function parseKeys(schemaInput: CreateTableInput['KeySchema'], types: ReadonlyMap<string, KeyType>): KeySchema {
  const [hash, range] = schemaInput;
  if (hash?.KeyType !== 'HASH') throw invalid('The first KeySchemaElement is not a HASH key type');
  if (range === undefined) return { hash: keyAttribute(hash.AttributeName, types) };
  if (range.KeyType !== 'RANGE') throw invalid('The second KeySchemaElement is not a RANGE key type');
  if (hash.AttributeName === range.AttributeName) {
    throw invalid('Both the Hash Key and the Range Key element in the KeySchema have the same name');
  }
  return { hash: keyAttribute(hash.AttributeName, types), range: keyAttribute(range.AttributeName, types) };
}

function keyAttribute(name: string, types: ReadonlyMap<string, KeyType>): KeyAttribute {
  const type = types.get(name);
  if (type === undefined) {
    throw invalid(`Some index key attributes are not defined in AttributeDefinitions. Keys: [${name}]`);
  }
  return { name, type };
}

function requireAllUsed(types: ReadonlyMap<string, KeyType>, schemas: readonly KeySchema[]): void {
  const used = new Set(schemas.flatMap(({ hash, range }) => [hash.name, ...(range ? [range.name] : [])]));
  const unused = [...types.keys()].filter((name) => !used.has(name));
  if (unused.length > 0) {
    throw invalid(`Some AttributeDefinitions are not used. AttributeDefinitions: [${unused.join(', ')}]`);
  }
}

function invalid(reason: string): AwsError {
  return AwsError.validation(`One or more parameter values were invalid: ${reason}`);
}
