/** The adapters of DynamoDB keep the promises of their ports. */
import { afterAll, beforeAll, describe } from 'vitest';
import { administratorsEntriesContract } from '#test/contract/administrators-entries.ts';
import { claimsContract } from '#test/contract/claims.ts';
import { matterStoreContract } from '#test/contract/matter-store.ts';
import { organizationStoreContract } from '#test/contract/organization-store.ts';
import { providerStoreContract } from '#test/contract/provider-store.ts';
import { syncLogContract } from '#test/contract/sync-log.ts';
import { unfinishedWorkContract } from '#test/contract/unfinished-work.ts';
import { userStoreContract } from '#test/contract/user-store.ts';
import { type LocalTables, openLocalTables } from './local-table.ts';
import { storesOf } from './stores-of.ts';

describe('on DynamoDB', () => {
  let tables: LocalTables;

  beforeAll(async () => {
    tables = await openLocalTables();
  });

  afterAll(async () => tables.close());

  const makeStores = async () => storesOf(await tables.makeTable());

  userStoreContract(makeStores);
  providerStoreContract(makeStores);
  matterStoreContract(makeStores);
  organizationStoreContract(makeStores);
  unfinishedWorkContract(makeStores);
  syncLogContract(makeStores);
  claimsContract(makeStores);
  administratorsEntriesContract(makeStores);
});
