/** What the terminal shows of the local stack: one line for each request, and one for each step of a deactivation. */
import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';
import type { AccessLogEntry } from '#infra/local/api-gateway/definition.ts';
import type { TopicMessage } from '#infra/local/sns/topics.ts';

/** The parts of a function's log line that are shown; see shared/telemetry/log-events.ts. */
export const functionLogSchema = z.object({
  timestamp: z.string(),
  level: z.enum(['info', 'warn', 'error']),
  event: z.string(),
  message: z.string(),
  requestId: z.string().optional(),
  providerId: z.string().optional(),
  userId: z.string().optional(),
  dueAt: z.string().optional(),
  lateSeconds: z.number().optional(),
  cause: z.object({ name: z.string(), message: z.string().optional() }).optional(),
});

export type FunctionLog = z.infer<typeof functionLogSchema>;

const urlWidth = 58;

/** `18:40:01  PATCH   /scim/v2/Users/01…                200    34 ms  PingOne` */
export function requestLine(entry: AccessLogEntry, at: Date, providerName: string | undefined): string {
  const { method, status, responseLatencyMilliseconds, errorMessage } = entry;
  const columns = [
    clockTime(at),
    printable(method).padEnd(6),
    shorten(printable(decode(entry.url)), urlWidth).padEnd(urlWidth),
    String(status),
    `${Math.round(responseLatencyMilliseconds)} ms`.padStart(8),
    providerName ?? '',
    errorMessage === undefined ? '' : printable(errorMessage),
  ];
  return columns.join('  ').trimEnd();
}

const steps: { readonly [event: string]: (log: FunctionLog) => string } = {
  DeactivationRequested: ({ dueAt }) => `blocked; deactivation due${dueAt ? ` at ${clockTime(new Date(dueAt))}` : ''}`,
  DeactivationCancelled: () => 'deactivation cancelled, no longer blocked',
  DeactivationCarriedOut: ({ lateSeconds }) =>
    `deactivated${lateSeconds === undefined ? '' : `, ${lateSeconds.toFixed(1)} s after it was due`}`,
  DeactivationHeldBack: () => 'due, but a legal hold keeps the user',
  UserReactivated: () => 'reactivated',
};

/** A step of a deactivation, or trouble; undefined for what nobody needs to see. */
export function logLine(log: FunctionLog): string | undefined {
  const at = clockTime(new Date(log.timestamp));
  const step = steps[log.event];
  if (step !== undefined) return `${at}  ➜ user ${log.userId ?? ''} ${step(log)}`;
  if (log.level === 'info') return undefined;
  const cause = log.cause === undefined ? '' : ` ${log.cause.name}: ${log.cause.message ?? ''}`;
  return printable(`${at}  ! ${log.message}${cause}`);
}

/** What was published to a topic, as the e-mail that a subscriber would get. */
export function topicLines({ topicArn, subject = '', message, sentAt }: TopicMessage): string {
  const lines = message.trimEnd().split('\n').map(printable);
  const topic = topicArn.split(':').at(-1);
  return [`${clockTime(new Date(sentAt))}  ✉ ${topic}: ${subject}`, ...lines.map((line) => `  │ ${line}`)].join('\n');
}

function clockTime(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch {
    return url;
  }
}

/** A client must not be able to move the cursor of the person who watches. */
function printable(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{C}/gu, '�');
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
