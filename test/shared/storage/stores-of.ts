/** The stores of DynamoDB as the suites and the system tests need them. */
import { dynamoCredentialUse } from '#shared/storage/dynamo-credential-use.ts';
import { dynamoIdempotencyKeys } from '#shared/storage/dynamo-idempotency-keys.ts';
import { dynamoMatterStore } from '#shared/storage/dynamo-matter-store.ts';
import { dynamoOrganizationStore } from '#shared/storage/dynamo-organization-store.ts';
import { dynamoProviderStore } from '#shared/storage/dynamo-provider-store.ts';
import { dynamoSyncLog } from '#shared/storage/dynamo-sync-log.ts';
import { dynamoUserStore } from '#shared/storage/dynamo-user-store.ts';
import type { Table } from '#shared/storage/table.ts';
import { dynamoUnfinishedWork } from '#shared/storage/unfinished-work.ts';
import type { Stores } from '#test/contract/stores.ts';

/** All stores of one table. */
export function storesOf(table: Table): Stores {
  const logged = { ...table, syncLogRetentionDays: 90, syncLogValues: 'values' } as const;
  return {
    users: dynamoUserStore({ ...logged, random: Math.random }),
    providers: dynamoProviderStore(logged),
    matters: dynamoMatterStore(logged),
    organizations: dynamoOrganizationStore(logged),
    unfinishedWork: dynamoUnfinishedWork(table),
    syncLog: dynamoSyncLog(logged),
    credentialUse: dynamoCredentialUse(table),
    idempotencyKeys: dynamoIdempotencyKeys(table),
  };
}
