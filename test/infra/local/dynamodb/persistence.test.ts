/** What the file keeps over a restart, and over a kill. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';
import { openTable } from './table-fixture.ts';

const TableName = 'directory';
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dynamodb-'));
  file = join(folder, 'table.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const Item = { pk: { S: 'a' }, sk: { S: 'A' }, gsi1pk: { S: 'G' }, gsi1sk: { S: '1' } };
const byGsi1 = {
  TableName,
  IndexName: 'gsi1',
  KeyConditionExpression: 'gsi1pk = :g',
  ExpressionAttributeValues: { ':g': { S: 'G' } },
};

test('keeps tables, items, tokens and what indexes have yet to see over a restart', async () => {
  let now = 0;
  const before = await openTable({ file, now: () => now, indexLagMilliseconds: 20 });
  const transaction = { TransactItems: [{ Put: { TableName, Item } }], ClientRequestToken: 'token' };
  await before.execute('TransactWriteItems', transaction);
  await before.close();

  const after = openDynamoDb({ file, now: () => now, indexLagMilliseconds: 20 });
  await after.execute('DeleteItem', { TableName, Key: { pk: Item.pk, sk: Item.sk } });
  await after.execute('TransactWriteItems', transaction);
  now = 19;
  const early = await after.execute('Query', byGsi1);
  now = 20;
  const late = await after.execute('Query', byGsi1);

  expect(early).toMatchObject({ Items: [] });
  // The put comes first, the delete with it: both were made at 0, and the repeated token wrote nothing.
  expect(late).toMatchObject({ Items: [] });
  expect(await after.execute('Scan', { TableName })).toMatchObject({ Count: 0 });
  await after.close();
});

test('survives the end of the process at any instant: transactions are there as a whole', async () => {
  await (await openTable({ file })).close();
  const writer = fileURLToPath(new URL('./killed-writer.ts', import.meta.url));
  const child = spawn(process.execPath, [writer, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let acknowledged = '';
  child.stdout.on('data', (chunk) => {
    acknowledged += chunk;
    if (acknowledged.length > 2000) child.kill('SIGKILL');
  });
  await once(child, 'close');

  const database = openDynamoDb({ file, indexLagMilliseconds: 0 });
  const count = async (sk: string) => {
    const scan = {
      TableName,
      Select: 'COUNT',
      FilterExpression: 'sk = :s',
      ExpressionAttributeValues: { ':s': { S: sk } },
    };
    const answer = await database.execute('Scan', scan);
    return 'Count' in answer ? Number(answer.Count) : 0;
  };
  const [left, right] = [await count('left'), await count('right')];

  expect(left).toBe(right);
  expect(left).toBeGreaterThanOrEqual(acknowledged.trim().split('\n').length - 1);
  await database.close();
});
