/** Joins the adapters that carrying deactivations out needs, whoever does it. */
import type { Environment } from '#shared/config/environment.ts';
import { dynamoProviderStore } from '#shared/storage/dynamo-provider-store.ts';
import { dynamoUserStore } from '#shared/storage/dynamo-user-store.ts';
import { standardOutputTelemetry } from './system.ts';
import { tableOf } from './table-of.ts';

export function deactivations(environment: Environment<'deactivate-user' | 'sweep'>) {
  const telemetry = standardOutputTelemetry(environment.METRICS_NAMESPACE);
  const table = tableOf(environment);
  const users = dynamoUserStore({ ...table, random: Math.random });
  return { telemetry, table, users, providers: dynamoProviderStore(table) };
}
