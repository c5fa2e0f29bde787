/** Reports as plain text for an e-mail: numbers and reasons, and nothing about a person. */
import type { LifeEvent } from '#shared/directory/users/log-entry.ts';
import { beginning, type Period } from './period.ts';
import type { ReportMessage } from './ports.ts';
import type { Tally } from './tally.ts';

export type Report = {
  readonly period: Period;
  readonly providers: readonly { readonly displayName: string; readonly tally: Tally }[];
  /** Deactivations that are late and still not carried out. */
  readonly overdue: number;
};

const lines: readonly (readonly [label: string, ...events: LifeEvent[]])[] = [
  ['Users created', 'created', 'created-deactivated'],
  ['Users restored', 'restored'],
  ['Users taken over from administrators', 'managed-by-provider'],
  ['Deactivations requested', 'deactivation-requested'],
  ['Deactivations cancelled', 'deactivation-cancelled'],
  ['Deactivations carried out', 'deactivated'],
  ['Users reactivated', 'reactivated'],
  ['Users deleted', 'deleted'],
];

const mostReasons = 10;

/** SNS takes 262,144 bytes; the end needs some of them. */
const maximumBytes = 250_000;

/** RFC 5322 has no limit, SNS has: less than 100. */
const maximumSubject = 99;

export function summaryMessage(report: Report): ReportMessage {
  const day = beginning(report.period);
  return {
    subject: `Reprieve sync report ${day}: ${errorsText(report) || 'no errors'}`.slice(0, maximumSubject),
    text: message(`What provisioning did on ${day} (UTC)`, report, (tally) => [
      ...changeLines(tally),
      ...errorLines(tally),
    ]),
  };
}

/** Of the providers with errors only, and of those only the errors. */
export function errorMessage(report: Report): ReportMessage {
  const [day, hour] = beginning(report.period).split('T');
  return {
    subject: `Reprieve sync errors ${day} ${hour}:00 UTC: ${errorsText(report)}`.slice(0, maximumSubject),
    text: message(`What went wrong in the hour from ${hour}:00 UTC on ${day}`, report, errorLines),
  };
}

function errorsText({ providers, overdue }: Report): string {
  const sum = (count: (tally: Tally) => number) => providers.reduce((total, { tally }) => total + count(tally), 0);
  return [
    [sum(({ refused }) => refused), 'refused'],
    [sum(({ unauthorized }) => unauthorized), 'unauthorized'],
    [overdue, 'overdue'],
  ]
    .filter(([count]) => count !== 0)
    .map((part) => part.join(' '))
    .join(', ');
}

function message(title: string, { period, providers, overdue }: Report, linesOf: (tally: Tally) => string[]): string {
  const late =
    overdue === 0 ? [] : [`Deactivations overdue now: ${overdue}. See overdue-deactivations in docs/operations.md.`];
  const sections = providers.map(({ displayName, tally }) =>
    [displayName.replaceAll(/[\s\p{C}]+/gu, ' '), ...indent(orNothing(linesOf(tally)))].join('\n'),
  );
  const end = `The entries behind the numbers: GET /sync-log?from=${period.from}&to=${period.before} of the admin API.`;
  return `${[title, ...late, ...fitting(sections), end].join('\n\n')}\n`;
}

/** As many as the message can have, and a word about the others. */
function fitting(sections: readonly string[]): readonly string[] {
  const encoder = new TextEncoder();
  let bytes = 0;
  const tooMany = sections.findIndex((section) => {
    bytes += encoder.encode(section).length + 2;
    return bytes > maximumBytes;
  });
  if (tooMany === -1) return sections;
  return [...sections.slice(0, tooMany), `${sections.length - tooMany} more providers are left out here.`];
}

function changeLines({ operations, events, updated }: Tally): string[] {
  const requests = [...operations].map(
    ([operation, { changed, refused }]) =>
      `${operation} ${changed + refused}${refused === 0 ? '' : ` (${refused} refused)`}`,
  );
  const counted = lines.map(
    ([label, ...names]) => [label, names.reduce((sum, name) => sum + (events.get(name) ?? 0), 0)] as const,
  );
  return [
    ...[...counted.slice(0, 1), ['Users updated', updated] as const, ...counted.slice(1)]
      .filter(([, count]) => count > 0)
      .map(([label, count]) => `${label}: ${count}`),
    ...(requests.length === 0 ? [] : [`By operation: ${requests.join(', ')}`]),
  ];
}

function errorLines({ refused, reasons, unauthorized }: Tally): string[] {
  const most = [...reasons].sort(([, a], [, b]) => b - a);
  const shown = most.slice(0, mostReasons).map(([reason, count]) => `${count} x ${reason}`);
  const left = most.slice(mostReasons).reduce((sum, [, count]) => sum + count, 0);
  return [
    ...(refused === 0 ? [] : [`Requests refused: ${refused}`, ...indent(shown)]),
    ...(left === 0 ? [] : indent([`${left} for other reasons`])),
    ...(unauthorized === 0 ? [] : [`Requests with a credential that is not accepted: ${unauthorized}`]),
  ];
}

function orNothing(shown: string[]): string[] {
  return shown.length === 0 ? ['Nothing.'] : shown;
}

function indent(shown: readonly string[]): string[] {
  return shown.map((line) => `  ${line}`);
}
