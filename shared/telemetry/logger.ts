/** Writes registered log events as JSON lines. */

import type { LogEvent, LogFields } from './log-events.ts';
import { logEvents } from './log-events.ts';

export type Logger = (event: LogEvent, fields?: LogFields) => void;

/** As far as the causes of an error are followed; an error may be its own cause. */
const maximumCauses = 4;

function describe(cause: unknown, depth = 0): unknown {
  if (!(cause instanceof Error)) return { name: typeof cause };
  const { name, message, stack } = cause;
  const frames = stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .map((line) => line.trim())
    .slice(0, 10);
  const deeper = cause.cause !== undefined && depth < maximumCauses;
  return { name, message, stack: frames, ...(deeper && { cause: describe(cause.cause, depth + 1) }) };
}

/**
 * A line holds `timestamp`, `level`, `event` (the code), `message`, and those fields of the context and of the event
 * that have a value.
 *
 * @param now the present as RFC 3339
 * @param context the fields of the invocation, read when a line is written
 */
export function jsonLogger(dependencies: {
  readonly write: (line: string) => void;
  readonly now: () => string;
  readonly context: () => LogFields | undefined;
}): Logger {
  return (event, { cause, ...fields } = {}) => {
    const line = {
      timestamp: dependencies.now(),
      level: logEvents[event].level,
      event,
      message: logEvents[event].message,
      ...dependencies.context(),
      ...fields,
      ...(cause !== undefined && { cause: describe(cause) }),
    };
    dependencies.write(JSON.stringify(line));
  };
}
