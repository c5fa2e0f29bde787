/** Entries of the logs as rows of a table: what an administrator filters and sorts by, one column each. */
import type { LogEntryMessage } from './messages/log.ts';
import type { Immutable } from './operation.ts';

type Entry = Immutable<LogEntryMessage>;

/** Each column by its name in the header row. */
const columns: Readonly<Record<string, (entry: Entry) => string | number | undefined>> = {
  time: ({ at }) => at,
  providerId: ({ actor }) => (actor.by === 'provider' ? actor.providerId : undefined),
  provider: ({ providerName }) => providerName,
  administratorId: ({ actor }) => (actor.by === 'administrator' ? actor.administratorId : undefined),
  userId: ({ userId }) => userId,
  userName: ({ userName }) => userName,
  subjectType: ({ subject }) => subject?.type,
  subjectId: ({ subject }) => subject?.id,
  subjectName: ({ subject }) => subject?.name,
  operation: ({ operation }) => operation,
  outcome: ({ outcome }) => outcome,
  events: ({ events }) => events.join(' '),
  changes: ({ changes }) => changes.map(changeText).join('\n'),
  ignored: ({ ignored }) => ignored.join(' '),
  reason: ({ reason }) => reason,
  dueAt: ({ dueAt }) => dueAt,
  matterId: ({ matterId }) => matterId,
  count: ({ count }) => count,
  requestId: ({ requestId }) => requestId,
  entryId: ({ id }) => id,
};

export const logHeader: readonly string[] = Object.keys(columns);

export function logRow(entry: Entry): readonly string[] {
  return Object.values(columns).map((value) => String(value(entry) ?? ''));
}

/** `title: "Engineer" -> "Manager"`, in JSON; nothing where there was no value, or values are not kept. */
function changeText({ attribute, before, after }: Entry['changes'][number]): string {
  if (before === undefined && after === undefined) return attribute;
  return `${attribute}: ${jsonText(before)} -> ${jsonText(after)}`;
}

function jsonText(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}
