import { afterAll, beforeAll, expect, test } from 'vitest';
import { toItem } from '#shared/storage/attribute-values.ts';
import { unfinishedPartition } from '#shared/storage/keys.ts';
import { putItem } from '#shared/storage/table.ts';
import { type LocalTables, openLocalTables } from './local-table.ts';
import { storesOf } from './stores-of.ts';

let tables: LocalTables;

beforeAll(async () => {
  tables = await openLocalTables();
});

afterAll(async () => tables.close());

test('unfinished work of a kind that is not known, of a later release say, is left alone', async () => {
  const table = await tables.makeTable();
  for (const sk of ['close-matter#M1', 'merge-users#U1']) await putItem(table, toItem({ pk: unfinishedPartition, sk }));

  expect(await storesOf(table).unfinishedWork.list()).toEqual([{ kind: 'close-matter', matterId: 'M1' }]);
});
