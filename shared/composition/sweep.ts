/** Joins the adapters for the sweep, which also goes on with unfinished work: matters, providers, organizations, schedules to delete. */
import type { Environment } from '#shared/config/environment.ts';
import type { DeactivationSchedules, Directory } from '#shared/directory/ports.ts';
import { dynamoMatterStore } from '#shared/storage/dynamo-matter-store.ts';
import { dynamoOrganizationStore } from '#shared/storage/dynamo-organization-store.ts';
import { dynamoUnfinishedWork } from '#shared/storage/unfinished-work.ts';
import { directoryTelemetry } from '#shared/telemetry/directory-telemetry.ts';
import type { Composition } from './composition.ts';
import { deactivations } from './deactivations.ts';
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
      schedules: onlyPart<DeactivationSchedules>('schedules', scheduleDeletion(environment)),
      credentialCache: keptCredentials,
      telemetry: directoryTelemetry(telemetry),
    }),
  };
}

/** A provider that the sweep settles was disabled, and the cache flushed, before. */
const keptCredentials = { flush: async () => {} };

/** Its client is loaded once it is needed: most sweeps cancel nothing. */
function scheduleDeletion(environment: Environment<'sweep'>): Pick<DeactivationSchedules, 'delete'> {
  let loading: Promise<Pick<DeactivationSchedules, 'delete'>> | undefined;
  return {
    delete: async (userId, deactivation) => {
      loading ??= import('./schedules.ts').then(({ composeScheduleDeletion }) => composeScheduleDeletion(environment));
      return (await loading).delete(userId, deactivation);
    },
  };
}
