/** Joins the adapters for the function that answers SCIM requests: all of the directory but the authorizer's cache. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Environment } from '#shared/config/environment.ts';
import { dynamoProviderStore } from '#shared/storage/dynamo-provider-store.ts';
import { dynamoUserStore } from '#shared/storage/dynamo-user-store.ts';
import { directoryTelemetry } from '#shared/telemetry/directory-telemetry.ts';
import { clientSettings } from './aws-clients.ts';
import type { ApiComposition } from './composition.ts';
import { lazySchedules } from './lazy-schedules.ts';
import { onlyPart } from './only-part.ts';
import { standardOutputTelemetry, system } from './system.ts';

export function composeScim(environment: Environment<'scim'>): ApiComposition {
  const telemetry = standardOutputTelemetry(environment.METRICS_NAMESPACE);
  const table = { client: new DynamoDBClient(clientSettings), tableName: environment.TABLE_NAME };
  const syncLogRetentionDays = environment.SYNC_LOG_RETENTION_DAYS;
  return {
    telemetry,
    scimBaseUrl: environment.SCIM_BASE_URL,
    directory: {
      ...system,
      users: dynamoUserStore({ ...table, random: Math.random, syncLogRetentionDays }),
      providers: dynamoProviderStore(table),
      matters: onlyPart('matters'),
      organizations: onlyPart('organizations'),
      unfinishedWork: onlyPart('unfinished work'),
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
