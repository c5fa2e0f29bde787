/** A page of entries that fills until it is full: in number, in bytes, or in what was read for it. */
import { maximumEntriesRead, maximumPageBytes, type PageRequest } from '#shared/directory/page.ts';

export type EntryPage<Entry> = {
  readonly items: Entry[];
  /** @returns false when the page is full, and the entry is for the next one */
  readonly takes: (entry: Entry) => boolean;
  readonly isFull: () => boolean;
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
