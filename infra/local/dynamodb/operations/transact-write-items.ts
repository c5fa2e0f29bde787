/** TransactWriteItems: prepare, hold the items for a moment, commit; all of it or nothing. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import type { Item } from '#infra/local/dynamodb/attribute-value.ts';
import {
  addConsumption,
  type CapacityMode,
  type Consumption,
  consumedCapacity,
  readUnits,
  writeConsumption,
} from '#infra/local/dynamodb/capacity.ts';
import {
  commitWrite,
  type Database,
  type DecidedWrite,
  holdName,
  type Operation,
} from '#infra/local/dynamodb/database.ts';
import { readInput, returnConsumedCapacity } from '#infra/local/dynamodb/input.ts';
import { itemSize } from '#infra/local/dynamodb/item-size.ts';
import {
  checkWrite,
  decideWrite,
  deleteMembers,
  deleteWrite,
  type ItemWrite,
  putMembers,
  putWrite,
  updateMembers,
  updateWrite,
} from '#infra/local/dynamodb/item-write.ts';
import { itemPermission } from '#infra/local/dynamodb/permissions.ts';
import { type TableDefinition, tableRowKey } from '#infra/local/dynamodb/table-definition.ts';
import {
  type CancellationReason,
  cancelTransaction,
  reasonOf,
} from '#infra/local/dynamodb/transaction-cancellation.ts';
import { hashRequest, isCommitted } from '#infra/local/dynamodb/transaction-token.ts';

/** API reference, "TransactWriteItems": at most 100 actions of 4 MB together. */
const maximumActions = 100;
const maximumBytes = 4 * 1024 * 1024;
const schema = z.strictObject({
  TransactItems: z
    .array(
      z.strictObject({
        Put: z.strictObject(putMembers).optional(),
        Update: z.strictObject({ ...updateMembers, UpdateExpression: z.string() }).optional(),
        Delete: z.strictObject(deleteMembers).optional(),
        ConditionCheck: z.strictObject({ ...deleteMembers, ConditionExpression: z.string() }).optional(),
      }),
    )
    .min(1)
    .max(maximumActions),
  ClientRequestToken: z.string().min(1).max(36).optional(),
  ReturnConsumedCapacity: returnConsumedCapacity,
});
type TransactItem = z.output<typeof schema>['TransactItems'][number];

/** API reference, "TransactWriteItems". Each item is authorized as an action of its own. */
export const transactWriteItems: Operation = (database, raw) => {
  const input = readInput(schema, 'TransactWriteItems', raw);
  const writes = input.TransactItems.map((item) => itemWrite(database, item));
  requireDistinctItems(writes);
  return {
    permissions: writes.map(({ action, table, key }) => itemPermission(database, action, table, [key])),
    run: async () => {
      const token = input.ClientRequestToken;
      if (token === undefined) return commit(database, writes, input.ReturnConsumedCapacity, () => {});
      const requestHash = hashRequest(raw);
      if (isCommitted(database, token, requestHash))
        return repeatedAnswer(database, writes, input.ReturnConsumedCapacity);
      database.tokensInProgress.set(token, requestHash);
      const saveToken = () => database.store.saveToken(token, requestHash, database.now());
      try {
        return await commit(database, writes, input.ReturnConsumedCapacity, saveToken);
      } finally {
        database.tokensInProgress.delete(token);
      }
    },
  };
};

function itemWrite(database: Database, item: TransactItem): ItemWrite {
  const [write, second] = [
    item.Put && putWrite(database, item.Put),
    item.Update && updateWrite(database, item.Update),
    item.Delete && deleteWrite(database, item.Delete),
    item.ConditionCheck && checkWrite(database, item.ConditionCheck),
  ].filter((candidate) => candidate !== undefined);
  if (write === undefined || second !== undefined) {
    throw AwsError.validation('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  return write;
}

function requireDistinctItems(writes: readonly ItemWrite[]): void {
  const names = writes.map(({ table, key }) => holdName(table, tableRowKey(table.keys, key)));
  if (new Set(names).size !== names.length) {
    throw AwsError.validation('Transaction request cannot include multiple operations on one item');
  }
}

async function commit(database: Database, writes: readonly ItemWrite[], mode: CapacityMode, saveToken: () => void) {
  const decided = prepare(database, writes);
  const names = decided.map(({ table, key }) => holdName(table, key));
  for (const name of names) database.held.add(name);
  try {
    if (database.transactionMilliseconds > 0) await sleep(database.transactionMilliseconds);
    const consumption = database.store.transaction(() => {
      saveToken();
      return writes.map((write, index) => commitOne(database, write, decided[index]));
    });
    return { ConsumedCapacity: capacityByTable(mode, consumption, 'WriteCapacityUnits') };
  } finally {
    for (const name of names) database.held.delete(name);
  }
}

/** Decides every write, or cancels for the reasons of those that cannot be. */
function prepare(database: Database, writes: readonly ItemWrite[]): readonly DecidedWrite[] {
  const reasons: CancellationReason[] = [];
  const decided: DecidedWrite[] = [];
  for (const write of writes) {
    try {
      decided.push(decideWrite(database, write));
      reasons.push({ Code: 'None' });
    } catch (error) {
      reasons.push(reasonOf(error));
    }
  }
  if (decided.length < writes.length) throw cancelTransaction(reasons);
  const bytes = decided.reduce((sum, { after }) => sum + (after ? itemSize(after) : 0), 0);
  if (bytes > maximumBytes) {
    throw AwsError.validation('Collective size of items in transaction has exceeded the maximum limit of 4MB');
  }
  return decided;
}

type TableConsumption = { readonly table: TableDefinition; readonly consumption: Consumption };

function commitOne(database: Database, write: ItemWrite, decided: DecidedWrite | undefined): TableConsumption {
  if (decided === undefined) throw new TypeError('a write was not decided');
  const { table } = write;
  if (write.action === 'ConditionCheckItem') {
    const bytes = decided.before ? itemSize(decided.before) : 0;
    return { table, consumption: writeConsumption(bytes, bytes, [], true) };
  }
  const { beforeBytes, afterBytes, indexes } = commitWrite(database, decided);
  return { table, consumption: writeConsumption(beforeBytes, afterBytes, indexes, true) };
}

/** One `ConsumedCapacity` for each table, in the order in which the request names them. */
export function capacityByTable(
  mode: CapacityMode,
  consumptions: readonly TableConsumption[],
  unit: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): readonly object[] | undefined {
  const byTable = new Map<string, Consumption>();
  for (const { table, consumption } of consumptions) {
    byTable.set(table.name, addConsumption(byTable.get(table.name), consumption));
  }
  if (mode === 'NONE') return undefined;
  return [...byTable].flatMap(([name, consumption]) => consumedCapacity(mode, name, consumption, unit) ?? []);
}

/** Developer guide, "Idempotency": the repetition writes nothing and consumes the units of reading the items. */
function repeatedAnswer(database: Database, writes: readonly ItemWrite[], mode: CapacityMode): object {
  const size = (table: TableDefinition, key: Item) =>
    database.store.row(table.source, tableRowKey(table.keys, key))?.size ?? 0;
  const consumptions = writes.map(({ table, key }) => {
    return { table, consumption: { table: readUnits(size(table, key), 'transactional'), indexes: {} } };
  });
  return { ConsumedCapacity: capacityByTable(mode, consumptions, 'ReadCapacityUnits') };
}
