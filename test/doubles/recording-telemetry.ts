/** Telemetry that keeps what it is told. */
import type { DirectoryEvent, Telemetry } from '#shared/directory/ports.ts';

export type RecordingTelemetry = Telemetry & {
  /** In the order in which they were recorded. */
  readonly events: readonly DirectoryEvent[];
};

export function recordingTelemetry(): RecordingTelemetry {
  const events: DirectoryEvent[] = [];
  return { events, record: (event) => void events.push(event) };
}
