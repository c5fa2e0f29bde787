/** A function's telemetry whose lines a test can read. */
import { type FunctionTelemetry, functionTelemetry } from '#shared/telemetry/telemetry.ts';

export type RecordedTelemetry = FunctionTelemetry & {
  /** Log lines, without the metric documents. */
  logged(): readonly Record<string, unknown>[];
  /** The metric documents' values; of several documents the last value counts. */
  metrics(): Readonly<Record<string, unknown>>;
  /** Everything as it was written. */
  readonly lines: readonly string[];
};

/** 2026-11-23T18:00:00.000Z, standing still. */
export function recordedTelemetry(): RecordedTelemetry {
  const lines: string[] = [];
  const telemetry = functionTelemetry({
    namespace: 'Reprieve',
    write: (line) => void lines.push(line),
    now: () => Date.UTC(2026, 10, 23, 18),
  });
  const parsed = () => lines.map((line): Record<string, unknown> => JSON.parse(line));
  return {
    ...telemetry,
    lines,
    logged: () => parsed().filter((line) => !('_aws' in line)),
    metrics: () => {
      const { _aws, ...values } = Object.assign({}, ...parsed().filter((line) => '_aws' in line));
      return values;
    },
  };
}
