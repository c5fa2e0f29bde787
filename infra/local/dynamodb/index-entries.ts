/** What a global secondary index holds of an item, and how a change of the item changes it. */
import { attribute, type Item } from './attribute-value.ts';
import { equalValues } from './compare.ts';
import { itemSize } from './item-size.ts';
import type { IndexChange, Row } from './store.ts';
import { type IndexDefinition, indexRowKey, keyAttributes, type TableDefinition } from './table-definition.ts';

/** The item's entry; none when the item lacks a key attribute of the index (sparse index). */
function indexEntry(table: TableDefinition, index: IndexDefinition, item: Item): Row | undefined {
  const inIndex = keyAttributes(index.keys).every(({ name }) => attribute(item, name) !== undefined);
  if (!inIndex) return undefined;
  const projected = projectForIndex(table, index, item);
  return { key: indexRowKey(table, index, item), item: projected, size: itemSize(projected) };
}

function projectForIndex(table: TableDefinition, index: IndexDefinition, item: Item): Item {
  if (index.projection.type === 'ALL') return item;
  const keys = [...keyAttributes(table.keys), ...keyAttributes(index.keys)].map(({ name }) => name);
  const names = new Set([...keys, ...index.projection.attributes]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

/** What a write costs an index: the bytes of each write to it (developer guide, "Write capacity units" of indexes). */
export type IndexEffect = { readonly index: IndexDefinition; readonly change: IndexChange; readonly writes: number[] };

/** The indexes that a change of an item reaches: none where the entry stays the same. */
export function indexEffects(
  table: TableDefinition,
  before: Item | undefined,
  after: Item | undefined,
): readonly IndexEffect[] {
  return table.indexes.flatMap((index) => {
    const removed = before && indexEntry(table, index, before);
    const added = after && indexEntry(table, index, after);
    if (removed && added && equalValues({ M: removed.item }, { M: added.item })) return [];
    if (removed === undefined && added === undefined) return [];
    const change = { source: index.source, ...(removed && { removed: removed.key }), ...(added && { added }) };
    return [{ index, change, writes: entryWrites(removed, added) }];
  });
}

function entryWrites(removed: Row | undefined, added: Row | undefined): number[] {
  if (removed === undefined || added === undefined) return [removed?.size ?? added?.size ?? 0];
  const sameKey =
    Buffer.compare(removed.key.hash, added.key.hash) === 0 && Buffer.compare(removed.key.range, added.key.range) === 0;
  // An entry under another key is a delete and a put; under the same key one write of the larger size.
  return sameKey ? [Math.max(removed.size, added.size)] : [removed.size, added.size];
}
