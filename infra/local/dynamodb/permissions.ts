/** The IAM permissions that calls need (service authorization reference, "Actions, resources, and condition keys"). */
import { type AttributeValue, attribute, type Item } from './attribute-value.ts';
import type { Database, DynamoDbPermission } from './database.ts';
import type { TableDefinition } from './table-definition.ts';

/** The permission for an action on items of a table or of one of its indexes. */
export function itemPermission(
  database: Database,
  action: string,
  table: TableDefinition,
  keys: readonly Item[],
  indexName?: string,
): DynamoDbPermission {
  const resource = indexName === undefined ? `table/${table.name}` : `table/${table.name}/index/${indexName}`;
  const leadingKeys = keys.map((key) => keyText(attribute(key, table.keys.hash.name)));
  return { action: `dynamodb:${action}`, resource: database.arn(resource), leadingKeys: [...new Set(leadingKeys)] };
}

/** The permission for an action on the table as such. */
export function tablePermission(database: Database, action: string, tableName: string): DynamoDbPermission {
  return { action: `dynamodb:${action}`, resource: database.arn(`table/${tableName}`), leadingKeys: [] };
}

/** A key's value as policies write it. */
export function keyText(value: AttributeValue | undefined): string {
  if (value === undefined) return '';
  if ('S' in value) return value.S;
  if ('N' in value) return value.N;
  return 'B' in value ? value.B : '';
}
