/** The operations that read the Sync Log and the administrators' log, as JSON or as CSV. */
import { plusSeconds } from '#shared/directory/instant.ts';
import type { Page } from '#shared/directory/page.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { type LogQuery, readAdministratorsLog, readSyncLog } from '#shared/directory/sync-log/read-sync-log.ts';
import type { logContract } from '#shared/http/admin/contract/logs.ts';
import { csvText } from '#shared/http/admin/csv.ts';
import { logHeader, logRow } from '#shared/http/admin/log-csv.ts';
import type { LogEntryMessage } from '#shared/http/admin/messages/log.ts';
import type { AdminCall, CsvAnswer, Immutable, Operations } from '#shared/http/admin/operation.ts';

type LogOperation = keyof typeof logContract;

export const logOperations: Operations<LogOperation> = {
  syncLog: async ({ directory }, call) => {
    const query = { ...logQuery(directory, call.query), providerId: call.query.providerId };
    return answer(call, query, await readSyncLog(directory, query));
  },
  administratorsLog: async ({ directory }, call) => {
    const { administratorId, subjectId } = call.query;
    const query = { ...logQuery(directory, call.query), administratorId, subjectId };
    return answer(call, query, await readAdministratorsLog(directory, query));
  },
};

/** Clocks of instances differ: an entry may be a little younger than now. */
const skewSeconds = 60;

const aDaySeconds = 86_400;

function logQuery(
  { clock }: Directory,
  { from, to, order, cursor, ...query }: Omit<AdminCall<LogOperation>['query'], 'providerId'>,
): LogQuery {
  const before = to ?? plusSeconds(clock.now(), skewSeconds);
  const start = from ?? plusSeconds(to ?? clock.now(), -aDaySeconds);
  return { ...query, from: start, before, after: cursor, newestFirst: order === 'newest' };
}

type LogPage = Page<Immutable<LogEntryMessage>>;

function answer(
  { wantsCsv, query }: AdminCall<LogOperation>,
  { from, before }: LogQuery,
  { items, next }: LogPage,
):
  | { readonly status: 200; readonly body: { readonly entries: LogPage['items']; readonly next?: string | undefined } }
  | CsvAnswer {
  if (!wantsCsv) return { status: 200, body: { entries: items, next } };
  const hasHeader = query.cursor === undefined;
  const rows = items.map(logRow);
  // The next page is of the same time, even if now was its end.
  return {
    csv: csvText(hasHeader ? [logHeader, ...rows] : rows),
    hasHeader,
    ...(next !== undefined && { next: { from, to: before, cursor: next } }),
  };
}
