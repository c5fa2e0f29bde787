/** Pages: how the parts of a long list follow each other. */

/** Which part of a list is wanted. */
export type PageRequest = {
  /** Where the page before ended: what its `next` said. */
  readonly after?: string | undefined;
  readonly limit: number;
};

/** `next` is absent when there is nothing more; with it, a page may have fewer items than asked for, even none. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: string | undefined };

/** As many as one read of DynamoDB (1 MB) has of small items. */
const itemsAtATime = 1000;

/** All items of a list, read to its end. */
export async function everyItem<Item>(read: (page: PageRequest) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await read({ after, limit: itemsAtATime });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}

/**
 * Of all entries of a page, which has one at least. JSON or CSV inside Lambda's answer, which is JSON again, makes three
 * times as much of it at worst; the answer ends at 6 MB.
 */
export const maximumPageBytes = 1_800_000;

/** For one page of entries, of which few may be wanted. */
export const maximumEntriesRead = 5000;
