/** Several Queries read as one list, each only as far as the list is wanted. */
import type { Item } from './attribute-values.ts';
import { type KeyQuery, queryPage, type Table } from './table.ts';

/** Where one of the Queries stands. */
type Cursor<Name> = {
  readonly name: Name;
  readonly query: KeyQuery;
  buffer: readonly Item[];
  startKey: Item | undefined;
  isDone: boolean;
  pageSize: number;
};

/** Small pages waste no reads on what is not wanted; who wants much more gets larger ones, to wait less often. */
const largestPage = 250;

/**
 * @param queries each with a name that comes back with its items
 * @param order.isBefore whether an item comes before another; in each Query by itself they stand in this order
 * @param order.pageSize how many items of each Query are read at first
 */
export async function* mergedQuery<Name>(
  table: Table,
  queries: readonly { readonly name: Name; readonly query: KeyQuery }[],
  order: { readonly isBefore: (a: Item, b: Item) => boolean; readonly pageSize: number },
): AsyncGenerator<{ readonly name: Name; readonly item: Item }> {
  const { isBefore, pageSize } = order;
  const cursors = queries.map(
    (query): Cursor<Name> => ({ ...query, buffer: [], startKey: undefined, isDone: false, pageSize }),
  );
  for (;;) {
    await fillAll(
      table,
      cursors.filter(({ buffer, isDone }) => buffer.length === 0 && !isDone),
    );
    let first: { readonly cursor: Cursor<Name>; readonly item: Item } | undefined;
    for (const cursor of cursors) {
      const [item] = cursor.buffer;
      if (item !== undefined && (first === undefined || isBefore(item, first.item))) first = { cursor, item };
    }
    if (first === undefined) return;
    first.cursor.buffer = first.cursor.buffer.slice(1);
    yield { name: first.cursor.name, item: first.item };
  }
}

/** As many as the AWS SDK has connections for: one more would wait for one of them while its time runs. */
const concurrency = 50;

async function fillAll<Name>(table: Table, cursors: readonly Cursor<Name>[]): Promise<void> {
  const waiting = [...cursors];
  const fillNext = async (): Promise<void> => {
    for (let cursor = waiting.shift(); cursor !== undefined; cursor = waiting.shift()) await fill(table, cursor);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, cursors.length) }, fillNext));
}

/** An empty page may be followed by another one. */
async function fill<Name>(table: Table, cursor: Cursor<Name>): Promise<void> {
  while (cursor.buffer.length === 0 && !cursor.isDone) {
    const { query, startKey, pageSize } = cursor;
    const { items, nextKey } = await queryPage(table, query, { limit: pageSize, startKey });
    cursor.buffer = items;
    cursor.startKey = nextKey;
    cursor.isDone = nextKey === undefined;
    cursor.pageSize = Math.min(pageSize * 2, largestPage);
  }
}
