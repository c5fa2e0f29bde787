/** What a function tells the world about one invocation: log lines and metrics, joined by the request's id. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogFields } from './log-events.ts';
import { jsonLogger, type Logger } from './logger.ts';
import { embeddedMetrics, type Metrics } from './metrics.ts';

export type FunctionTelemetry = {
  readonly log: Logger;
  readonly count: Metrics['add'];
  /** Adds fields to every later log line of this invocation. */
  readonly annotate: (fields: LogFields) => void;
  /**
   * Runs `work` as one invocation: its log lines carry the request id, its metrics are written when it ends, however it
   * ends.
   */
  invocation<Answer>(requestId: string, work: () => Promise<Answer>): Promise<Answer>;
};

/**
 * @param write takes one line without its line feed
 * @param now the present in milliseconds since 1970
 */
export function functionTelemetry(dependencies: {
  readonly namespace: string;
  readonly write: (line: string) => void;
  readonly now: () => number;
}): FunctionTelemetry {
  const { namespace, write, now } = dependencies;
  const current = new AsyncLocalStorage<{ fields: LogFields }>();
  const metrics = embeddedMetrics({ namespace, write, now });
  return {
    log: jsonLogger({ write, now: () => new Date(now()).toISOString(), context: () => current.getStore()?.fields }),
    count: metrics.add,
    annotate: (fields) => {
      const invocation = current.getStore();
      if (invocation !== undefined) invocation.fields = { ...invocation.fields, ...fields };
    },
    invocation: (requestId, work) =>
      current.run({ fields: { requestId } }, async () => {
        try {
          return await work();
        } finally {
          metrics.flush();
        }
      }),
  };
}
