/** Joins the adapters for the function that checks credentials: providers are all it can read. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Environment } from '#shared/config/environment.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { dynamoProviderStore } from '#shared/storage/dynamo-provider-store.ts';
import { clientSettings } from './aws-clients.ts';
import type { Composition } from './composition.ts';
import { onlyPart } from './only-part.ts';
import { standardOutputTelemetry, system } from './system.ts';

export function composeAuthorizer(environment: Environment<'authorizer'>): Composition {
  const client = new DynamoDBClient(clientSettings);
  return {
    telemetry: standardOutputTelemetry(environment.METRICS_NAMESPACE),
    directory: onlyPart<Directory>('directory', {
      ...system,
      providers: dynamoProviderStore({ client, tableName: environment.TABLE_NAME }),
    }),
  };
}
