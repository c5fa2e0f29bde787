/** The table of the deployment, and how entries of its log are kept. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Environment } from '#shared/config/environment.ts';
import type { LogSettings } from '#shared/storage/log-item.ts';
import type { Table } from '#shared/storage/table.ts';
import { clientSettings } from './aws-clients.ts';

type TableEnvironment = Pick<Environment<'authorizer'>, 'TABLE_NAME' | 'SYNC_LOG_RETENTION_DAYS' | 'SYNC_LOG_VALUES'>;

export function tableOf(
  environment: TableEnvironment,
  settings: DynamoDBClientConfig = clientSettings,
): Table & LogSettings {
  return {
    client: new DynamoDBClient(settings),
    tableName: environment.TABLE_NAME,
    syncLogRetentionDays: environment.SYNC_LOG_RETENTION_DAYS,
    syncLogValues: environment.SYNC_LOG_VALUES,
  };
}
