/** Lists that the admin API answers in pages, read to their end. */

type PageRequest = { readonly limit: number; readonly cursor: string | undefined };
type Page<Item> = { readonly items: readonly Item[]; readonly next?: string | undefined };

/** @param limit how many items at most; @param pageSize how many the API gives at a time at most */
export async function* pagesOf<Item>(
  read: (page: PageRequest) => Promise<Page<Item>>,
  { limit = Number.POSITIVE_INFINITY, pageSize }: { readonly limit?: number | undefined; readonly pageSize: number },
): AsyncGenerator<readonly Item[]> {
  let [left, cursor]: [number, string | undefined] = [limit, undefined];
  do {
    const { items, next } = await read({ limit: Math.min(left, pageSize), cursor });
    yield items.slice(0, left);
    left -= items.length;
    cursor = next;
  } while (cursor !== undefined && left > 0);
}

/** All that is on the pages. */
export async function itemsOf<Item>(pages: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}
