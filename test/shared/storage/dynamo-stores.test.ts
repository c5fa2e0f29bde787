/** The adapters of DynamoDB keep the promises of their ports. */
import { afterAll, beforeAll, describe } from 'vitest';
import { dynamoProviderStore } from '#shared/storage/dynamo-provider-store.ts';
import { providerStoreContract } from '#test/contract/provider-store.ts';
import { userStoreContract } from '#test/contract/user-store.ts';
import { type LocalTables, openLocalTables, userStoreOf } from './local-table.ts';

describe('on DynamoDB', () => {
  let tables: LocalTables;

  beforeAll(async () => {
    tables = await openLocalTables();
  });

  afterAll(async () => tables.close());

  userStoreContract(async () => userStoreOf(await tables.makeTable()));
  providerStoreContract(async () => dynamoProviderStore(await tables.makeTable()));
});
