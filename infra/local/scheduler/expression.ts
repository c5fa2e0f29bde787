/** Schedule expressions: `at(…)`, `rate(…)` and `cron(…)` of hours and days, in UTC (EventBridge Scheduler User Guide, "schedule types"). */
import { AwsError } from '#infra/local/aws-error.ts';

/** When a schedule runs. */
export type ScheduleExpression =
  | { readonly kind: 'at'; readonly at: number }
  | { readonly kind: 'rate'; readonly everyMilliseconds: number }
  /** At this minute of every hour, or of this hour of every day. */
  | { readonly kind: 'cron'; readonly minute: number; readonly hour: number | undefined };

const unitMilliseconds: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** @throws AwsError ValidationException, also for what is only not known here: other `cron(…)` and time zones */
export function parseExpression(text: string, timezone = 'UTC'): ScheduleExpression {
  if (timezone !== 'UTC')
    throw AwsError.validation(`The local scheduler knows the time zone UTC only, not ${timezone}.`);
  const [, minute, hour] = /^cron\(([1-5]?\d) (\*|1?\d|2[0-3]) \* \* \? \*\)$/.exec(text) ?? [];
  if (minute !== undefined) {
    return { kind: 'cron', minute: Number(minute), hour: hour === '*' ? undefined : Number(hour) };
  }
  if (text.startsWith('cron(')) {
    throw AwsError.validation(
      `The local scheduler does not know ${text}: a number as the minute, a number or * as the hour, then * * ? *.`,
    );
  }
  const instant = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(text)?.[1];
  if (instant !== undefined) {
    const at = Date.parse(`${instant}Z`);
    // A day that the month does not have is rolled over by Date.
    if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(instant)) return { kind: 'at', at };
  }
  const [, count, unit = ''] = /^rate\(([1-9]\d{0,5}) (minute|hour|day)s?\)$/.exec(text) ?? [];
  const milliseconds = unitMilliseconds[unit];
  if (milliseconds !== undefined) return { kind: 'rate', everyMilliseconds: Number(count) * milliseconds };
  throw AwsError.validation(`Invalid Schedule Expression ${text}.`);
}

/** The first run. An `at` that is past already runs at once: AWS documents nothing, and callers must not rely on it. */
export function firstRun(expression: ScheduleExpression, now: number): number {
  if (expression.kind === 'cron') return nextMatch(expression, now);
  return expression.kind === 'at' ? expression.at : now;
}

/** The run after this one; runs that were missed are left out. */
export function nextRun(expression: ScheduleExpression, scheduledAt: number, now: number): number | undefined {
  if (expression.kind === 'at') return undefined;
  if (expression.kind === 'cron') return nextMatch(expression, Math.max(now, scheduledAt));
  const { everyMilliseconds } = expression;
  const elapsed = Math.max(now - scheduledAt, 0);
  return scheduledAt + (Math.floor(elapsed / everyMilliseconds) + 1) * everyMilliseconds;
}

/** Hours and days of UTC are whole multiples of an hour and a day since 1970. */
function nextMatch({ minute, hour }: Extract<ScheduleExpression, { kind: 'cron' }>, after: number): number {
  const every = hour === undefined ? 3_600_000 : 86_400_000;
  const offset = (minute + (hour ?? 0) * 60) * 60_000;
  return (Math.floor((after - offset) / every) + 1) * every + offset;
}
