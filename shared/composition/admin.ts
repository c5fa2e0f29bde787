/** Joins the adapters for the admin API: all of the directory, but that nothing an administrator does sets a timer. */
import type { Environment } from '#shared/config/environment.ts';
import type { DeactivationSchedules } from '#shared/directory/ports.ts';
import { dynamoCredentialUse } from '#shared/storage/dynamo-credential-use.ts';
import { dynamoIdempotencyKeys } from '#shared/storage/dynamo-idempotency-keys.ts';
import { dynamoMatterStore } from '#shared/storage/dynamo-matter-store.ts';
import { dynamoOrganizationStore } from '#shared/storage/dynamo-organization-store.ts';
import { dynamoProviderStore } from '#shared/storage/dynamo-provider-store.ts';
import { dynamoSyncLog } from '#shared/storage/dynamo-sync-log.ts';
import { dynamoUserStore } from '#shared/storage/dynamo-user-store.ts';
import { directoryTelemetry } from '#shared/telemetry/directory-telemetry.ts';
import { apiGatewayCredentialCache } from './api-gateway-credential-cache.ts';
import type { ApiComposition } from './composition.ts';
import { lazyScheduleDeletion } from './lazy-schedules.ts';
import { onlyPart } from './only-part.ts';
import { standardOutputTelemetry, system } from './system.ts';
import { tableOf } from './table-of.ts';

export function composeAdmin(environment: Environment<'admin'>): ApiComposition {
  const telemetry = standardOutputTelemetry(environment.METRICS_NAMESPACE);
  const table = tableOf(environment);
  const { credentials, region } = table.client.config;
  return {
    telemetry,
    scimBaseUrl: environment.SCIM_BASE_URL,
    directory: {
      ...system,
      users: dynamoUserStore({ ...table, random: Math.random }),
      providers: dynamoProviderStore(table),
      matters: dynamoMatterStore(table),
      organizations: dynamoOrganizationStore(table),
      syncLog: dynamoSyncLog(table),
      credentialUse: dynamoCredentialUse(table),
      idempotencyKeys: dynamoIdempotencyKeys(table),
      unfinishedWork: onlyPart('unfinished work'),
      schedules: onlyPart<DeactivationSchedules>('schedules', lazyScheduleDeletion(environment)),
      credentialCache: apiGatewayCredentialCache({
        credentials,
        region,
        apiId: environment.SCIM_API_ID,
        stageName: environment.SCIM_STAGE_NAME,
      }),
      telemetry: directoryTelemetry(telemetry),
      settings: {
        productPlan: environment.PRODUCT_PLAN,
        minimumDeactivationDelaySeconds: environment.MINIMUM_DEACTIVATION_DELAY_SECONDS,
      },
    },
  };
}
