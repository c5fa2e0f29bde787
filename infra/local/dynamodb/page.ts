/** One page of a Query or Scan: rows read in order until the limit or 1 MB, then filtered and projected. */
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import { type Item, typeOf } from './attribute-value.ts';
import { consumedCapacity, readUnits } from './capacity.ts';
import { catchUpIndexes, type Database } from './database.ts';
import { type Condition, conditionPaths, meetsCondition } from './expression/condition.ts';
import { parseCondition } from './expression/condition-parser.ts';
import type { DocumentPath } from './expression/document-path.ts';
import type { Placeholders } from './expression/placeholders.ts';
import { parseProjection, project } from './expression/projection.ts';
import { attributes, placeholderMembers, returnConsumedCapacity, tableName } from './input.ts';
import type { RowRange } from './store.ts';
import {
  type IndexDefinition,
  indexRowKey,
  type KeySchema,
  keyAttributes,
  keyOf,
  type RowKey,
  requireKey,
  requireScalarKeys,
  type TableDefinition,
  tableRowKey,
} from './table-definition.ts';

/** Developer guide, "Paginating table query results". */
const maximumPageBytes = 1024 * 1024;

/** The members that Query and Scan share. */
export const pageMembers = {
  TableName: tableName,
  IndexName: z.string().optional(),
  ConsistentRead: z.boolean().default(false),
  ExclusiveStartKey: attributes.optional(),
  FilterExpression: z.string().optional(),
  ProjectionExpression: z.string().optional(),
  Limit: z.number().int().min(1).optional(),
  Select: z.enum(['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT']).optional(),
  ...placeholderMembers,
  ReturnConsumedCapacity: returnConsumedCapacity,
};
export type PageInput = z.output<z.ZodObject<typeof pageMembers>>;

/** The table or the index that is read. */
export type PageSource = {
  readonly table: TableDefinition;
  readonly index: IndexDefinition | undefined;
  readonly keys: KeySchema;
};

/** @throws a validation error for an index that is not there, or that is asked for more than it can give */
export function pageSource(table: TableDefinition, input: PageInput): PageSource {
  if (input.IndexName === undefined) return { table, index: undefined, keys: table.keys };
  const index = table.indexes.find(({ name }) => name === input.IndexName);
  if (index === undefined) {
    throw AwsError.validation(`The table does not have the specified index: ${input.IndexName}`);
  }
  if (input.ConsistentRead) {
    throw AwsError.validation('Consistent reads are not supported on global secondary indexes');
  }
  if (input.Select === 'ALL_ATTRIBUTES' && index.projection.type !== 'ALL') {
    const reason = `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name}`;
    throw AwsError.validation(
      `One or more parameter values were invalid: ${reason} because its projection type is not ALL`,
    );
  }
  return { table, index, keys: index.keys };
}

/** The names of the source's key and, in an index, of the table's. */
function startKeyNames({ table, keys }: PageSource): ReadonlySet<string> {
  return new Set([...keyAttributes(table.keys), ...keyAttributes(keys)].map(({ name }) => name));
}

/** The row that the page begins behind. @throws a validation error for a key that no page of this source ends with */
export function startRow(source: PageSource, start: Item | undefined): RowKey | undefined {
  if (start === undefined) return undefined;
  const { table, index } = source;
  const names = startKeyNames(source);
  const keys = [...keyAttributes(table.keys), ...keyAttributes(source.keys)];
  const fits = keys.every(
    ({ name, type }) => Object.hasOwn(start, name) && start[name] && typeOf(start[name]) === type,
  );
  if (!fits || Object.keys(start).length !== names.size) {
    throw AwsError.validation('The provided starting key is invalid');
  }
  requireKey(table.keys, keyOf(table.keys, start));
  return index ? indexRowKey(table, index, start) : tableRowKey(table.keys, start);
}

/** What of each item the page wants. */
export type PageView = { readonly filter: Condition | undefined; readonly paths: readonly DocumentPath[] | undefined };

/** @throws a validation error */
export function pageView(source: PageSource, input: PageInput, placeholders: Placeholders): PageView {
  const { FilterExpression: filter, ProjectionExpression: projection, Select } = input;
  if (projection === undefined && Select === 'SPECIFIC_ATTRIBUTES') {
    throw AwsError.validation('SPECIFIC_ATTRIBUTES requires a ProjectionExpression');
  }
  if (projection !== undefined && Select !== undefined && Select !== 'SPECIFIC_ATTRIBUTES') {
    throw AwsError.validation(`Cannot specify the ProjectionExpression when choosing to get ${Select}`);
  }
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && source.index === undefined) {
    throw AwsError.validation('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  const condition = filter === undefined ? undefined : parseCondition('FilterExpression', filter, placeholders);
  const paths = projection === undefined ? undefined : parseProjection(projection, placeholders);
  requireScalarKeys(source.table, [...(condition ? conditionPaths(condition) : []), ...(paths ?? [])]);
  return { filter: condition, paths };
}

/** @throws a validation error when a Query's filter reads a key: that belongs in the key condition */
export function requireNoKeysInFilter({ keys }: PageSource, { filter }: PageView): void {
  const names = new Set(keyAttributes(keys).map(({ name }) => name));
  const key = filter && conditionPaths(filter).find(([name]) => names.has(name))?.[0];
  if (key !== undefined) {
    const rule = 'Filter Expression can only contain non-primary key attributes: Primary key attribute';
    throw AwsError.validation(`${rule}: ${key}`);
  }
}

/** Reads the page. The units count what was read, not what the filter let through. */
export function readPage(database: Database, source: PageSource, range: RowRange, input: PageInput, view: PageView) {
  if (source.index) catchUpIndexes(database);
  const items: Item[] = [];
  let bytes = 0;
  let scanned = 0;
  let last: Item | undefined;
  for (const { item, size } of database.store.rows(source.index?.source ?? source.table.source, range)) {
    bytes += size;
    scanned += 1;
    if (view.filter === undefined || meetsCondition(item, view.filter)) items.push(item);
    if (scanned === input.Limit || bytes >= maximumPageBytes) {
      last = item;
      break;
    }
  }
  const units = readUnits(bytes, input.ConsistentRead ? 'strong' : 'eventual');
  const consumption = source.index
    ? { table: 0, indexes: { [source.index.name]: units } }
    : { table: units, indexes: {} };
  const { paths } = view;
  const found = paths ? items.map((item) => project(item, paths)) : items;
  return {
    Count: items.length,
    ScannedCount: scanned,
    Items: input.Select === 'COUNT' ? undefined : found,
    LastEvaluatedKey: last && lastKey(source, last),
    ConsumedCapacity: consumedCapacity(input.ReturnConsumedCapacity, source.table.name, consumption),
  };
}

function lastKey(source: PageSource, item: Item): Item {
  const names = startKeyNames(source);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}
