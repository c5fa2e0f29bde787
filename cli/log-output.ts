/** A log page by page: as a table, as lines of JSON, as CSV, or as it grows. */
import { type LogEntryMessage, logMessage } from '#shared/http/admin/messages/log.ts';
import type { AdminClient, AdminRequest } from './admin-client.ts';
import { follow } from './follow.ts';
import { growingTable } from './output.ts';
import { pagesOf } from './pages.ts';
import type { Context } from './session.ts';
import { logHead, logRow } from './text/logs.ts';
import { parseTime } from './time.ts';

export type LogOutput = { readonly limit?: number; readonly interval: number };

const pageSize = 1000;

export async function showLog(context: Context, request: AdminRequest, { limit }: LogOutput): Promise<void> {
  const isEmpty = await showEntries(context, pages(context.admin, request, limit));
  if (isEmpty && !context.isJson) context.note('The log has no such entry; without --since, of the last 24 hours.');
}

/** Until Ctrl-C; what fails in between is tried again. */
export async function followLog(context: Context, request: AdminRequest, { interval }: LogOutput): Promise<void> {
  const since = String(request.query?.from ?? parseTime('10m', 'ago'));
  if (!context.isJson) context.note('Ctrl-C ends it.');
  const entries = follow(
    (from) => pages(context.admin, { ...request, query: { ...request.query, from, order: 'oldest' } }, undefined),
    {
      since,
      intervalMilliseconds: interval * 1000,
      ending: context.terminal.untilInterrupted(),
      onFailure: ({ message }) => context.note(`${message} Trying again.`),
    },
  );
  await showEntries(context, entries);
}

/** One page is in memory at a time. */
export async function writeCsv({ admin, terminal }: Context, request: AdminRequest): Promise<void> {
  let query: AdminRequest['query'] = { ...request.query, limit: pageSize };
  while (query !== undefined && !terminal.ending.aborted) {
    const { text, next } = await admin.readCsv({ ...request, query });
    await terminal.out(text);
    query = next;
  }
}

function pages(admin: AdminClient, request: AdminRequest, limit: number | undefined) {
  return pagesOf(
    async (page) => {
      const answer = await admin.send({ ...request, query: { ...request.query, ...page } }, logMessage);
      return { items: answer.entries, next: answer.next };
    },
    { limit, pageSize },
  );
}

/** @returns whether there was none */
async function showEntries(
  { isJson, terminal, writeText }: Context,
  entries: AsyncIterable<readonly LogEntryMessage[]>,
): Promise<boolean> {
  const toTable = growingTable(logHead);
  let isEmpty = true;
  for await (const some of entries) {
    if (terminal.ending.aborted) break;
    if (some.length === 0) continue;
    isEmpty = false;
    if (isJson) await terminal.out(some.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    else await writeText(toTable(some.map(logRow)));
  }
  return isEmpty;
}
