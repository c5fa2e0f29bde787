/** All doubles joined to the `Directory` that use cases are given. */
import { encodeTime } from 'ulid';
import type { Directory, Requirement } from '#shared/directory/ports.ts';
import { type FixedClock, fixedClock } from './fixed-clock.ts';
import { type MemoryMatterStore, memoryMatterStore } from './memory-matter-store.ts';
import { memoryOrganizationStore } from './memory-organization-store.ts';
import { type MemoryProviderStore, memoryProviderStore } from './memory-provider-store.ts';
import {
  type CountingCredentialCache,
  countingCredentialCache,
  type MemorySchedules,
  memorySchedules,
} from './memory-schedules.ts';
import { memoryUnfinishedWork } from './memory-unfinished-work.ts';
import { type MemoryUserStore, memoryUserStore } from './memory-user-store.ts';
import { type RecordingTelemetry, recordingTelemetry } from './recording-telemetry.ts';

export type TestDirectory = Directory & {
  readonly users: MemoryUserStore;
  readonly providers: MemoryProviderStore;
  readonly matters: MemoryMatterStore;
  readonly schedules: MemorySchedules;
  readonly credentialCache: CountingCredentialCache;
  readonly clock: FixedClock;
  readonly telemetry: RecordingTelemetry;
};

/** Deterministic: ids count up, and so do the random bytes. */
export function testDirectory(parts: Partial<TestDirectory> = {}): TestDirectory {
  let ids = 0;
  let bytes = 0;
  const providers = parts.providers ?? memoryProviderStore();
  const matters = parts.matters ?? memoryMatterStore();
  const users = parts.users ?? memoryUserStore([], (requirement) => isMet(requirement, providers, matters));
  return {
    users,
    providers,
    matters,
    organizations: memoryOrganizationStore(),
    unfinishedWork: memoryUnfinishedWork({ users, providers, matters }),
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

/** Whether what a commit requires holds in these stores. */
export function isMet(requirement: Requirement, providers: MemoryProviderStore, matters: MemoryMatterStore): boolean {
  return 'openMatterId' in requirement
    ? matters.stored().some(({ id, state }) => id === requirement.openMatterId && state === 'open')
    : providers.stored().some(({ id, removal }) => id === requirement.providerId && removal === undefined);
}
