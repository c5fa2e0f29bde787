/** Joins the adapters for the admin API: providers, users to read, and the authorizer's cache to flush. */
import type { Environment } from '#shared/config/environment.ts';
import type { Directory, UserStore } from '#shared/directory/ports.ts';
import { dynamoCredentialUse, dynamoIdempotencyKeys } from '#shared/storage/dynamo-claims.ts';
import { dynamoOrganizationStore } from '#shared/storage/dynamo-organization-store.ts';
import { dynamoProviderStore } from '#shared/storage/dynamo-provider-store.ts';
import { dynamoSyncLog } from '#shared/storage/dynamo-sync-log.ts';
import { readHistoryPage } from '#shared/storage/user-history.ts';
import { userReads } from '#shared/storage/user-reads.ts';
import { directoryTelemetry } from '#shared/telemetry/directory-telemetry.ts';
import { apiGatewayCredentialCache } from './api-gateway-credential-cache.ts';
import type { ApiComposition } from './composition.ts';
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
      users: onlyPart<UserStore>('user store', {
        ...userReads(table),
        history: async (userId, page) => readHistoryPage(table, userId, page),
      }),
      providers: dynamoProviderStore(table),
      matters: onlyPart('matters'),
      organizations: dynamoOrganizationStore(table),
      unfinishedWork: onlyPart('unfinished work'),
      syncLog: dynamoSyncLog(table),
      credentialUse: dynamoCredentialUse(table),
      idempotencyKeys: dynamoIdempotencyKeys(table),
      schedules: onlyPart('schedules'),
      credentialCache: apiGatewayCredentialCache({
        credentials,
        region,
        apiId: environment.SCIM_API_ID,
        stageName: environment.SCIM_STAGE_NAME,
      }),
      telemetry: directoryTelemetry(telemetry),
      settings: onlyPart<Directory['settings']>('setting', {
        minimumDeactivationDelaySeconds: environment.MINIMUM_DEACTIVATION_DELAY_SECONDS,
      }),
    },
  };
}
