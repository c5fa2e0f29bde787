/** The directory sync report: a summary of each day, and a notice soon after something begins to go wrong. */
import { plusSeconds } from '#shared/directory/instant.ts';
import { everyItem } from '#shared/directory/page.ts';
import type { Clock, UserStore } from '#shared/directory/ports.ts';
import type { ProviderStore } from '#shared/directory/stores.ts';
import type { LogSource, SyncLog } from '#shared/directory/sync-log/sync-log.ts';
import type { LogEntry } from '#shared/directory/users/log-entry.ts';
import { beginning, lastWhole, type Period, periodBefore } from './period.ts';
import type { ReportTopic } from './ports.ts';
import { errorMessage, type Report, summaryMessage } from './report-text.ts';
import { type Tally, tallyEntries } from './tally.ts';

export type Reporting = {
  readonly providers: Pick<ProviderStore, 'list' | 'removed'>;
  readonly users: Pick<UserStore, 'overdue'>;
  readonly syncLog: Pick<SyncLog, 'read'>;
  readonly topic: ReportTopic;
  readonly clock: Pick<Clock, 'now'>;
};

export type ReportOptions = {
  /** Whether there is a summary of a day without errors, too. */
  readonly frequency: 'daily' | 'errors-only';
  /** How late a deactivation is when it counts as an error. */
  readonly overdueSeconds: number;
};

export type ReportOutcome = {
  /** A day, or an hour: `2026-11-23T17`. */
  readonly period: string;
  readonly refused: number;
  readonly unauthorized: number;
  readonly overdue: number;
  readonly published: boolean;
};

/** More than these are no better known by their number. */
const maximumOverdue = 10_000;

/** Of entries in memory at once. */
const pageSize = 1000;

type Section = Report['providers'][number] & { readonly source: LogSource };

/** Yesterday, provider by provider. @throws Unavailable when it cannot be read or published */
export async function reportDay(reporting: Reporting, options: ReportOptions): Promise<ReportOutcome> {
  const now = reporting.clock.now();
  const period = lastWhole('day', now);
  const overdue = await reporting.users.overdue(plusSeconds(now, -options.overdueSeconds), maximumOverdue);
  const report = { period, providers: await readSections(reporting, period), overdue: overdue.length };
  const isWanted = options.frequency === 'daily' || overdue.length > 0 || report.providers.some(hasErrors);
  if (isWanted) await reporting.topic.publish(summaryMessage(report));
  return outcome(report, isWanted);
}

/**
 * Speaks up when the last hour had an error that the hour before did not have: a lasting trouble is told once, and then
 * by the summary of the day.
 * @throws Unavailable when it cannot be read or published
 */
export async function reportErrors(reporting: Reporting, options: ReportOptions): Promise<ReportOutcome> {
  const period = lastWhole('hour', reporting.clock.now());
  const providers = (await readSections(reporting, period)).filter(hasErrors);
  const overdue = await overdueSince(reporting, period, options);
  const report = { period, providers, overdue };
  const isWanted = overdue > 0 || (await hasNewErrors(reporting, period, providers));
  if (isWanted) await reporting.topic.publish(errorMessage(report));
  return outcome(report, isWanted);
}

/** One after the other: each may be large. Who is not there any more, or nobody knows, is told of if there is a need. */
async function readSections(reporting: Reporting, period: Period): Promise<readonly Section[]> {
  const { providers } = reporting;
  const gone = (await providers.removed()).filter(({ removedAt }) => removedAt >= period.from);
  const read = async (displayName: string, source: LogSource): Promise<Section> => {
    return { displayName, source, tally: await tallyEntries(entriesOf(reporting, source, period)) };
  };
  const sections: Section[] = [];
  const present = await everyItem(providers.list);
  for (const { id, displayName } of present) sections.push(await read(displayName, { providerId: id }));
  for (const { id, displayName } of gone) sections.push(await read(`${displayName} (removed)`, { providerId: id }));
  const unknown = await read('No provider that is known', 'unknown');
  return hasErrors(unknown) ? [...sections, unknown] : sections;
}

async function* entriesOf(
  { syncLog }: Reporting,
  source: LogSource,
  { from, before }: Period,
): AsyncGenerator<readonly LogEntry[]> {
  let after: string | undefined;
  do {
    const { items, next } = await syncLog.read({ sources: [source], from, before }, { after, limit: pageSize });
    yield items;
    after = next;
  } while (after !== undefined);
}

/** Those that came to be overdue in this period and are so still. */
async function overdueSince({ users }: Reporting, period: Period, { overdueSeconds }: ReportOptions): Promise<number> {
  const from = plusSeconds(period.from, -overdueSeconds);
  const overdue = await users.overdue(plusSeconds(period.before, -overdueSeconds), maximumOverdue);
  return overdue.filter(({ dueAt }) => dueAt >= from).length;
}

async function hasNewErrors(reporting: Reporting, period: Period, sections: readonly Section[]): Promise<boolean> {
  for (const { source, tally } of sections) {
    const before = errorsOf(await tallyEntries(entriesOf(reporting, source, periodBefore(period))));
    if ([...errorsOf(tally)].some((error) => !before.has(error))) return true;
  }
  return false;
}

function hasErrors({ tally }: Section): boolean {
  return errorsOf(tally).size > 0;
}

function errorsOf({ reasons, unauthorized }: Tally): ReadonlySet<string> {
  return new Set([...reasons.keys(), ...(unauthorized > 0 ? ['unauthorized'] : [])]);
}

function outcome({ period, providers, overdue }: Report, published: boolean): ReportOutcome {
  const sum = (count: 'refused' | 'unauthorized') => providers.reduce((total, { tally }) => total + tally[count], 0);
  return { period: beginning(period), refused: sum('refused'), unauthorized: sum('unauthorized'), overdue, published };
}
