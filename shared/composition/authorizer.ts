/** Joins the adapters for the function that checks credentials: it reads providers, and keeps account of credentials. */
import type { Environment } from '#shared/config/environment.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { ProviderStore } from '#shared/directory/stores.ts';
import { dynamoCredentialUse } from '#shared/storage/dynamo-credential-use.ts';
import { providerLookup } from '#shared/storage/dynamo-provider-store.ts';
import { dynamoSyncLog } from '#shared/storage/dynamo-sync-log.ts';
import { directoryTelemetry } from '#shared/telemetry/directory-telemetry.ts';
import { impatientSettings } from './aws-clients.ts';
import type { Composition } from './composition.ts';
import { onlyPart } from './only-part.ts';
import { standardOutputTelemetry, system } from './system.ts';
import { tableOf } from './table-of.ts';

export function composeAuthorizer(environment: Environment<'authorizer'>): Composition {
  const telemetry = standardOutputTelemetry(environment.METRICS_NAMESPACE);
  const account = tableOf(environment, impatientSettings);
  return {
    telemetry,
    directory: onlyPart<Directory>('directory', {
      ...system,
      providers: onlyPart<ProviderStore>('provider store', providerLookup(tableOf(environment))),
      credentialUse: dynamoCredentialUse(account),
      syncLog: dynamoSyncLog(account),
      telemetry: directoryTelemetry(telemetry),
    }),
  };
}
