/** A page of entries that fills until it is full: in number, in bytes, or in what was read for it. */
import { maximumEntriesRead, maximumPageBytes, type PageRequest } from '#shared/directory/page.ts';

export type EntryPage<Entry> = {
  readonly items: Entry[];
  /** @returns false when the page is full, and the entry is for the next one */
  readonly takes: (entry: Entry) => boolean;
  readonly isFull: () => boolean;
  /** How many more entries it will look at, when as many of them are wanted as of those so far. */
  readonly expected: () => number;
};

export function entryPage<Entry>({
  limit,
  isWanted = () => true,
}: PageRequest & { readonly isWanted?: ((entry: Entry) => boolean) | undefined }): EntryPage<Entry> {
  const items: Entry[] = [];
  let [bytes, entriesRead] = [0, 0];
  const isFull = () => items.length >= limit || entriesRead >= maximumEntriesRead;
  return {
    items,
    isFull,
    expected: () => {
      const readForEach = entriesRead === 0 ? 1 : entriesRead / items.length;
      // And one that tells whether there is a next page.
      return Math.min((limit - items.length) * readForEach, maximumEntriesRead - entriesRead) + 1;
    },
    takes: (entry) => {
      if (isFull()) return false;
      entriesRead += 1;
      if (!isWanted(entry)) return true;
      bytes += Buffer.byteLength(JSON.stringify(entry));
      if (items.length > 0 && bytes > maximumPageBytes) return false;
      items.push(entry);
      return true;
    },
  };
}
