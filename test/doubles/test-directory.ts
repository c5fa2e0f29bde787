/** All doubles joined to the `Directory` that use cases are given. */
import { encodeTime } from 'ulid';
import { defaultOrganizationId } from '#shared/directory/organizations/organization.ts';
import type { Directory, Requirement } from '#shared/directory/ports.ts';
import type { CredentialUse, IdempotencyKeys } from '#shared/directory/stores.ts';
import type { SyncLog } from '#shared/directory/sync-log/sync-log.ts';
import type { Hooked } from './call-hooks.ts';
import { type FixedClock, fixedClock } from './fixed-clock.ts';
import { memoryCredentialUse, memoryIdempotencyKeys } from './memory-claims.ts';
import { memorySyncLog } from './memory-log.ts';
import { type MemoryMatterStore, memoryMatterStore } from './memory-matter-store.ts';
import { type MemoryOrganizationStore, memoryOrganizationStore } from './memory-organization-store.ts';
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
  readonly organizations: MemoryOrganizationStore;
  readonly schedules: MemorySchedules;
  readonly credentialCache: CountingCredentialCache;
  readonly syncLog: Hooked<SyncLog>;
  readonly credentialUse: Hooked<CredentialUse>;
  readonly idempotencyKeys: Hooked<IdempotencyKeys>;
  readonly clock: FixedClock;
  readonly telemetry: RecordingTelemetry;
};

/** Deterministic: ids count up, and so do the random bytes. */
export function testDirectory(parts: Partial<TestDirectory> = {}): TestDirectory {
  let ids = 0;
  let bytes = 0;
  const matters = parts.matters ?? memoryMatterStore();
  const organizations = parts.organizations ?? memoryOrganizationStore();
  const providers = parts.providers ?? memoryProviderStore([], (id) => isOrganization(id, organizations));
  const stores = { providers, matters, organizations };
  const users = parts.users ?? memoryUserStore([], (requirement) => isMet(requirement, stores));
  for (const store of Object.values(stores)) store.joinLog(users.log);
  return {
    ...stores,
    users,
    unfinishedWork: memoryUnfinishedWork({ users, ...stores }),
    syncLog: memorySyncLog(users.log),
    credentialUse: memoryCredentialUse(),
    idempotencyKeys: memoryIdempotencyKeys(),
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

type Requirable = {
  readonly providers: MemoryProviderStore;
  readonly matters: MemoryMatterStore;
  readonly organizations: MemoryOrganizationStore;
};

/** Whether what a commit requires holds in these stores. */
export function isMet(requirement: Requirement, { providers, matters, organizations }: Requirable): boolean {
  if ('openMatterId' in requirement) {
    return matters.stored().some(({ id, state }) => id === requirement.openMatterId && state === 'open');
  }
  return 'organizationId' in requirement
    ? isOrganization(requirement.organizationId, organizations)
    : providers.stored().some(({ id, removal }) => id === requirement.providerId && removal === undefined);
}

/** There, and not being removed; the default one always is. */
function isOrganization(organizationId: string, organizations: MemoryOrganizationStore): boolean {
  if (organizationId === defaultOrganizationId) return true;
  return organizations.stored().some(({ id, removing }) => id === organizationId && removing === undefined);
}
