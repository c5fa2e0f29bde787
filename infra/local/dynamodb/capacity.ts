/** Consumed capacity, by the arithmetic of the developer guide ("DynamoDB read and write operations"). */
import type { IndexEffect } from './index-entries.ts';

/** Units by table, and there by index. */
export type Consumption = { readonly table: number; readonly indexes: Readonly<Record<string, number>> };
export type CapacityMode = 'NONE' | 'TOTAL' | 'INDEXES';
export type Consistency = 'eventual' | 'strong' | 'transactional';

const readFactor: Readonly<Record<Consistency, number>> = { eventual: 0.5, strong: 1, transactional: 2 };

/** Whole 4 KB blocks, at least one: half a unit each eventually consistent, two in a transaction. */
export function readUnits(bytes: number, consistency: Consistency): number {
  return Math.max(1, Math.ceil(bytes / 4096)) * readFactor[consistency];
}

/** Whole KB of the larger of the item before and after, at least one. */
function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

/** The units of one item's write. Transactions write the item twice, but its indexes once: they follow the commit. */
export function writeConsumption(
  beforeBytes: number,
  afterBytes: number,
  effects: readonly IndexEffect[],
  transactional: boolean,
): Consumption {
  const indexes = effects.map(({ index, writes }) => [index.name, sum(writes.map(writeUnits))] as const);
  return {
    table: writeUnits(Math.max(beforeBytes, afterBytes)) * (transactional ? 2 : 1),
    indexes: Object.fromEntries(indexes),
  };
}

/** Several consumptions of one table as one. */
export function addConsumption(left: Consumption | undefined, right: Consumption): Consumption {
  if (left === undefined) return right;
  const names = new Set([...Object.keys(left.indexes), ...Object.keys(right.indexes)]);
  const indexes = [...names].map((name) => [name, (left.indexes[name] ?? 0) + (right.indexes[name] ?? 0)] as const);
  return { table: left.table + right.table, indexes: Object.fromEntries(indexes) };
}

/** The response's member `ConsumedCapacity` for one table. `unit` names the units of a transaction besides. */
export function consumedCapacity(
  mode: CapacityMode,
  tableName: string,
  consumption: Consumption,
  unit?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): object | undefined {
  if (mode === 'NONE') return undefined;
  const units = (value: number) => ({ CapacityUnits: value, ...(unit && { [unit]: value }) });
  const indexes = Object.entries(consumption.indexes);
  const total = { TableName: tableName, ...units(consumption.table + sum(indexes.map(([, value]) => value))) };
  if (mode === 'TOTAL') return total;
  return {
    ...total,
    Table: units(consumption.table),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: Object.fromEntries(indexes.map(([name, value]) => [name, units(value)])),
    }),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
