/** Put, update, delete and condition check of one item: alike whether they stand alone or in a transaction. */
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import { type Item, parseItem } from './attribute-value.ts';
import { type Database, type DecidedWrite, holdName, requireTable, storedItem } from './database.ts';
import { type Condition, conditionPaths, meetsCondition } from './expression/condition.ts';
import { parseCondition } from './expression/condition-parser.ts';
import { createPlaceholders, type Placeholders } from './expression/placeholders.ts';
import { applyUpdate, type UpdateAction } from './expression/update.ts';
import { parseUpdate } from './expression/update-parser.ts';
import { attributes, conditionMembers } from './input.ts';
import { itemSize, requireItemSize } from './item-size.ts';
import {
  keyAttributes,
  keyOf,
  requireItemKeys,
  requireKey,
  requireScalarKeys,
  type TableDefinition,
  tableRowKey,
} from './table-definition.ts';

export const putMembers = { ...conditionMembers, Item: attributes };
export const deleteMembers = { ...conditionMembers, Key: attributes };
export const updateMembers = { ...conditionMembers, Key: attributes, UpdateExpression: z.string().optional() };

type ConditionInput = z.output<z.ZodObject<typeof conditionMembers>>;
export type PutInput = z.output<z.ZodObject<typeof putMembers>>;
export type DeleteInput = z.output<z.ZodObject<typeof deleteMembers>>;
export type UpdateInput = z.output<z.ZodObject<typeof updateMembers>>;

/** One write, read and checked, but not yet compared with the stored item. */
export type ItemWrite = {
  readonly action: 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';
  readonly table: TableDefinition;
  /** The key attributes of the item. */
  readonly key: Item;
  readonly condition: Condition | undefined;
  readonly returnsItemOnFailure: boolean;
  /** The item after the write, given the one before; undefined when it goes. */
  readonly result: (before: Item | undefined) => Item | undefined;
  /** What an update does; empty for other writes. */
  readonly updates: readonly UpdateAction[];
};

/** @throws a validation error */
export function putWrite(database: Database, input: PutInput): ItemWrite {
  const table = requireTable(database, input.TableName);
  const { condition } = parseExpressions(table, input);
  requireItemKeys(table, input.Item);
  requireItemSize(itemSize(input.Item), 'Item size has exceeded the maximum allowed size');
  const key = keyOf(table.keys, input.Item);
  return { ...common(input, table), action: 'PutItem', key, condition, result: () => input.Item, updates: [] };
}

/** @throws a validation error */
export function deleteWrite(database: Database, input: DeleteInput): ItemWrite {
  const table = requireTable(database, input.TableName);
  const { condition } = parseExpressions(table, input);
  requireKey(table.keys, input.Key);
  const result = () => undefined;
  return { ...common(input, table), action: 'DeleteItem', key: input.Key, condition, result, updates: [] };
}

/** Asks for the condition only. @throws a validation error */
export function checkWrite(database: Database, input: DeleteInput): ItemWrite {
  const result = (before: Item | undefined) => before;
  return { ...deleteWrite(database, input), action: 'ConditionCheckItem', result };
}

/** @throws a validation error */
export function updateWrite(database: Database, input: UpdateInput): ItemWrite {
  const table = requireTable(database, input.TableName);
  const { condition, updates } = parseExpressions(table, input);
  requireKey(table.keys, input.Key);
  requireKeysUntouched(table, updates);
  const result = (before: Item | undefined) => {
    // An update of a missing item makes one that begins with its key.
    const after = applyUpdate(before ?? input.Key, updates);
    requireItemKeys(table, after);
    requireItemSize(itemSize(after), 'Item size to update has exceeded the maximum allowed size');
    // Reading it as a request is read refuses what only grew too deep by the update.
    return parseItem(after);
  };
  return { ...common(input, table), action: 'UpdateItem', key: input.Key, condition, result, updates };
}

function common(input: ConditionInput, table: TableDefinition) {
  return { table, returnsItemOnFailure: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' };
}

function parseExpressions(
  table: TableDefinition,
  input: ConditionInput & { readonly UpdateExpression?: string | undefined },
) {
  const { ConditionExpression: condition, UpdateExpression: update } = input;
  const placeholders: Placeholders = createPlaceholders(input, condition !== undefined || update !== undefined);
  const updates = update === undefined ? [] : parseUpdate(update, placeholders);
  const parsed = condition === undefined ? undefined : parseCondition('ConditionExpression', condition, placeholders);
  placeholders.requireAllUsed();
  requireScalarKeys(table, [...(parsed ? conditionPaths(parsed) : []), ...updates.map(({ path }) => path)]);
  return { condition: parsed, updates };
}

function requireKeysUntouched(table: TableDefinition, updates: readonly UpdateAction[]): void {
  const keys = new Set(keyAttributes(table.keys).map(({ name }) => name));
  const touched = updates.map(({ path: [name] }) => name).find((name) => keys.has(name));
  if (touched === undefined) return;
  const problem = `Cannot update attribute ${touched}. This attribute is part of the key`;
  throw AwsError.validation(`One or more parameter values were invalid: ${problem}`);
}

/**
 * Compares the write with the stored item.
 * @throws TransactionConflictException, ConditionalCheckFailedException, or a validation error
 */
export function decideWrite(database: Database, write: ItemWrite): DecidedWrite {
  const { table } = write;
  const key = tableRowKey(table.keys, write.key);
  if (database.held.has(holdName(table, key))) {
    throw new AwsError('TransactionConflictException', 400, 'Transaction is ongoing for the item');
  }
  const before = storedItem(database, table, write.key);
  if (write.condition && !meetsCondition(before ?? {}, write.condition)) {
    const item = write.returnsItemOnFailure && before ? { Item: before } : {};
    throw new AwsError('ConditionalCheckFailedException', 400, 'The conditional request failed', item);
  }
  return { table, key, before, after: write.result(before) };
}
