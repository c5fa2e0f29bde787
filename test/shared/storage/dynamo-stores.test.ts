/** The adapters of DynamoDB keep the promises of their ports. */
import { afterAll, beforeAll, describe } from 'vitest';
import { storesContract } from '#test/contract/all-stores.ts';
import { type LocalTables, openLocalTables } from './local-table.ts';
import { storesOf } from './stores-of.ts';

describe('on DynamoDB', () => {
  let tables: LocalTables;

  beforeAll(async () => {
    tables = await openLocalTables();
  });

  afterAll(async () => tables.close());

  const makeStores = async () => storesOf(await tables.makeTable());

  storesContract(makeStores);
});
