/**
 * Joins the adapters for the two functions that carry deactivations out, the scheduled one and the sweep: users only.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Environment } from '#shared/config/environment.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { dynamoUserStore } from '#shared/storage/dynamo-user-store.ts';
import { directoryTelemetry } from '#shared/telemetry/directory-telemetry.ts';
import { clientSettings } from './aws-clients.ts';
import type { Composition } from './composition.ts';
import { onlyPart } from './only-part.ts';
import { standardOutputTelemetry, system } from './system.ts';

export function composeDeactivations(environment: Environment<'deactivate-user' | 'sweep'>): Composition {
  const telemetry = standardOutputTelemetry(environment.METRICS_NAMESPACE);
  const users = dynamoUserStore({
    client: new DynamoDBClient(clientSettings),
    tableName: environment.TABLE_NAME,
    random: Math.random,
    syncLogRetentionDays: environment.SYNC_LOG_RETENTION_DAYS,
  });
  return {
    telemetry,
    directory: onlyPart<Directory>('directory', { ...system, users, telemetry: directoryTelemetry(telemetry) }),
  };
}
