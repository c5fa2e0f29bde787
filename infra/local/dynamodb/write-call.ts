/** Runs the write of one item as a call of its own, and answers with what the request wants back. */
import type { Item } from './attribute-value.ts';
import { type CapacityMode, consumedCapacity, writeConsumption } from './capacity.ts';
import { type Call, commitWrite, type Database, type DecidedWrite } from './database.ts';
import { project } from './expression/projection.ts';
import type { UpdateAction } from './expression/update.ts';
import { decideWrite, type ItemWrite } from './item-write.ts';
import { itemPermission } from './permissions.ts';

type ReturnValues = 'NONE' | 'ALL_OLD' | 'UPDATED_OLD' | 'ALL_NEW' | 'UPDATED_NEW';
type WriteOptions = { readonly ReturnValues: ReturnValues; readonly ReturnConsumedCapacity: CapacityMode };

/** The call of PutItem, UpdateItem and DeleteItem. */
export function writeCall(database: Database, write: ItemWrite, options: WriteOptions): Call {
  return {
    permissions: [itemPermission(database, write.action, write.table, [write.key])],
    run: () => {
      const decided = decideWrite(database, write);
      const effects = database.store.transaction(() => commitWrite(database, decided));
      const consumption = writeConsumption(effects.beforeBytes, effects.afterBytes, effects.indexes, false);
      return {
        Attributes: returnedAttributes(options.ReturnValues, decided, write.updates),
        ConsumedCapacity: consumedCapacity(options.ReturnConsumedCapacity, write.table.name, consumption),
      };
    },
  };
}

function returnedAttributes(
  returnValues: ReturnValues,
  { before, after }: DecidedWrite,
  updates: readonly UpdateAction[],
): Item | undefined {
  if (returnValues === 'NONE') return undefined;
  const item = returnValues.endsWith('OLD') ? before : after;
  if (item === undefined || returnValues.startsWith('ALL')) return item;
  const paths = updates.map(({ path }) => path);
  const updated = project(item, paths);
  return Object.keys(updated).length > 0 ? updated : undefined;
}
