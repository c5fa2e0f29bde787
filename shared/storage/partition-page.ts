/** Lists of what has a partition of its own, with ids as sort keys: providers, matters, organizations. */
import type { Page, PageRequest } from '#shared/directory/page.ts';
import type { Item } from './attribute-values.ts';
import { queryItems, type Table } from './table.ts';

/** One item more than wanted tells whether there is a next page. */
export async function partitionPage<Thing extends { readonly id: string }>(
  table: Table,
  partition: string,
  { after = '', limit }: PageRequest,
  itemToThing: (item: Item) => Thing,
): Promise<Page<Thing>> {
  const found = await queryItems(table, { partition, ...(after !== '' && { sort: { after } }) }, limit + 1);
  const items = found.slice(0, limit).map(itemToThing);
  return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
}
