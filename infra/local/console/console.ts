/** Follows requests and log lines of the functions, and writes to the terminal what a person wants to see of them. */
import type { AccessLogEntry } from '#infra/local/api-gateway/definition.ts';
import type { LogLine } from '#infra/local/lambda/function.ts';
import { type FunctionLog, functionLogSchema, logLine, requestLine } from './lines.ts';

export type Console = {
  request(entry: AccessLogEntry): void;
  functionLog(line: LogLine): void;
};

type Dependencies = {
  readonly write: (line: string) => void;
  readonly now: () => Date;
  /** Functions whose log lines belong to a request of an API. */
  readonly requestFunctions: readonly string[];
  /** @returns the display name of a provider */
  readonly providerName: (providerId: string) => Promise<string | undefined>;
};

/** Requests whose end was never seen must not fill the memory. */
const maximumOpenRequests = 1000;

/**
 * How Lambda logs that the authorizer refused a credential (it throws this word); the request's own line says so too.
 */
const refusal = /^Invoke Error\s.*"errorMessage":"Unauthorized"/;

/** A request's own steps are shown below its line, which is known last. */
export function createConsole({ write, now, requestFunctions, providerName }: Dependencies): Console {
  const open = new Map<string, FunctionLog[]>();
  const writeStep = (log: FunctionLog): void => {
    const line = logLine(log);
    if (line !== undefined) write(line);
  };
  const finish = async (entry: AccessLogEntry, logs: readonly FunctionLog[]): Promise<void> => {
    const providerId = logs.find((log) => log.providerId !== undefined)?.providerId;
    const at = now();
    const name = providerId === undefined ? undefined : await providerName(providerId);
    write(requestLine(entry, at, name));
    for (const log of logs) writeStep(log);
  };
  return {
    request(entry) {
      const logs = open.get(entry.requestId) ?? [];
      open.delete(entry.requestId);
      void finish(entry, logs);
    },
    functionLog({ functionName, line }) {
      const log = parseLog(line);
      if (log === 'metrics' || refusal.test(line)) return;
      if (log === undefined) write(`  ! ${functionName}: ${line}`);
      else if (log.requestId === undefined || !requestFunctions.includes(functionName)) writeStep(log);
      else {
        open.set(log.requestId, [...(open.get(log.requestId) ?? []), log]);
        const [oldest] = open.keys();
        if (open.size > maximumOpenRequests && oldest !== undefined) open.delete(oldest);
      }
    },
  };
}

/** @returns undefined for a line that no function of ours wrote, such as that of a crash */
function parseLog(line: string): FunctionLog | 'metrics' | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && '_aws' in value) return 'metrics';
    return functionLogSchema.safeParse(value).data;
  } catch {
    return undefined;
  }
}
