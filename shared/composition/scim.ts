/** Joins the adapters for the function that answers SCIM requests: all of the directory but the authorizer's cache. */
import type { Environment } from '#shared/config/environment.ts';
import type { UserStore } from '#shared/directory/ports.ts';
import type { ProviderStore } from '#shared/directory/stores.ts';
import { providerLookup } from '#shared/storage/dynamo-provider-store.ts';
import { userReads } from '#shared/storage/user-reads.ts';
import { userWrites } from '#shared/storage/user-writes.ts';
import { directoryTelemetry } from '#shared/telemetry/directory-telemetry.ts';
import type { ApiComposition } from './composition.ts';
import { lazySchedules } from './lazy-schedules.ts';
import { onlyPart } from './only-part.ts';
import { standardOutputTelemetry, system } from './system.ts';
import { tableOf } from './table-of.ts';

export function composeScim(environment: Environment<'scim'>): ApiComposition {
  const telemetry = standardOutputTelemetry(environment.METRICS_NAMESPACE);
  const table = tableOf(environment);
  return {
    telemetry,
    scimBaseUrl: environment.SCIM_BASE_URL,
    directory: {
      ...system,
      users: onlyPart<UserStore>('user store', {
        ...userReads(table),
        ...userWrites(table, { ...table, random: Math.random }),
      }),
      providers: onlyPart<ProviderStore>('provider store', providerLookup(table)),
      matters: onlyPart('matters'),
      organizations: onlyPart('organizations'),
      unfinishedWork: onlyPart('unfinished work'),
      syncLog: onlyPart('sync log'),
      credentialUse: onlyPart('credential use'),
      idempotencyKeys: onlyPart('idempotency keys'),
      schedules: lazySchedules(async () => {
        const { composeSchedules } = await import('./schedules.ts');
        return composeSchedules(environment);
      }),
      credentialCache: onlyPart('credential cache'),
      telemetry: directoryTelemetry(telemetry),
      settings: {
        productPlan: environment.PRODUCT_PLAN,
        minimumDeactivationDelaySeconds: environment.MINIMUM_DEACTIVATION_DELAY_SECONDS,
      },
    },
  };
}
