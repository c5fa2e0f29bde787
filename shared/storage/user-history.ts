/** The log entries of one user: those of requests, and those of deactivations carried out, which have keys of their own. */
import { Invalid } from '#shared/directory/errors.ts';
import type { Page } from '#shared/directory/page.ts';
import type { LogPageRequest } from '#shared/directory/sync-log/sync-log.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';
import type { Item } from './attribute-values.ts';
import { entryPage } from './entry-page.ts';
import { carriedOutPrefix, logPrefix, userKey } from './keys.ts';
import { itemToEntry } from './log-item.ts';
import { mergedQuery } from './merged-query.ts';
import type { Table } from './table.ts';

/** Behind every sort key of a prefix. */
const end = '~';

/** Where both ranges were left, by the sort keys that were last; absent where a range was not begun. */
type Position = { readonly [prefix: string]: string };

/**
 * Each range is in order by itself: entries of requests by their ids, which are ULIDs of when the requests began; and
 * deactivations are carried out in the order in which they were asked for. So the two are merged by their heads.
 */
export async function readHistoryPage(table: Table, userId: string, request: LogPageRequest): Promise<Page<LogEntry>> {
  const { after, newestFirst = false } = request;
  const page = entryPage(request);
  let position = parsePosition(after);
  const queries = [logPrefix, carriedOutPrefix].map((prefix) => {
    const last = position[prefix];
    const range = newestFirst ? { from: prefix, to: last ?? prefix + end } : { from: last ?? prefix, to: prefix + end };
    return { name: prefix, query: { partition: userKey(userId).pk, sort: range, newestFirst } };
  });
  const isBefore = (a: Item, b: Item) => timeText(a) < timeText(b) !== newestFirst;
  const inOrder = () => page.items.sort((a, b) => (`${a.at}#${a.id}` < `${b.at}#${b.id}` !== newestFirst ? -1 : 1));
  for await (const { name, item } of mergedQuery(table, queries, { isBefore, expected: page.expected })) {
    const sk = item.sk?.S ?? '';
    if (sk === parsePosition(after)[name]) continue;
    if (!page.takes(itemToEntry(item))) return { items: inOrder(), next: positionText(position) };
    position = { ...position, [name]: sk };
  }
  return { items: inOrder() };
}

function timeText({ at, id }: Item): string {
  return `${at?.S}#${id?.S}`;
}

function positionText(position: Position): string {
  return `${position[logPrefix] ?? ''}|${position[carriedOutPrefix] ?? ''}`;
}

function parsePosition(after: string | undefined): Position {
  if (after === undefined) return {};
  const [, log, carriedOut] = /^(LOG#[^|]+)?\|(DEACTIVATION#[^|]+)?$/.exec(after) ?? [];
  if (log === undefined && carriedOut === undefined)
    throw new Invalid('The cursor is not one that this history gave out.');
  return {
    ...(log !== undefined && { [logPrefix]: log }),
    ...(carriedOut !== undefined && { [carriedOutPrefix]: carriedOut }),
  };
}
