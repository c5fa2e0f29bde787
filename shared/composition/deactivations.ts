/** Joins the adapters that carrying deactivations out needs, whoever does it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Environment } from '#shared/config/environment.ts';
import { dynamoProviderStore } from '#shared/storage/dynamo-provider-store.ts';
import { dynamoUserStore } from '#shared/storage/dynamo-user-store.ts';
import { clientSettings } from './aws-clients.ts';
import { standardOutputTelemetry } from './system.ts';

export function deactivations(environment: Environment<'deactivate-user' | 'sweep'>) {
  const telemetry = standardOutputTelemetry(environment.METRICS_NAMESPACE);
  const table = { client: new DynamoDBClient(clientSettings), tableName: environment.TABLE_NAME };
  const users = dynamoUserStore({
    ...table,
    random: Math.random,
    syncLogRetentionDays: environment.SYNC_LOG_RETENTION_DAYS,
  });
  return { telemetry, table, users, providers: dynamoProviderStore(table) };
}
