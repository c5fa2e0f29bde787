/** Reads a list to its end. */
import type { Page } from '#shared/directory/page.ts';

/** All items, page by page. */
export async function everyItem<Item>(
  read: (after: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await read(after);
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}
