/** All doubles joined to the `Directory` that use cases are given. */
import { encodeTime } from 'ulid';
import type { Directory } from '#shared/directory/ports.ts';
import { type FixedClock, fixedClock } from './fixed-clock.ts';
import { type MemoryProviderStore, memoryProviderStore } from './memory-provider-store.ts';
import {
  type CountingCredentialCache,
  countingCredentialCache,
  type MemorySchedules,
  memorySchedules,
} from './memory-schedules.ts';
import { type MemoryUserStore, memoryUserStore } from './memory-user-store.ts';
import { type RecordingTelemetry, recordingTelemetry } from './recording-telemetry.ts';

export type TestDirectory = Directory & {
  readonly users: MemoryUserStore;
  readonly providers: MemoryProviderStore;
  readonly schedules: MemorySchedules;
  readonly credentialCache: CountingCredentialCache;
  readonly clock: FixedClock;
  readonly telemetry: RecordingTelemetry;
};

/** Deterministic: ids count up, and so do the random bytes. */
export function testDirectory(parts: Partial<TestDirectory> = {}): TestDirectory {
  let ids = 0;
  let bytes = 0;
  return {
    users: memoryUserStore(),
    providers: memoryProviderStore(),
    schedules: memorySchedules(),
    credentialCache: countingCredentialCache(),
    clock: fixedClock(),
    telemetry: recordingTelemetry(),
    newId: (at) => {
      ids += 1;
      return encodeTime(Date.parse(at), 10) + String(ids).padStart(16, '0');
    },
    randomBytes: (length) => Uint8Array.from({ length }, () => bytes++ % 256),
    settings: { productPlan: 'incydr-basic', minimumDeactivationDelaySeconds: 60 },
    ...parts,
  };
}
