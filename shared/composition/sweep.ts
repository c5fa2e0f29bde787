/** Joins the adapters for the sweep, which also goes on with unfinished work: matters, providers, organizations, schedules to delete. */
import type { Environment } from '#shared/config/environment.ts';
import type { DeactivationSchedules, Directory } from '#shared/directory/ports.ts';
import { dynamoMatterStore } from '#shared/storage/dynamo-matter-store.ts';
import { dynamoOrganizationStore } from '#shared/storage/dynamo-organization-store.ts';
import { dynamoUnfinishedWork } from '#shared/storage/unfinished-work.ts';
import { directoryTelemetry } from '#shared/telemetry/directory-telemetry.ts';
import type { Composition } from './composition.ts';
import { deactivations } from './deactivations.ts';
import { lazyScheduleDeletion } from './lazy-schedules.ts';
import { onlyPart } from './only-part.ts';
import { system } from './system.ts';

export function composeSweep(environment: Environment<'sweep'>): Composition {
  const { telemetry, users, providers, table } = deactivations(environment);
  return {
    telemetry,
    directory: onlyPart<Directory>('directory', {
      ...system,
      users,
      providers,
      matters: dynamoMatterStore(table),
      organizations: dynamoOrganizationStore(table),
      unfinishedWork: dynamoUnfinishedWork(table),
      schedules: onlyPart<DeactivationSchedules>('schedules', lazyScheduleDeletion(environment)),
      credentialCache: keptCredentials,
      telemetry: directoryTelemetry(telemetry),
    }),
  };
}

/** A provider that the sweep settles was disabled, and the cache flushed, before. */
const keptCredentials = { flush: async () => {} };
