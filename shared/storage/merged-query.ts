/** Several Queries read as one list, each only as far as the list is wanted. */
import type { Item } from './attribute-values.ts';
import { type KeyQuery, queryPage, type Table } from './table.ts';

/** Where one of the Queries stands. */
type Cursor<Name> = {
  readonly name: Name;
  readonly query: KeyQuery;
  /** Read, and not handed on yet. */
  buffer: readonly Item[];
  startKey: Item | undefined;
  isDone: boolean;
  /** How many of its items were handed on. */
  taken: number;
};

/** What one call asks for: DynamoDB charges for 4 KB at least, and a few items of about 1 KB are that. */
const pageSizes = { smallest: 5, largest: 250 };

/** Beyond what is expected: a Query that runs out is another call to wait for. */
const slack = { first: 2, later: 1 };

/**
 * Each Query first reads an even part of what is expected. When one runs out, all that will do so before the end, going by
 * the part that they have had of the list so far, read on side by side: little more is read than is taken, in few calls.
 * @param queries each with a name that comes back with its items
 * @param order.isBefore whether an item comes before another; in each Query by itself they stand in this order
 * @param order.expected how many more items will be taken, as far as that is known
 */
export async function* mergedQuery<Name>(
  table: Table,
  queries: readonly { readonly name: Name; readonly query: KeyQuery }[],
  order: { readonly isBefore: (a: Item, b: Item) => boolean; readonly expected: () => number },
): AsyncGenerator<{ readonly name: Name; readonly item: Item }> {
  const { isBefore, expected } = order;
  const cursors = queries.map(
    (query): Cursor<Name> => ({ ...query, buffer: [], startKey: undefined, isDone: false, taken: 0 }),
  );
  const first = Math.ceil(expected() / queries.length) + slack.first;
  await fillAll(table, cursors, () => first);
  for (let taken = 1; ; taken++) {
    const next = firstOf(cursors, isBefore);
    if (next === undefined) return;
    const { cursor: from, item } = next;
    from.buffer = from.buffer.slice(1);
    from.taken += 1;
    yield { name: from.name, item };
    if (from.buffer.length > 0 || from.isDone) continue;
    const missing = (cursor: Cursor<Name>) => (expected() * cursor.taken) / taken - cursor.buffer.length;
    const low = cursors.filter((cursor) => !cursor.isDone && (cursor === from || missing(cursor) > 0));
    await fillAll(table, low, (cursor) => Math.ceil(missing(cursor)) + slack.later);
  }
}

/** The next item of the list, and whose it is. */
function firstOf<Name>(
  cursors: readonly Cursor<Name>[],
  isBefore: (a: Item, b: Item) => boolean,
): { readonly cursor: Cursor<Name>; readonly item: Item } | undefined {
  let first: { readonly cursor: Cursor<Name>; readonly item: Item } | undefined;
  for (const cursor of cursors) {
    const [item] = cursor.buffer;
    if (item !== undefined && (first === undefined || isBefore(item, first.item))) first = { cursor, item };
  }
  return first;
}

/** As many as the AWS SDK has connections for: one more would wait for one of them while its time runs. */
const concurrency = 50;

async function fillAll<Name>(
  table: Table,
  cursors: readonly Cursor<Name>[],
  wanted: (cursor: Cursor<Name>) => number,
): Promise<void> {
  const waiting = [...cursors];
  const fillNext = async (): Promise<void> => {
    for (let cursor = waiting.shift(); cursor !== undefined; cursor = waiting.shift()) {
      const limit = Math.min(Math.max(wanted(cursor), pageSizes.smallest), pageSizes.largest);
      await fill(table, cursor, limit);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, cursors.length) }, fillNext));
}

/** An empty page may be followed by another one. */
async function fill<Name>(table: Table, cursor: Cursor<Name>, limit: number): Promise<void> {
  do {
    const { items, nextKey } = await queryPage(table, cursor.query, { limit, startKey: cursor.startKey });
    cursor.buffer = [...cursor.buffer, ...items];
    cursor.startKey = nextKey;
    cursor.isDone = nextKey === undefined;
  } while (cursor.buffer.length === 0 && !cursor.isDone);
}
