/** Expired items go in the background. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { DynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';
import { openTable } from './table-fixture.ts';

const TableName = 'directory';
const nowSeconds = 2_000_000_000;
const options = { now: () => nowSeconds * 1000, timeToLiveIntervalMilliseconds: 5 };
const enable = { TableName, TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } };

async function put(database: DynamoDb, pk: string, expiresAt: object): Promise<void> {
  await database.execute('PutItem', { TableName, Item: { pk: { S: pk }, sk: { S: 'A' }, expiresAt } });
}

async function names(database: DynamoDb): Promise<unknown> {
  const answer = await database.execute('Scan', { TableName });
  return 'Items' in answer && Array.isArray(answer.Items) ? answer.Items.map(({ pk }) => pk.S) : [];
}

test('deletes in the background what has expired, items from before it was enabled included', async () => {
  const database = await openTable(options);
  await put(database, 'before', { N: String(nowSeconds - 1) });
  await database.execute('UpdateTimeToLive', enable);
  await put(database, 'expired', { N: String(nowSeconds - 1) });
  await put(database, 'lives', { N: String(nowSeconds + 60) });
  await put(database, 'text', { S: '1' });
  await put(database, 'over five years ago', { N: '1' });
  const atFirst = await names(database);

  await expect.poll(() => names(database)).toEqual(['lives', 'over five years ago', 'text']);

  expect(atFirst).toContain('expired');
  await database.close();
});

test('leaves an item that a transaction holds until the transaction is over', async () => {
  const database = await openTable({ ...options, transactionMilliseconds: 40 });
  await database.execute('UpdateTimeToLive', enable);
  await put(database, 'a', { N: String(nowSeconds - 1) });

  const transaction = database.execute('TransactWriteItems', {
    TransactItems: [{ Put: { TableName, Item: { pk: { S: 'a' }, sk: { S: 'A' }, kept: { BOOL: true } } } }],
  });
  await sleep(20);
  const during = await names(database);
  await transaction;

  expect(during).toEqual(['a']);
  expect(await names(database)).toEqual(['a']);
  await database.close();
});

test('says whether it is enabled, and refuses to be enabled twice', async () => {
  const database = await openTable();

  const before = await database.execute('DescribeTimeToLive', { TableName });
  await database.execute('UpdateTimeToLive', enable);
  const after = await database.execute('DescribeTimeToLive', { TableName });

  expect(before).toEqual({ TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } });
  expect(after).toEqual({ TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' } });
  await expect(database.execute('UpdateTimeToLive', enable)).rejects.toMatchObject({ code: 'ValidationException' });
});
