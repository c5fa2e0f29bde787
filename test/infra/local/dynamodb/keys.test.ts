/** Sort keys of every type: their order, and pages that lose nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';
import { openTable, tableInput } from './table-fixture.ts';

const TableName = 'keyed';

/** A table whose sort key is of the type. */
async function openKeyed(AttributeType: 'S' | 'N' | 'B'): Promise<DynamoDb> {
  const database = await openTable();
  await database.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: tableInput.KeySchema,
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType },
    ],
  });
  return database;
}

async function sortKeys(database: DynamoDb, condition: string, values: object, rest: object = {}): Promise<unknown[]> {
  const answer = await database.execute('Query', {
    TableName,
    KeyConditionExpression: `pk = :p${condition}`,
    ExpressionAttributeValues: { ':p': { S: 'P' }, ...values },
    ...rest,
  });
  const items = 'Items' in answer && Array.isArray(answer.Items) ? answer.Items : [];
  return items.map(({ sk }) => sk.S ?? sk.N ?? sk.B);
}

async function putAll(database: DynamoDb, type: 'S' | 'N' | 'B', keys: readonly string[]): Promise<void> {
  for (const sk of keys) await database.execute('PutItem', { TableName, Item: { pk: { S: 'P' }, sk: { [type]: sk } } });
}

const base64 = (...bytes: number[]) => Buffer.from(bytes).toString('base64');

describe('sort keys', () => {
  test('of text sort by their UTF-8 bytes, backwards too', async () => {
    const database = await openKeyed('S');
    const sorted = ['A', 'B', 'Z', 'a', 'aa', 'b', 'é', '\u{FF5E}', '\u{1F600}'];
    await putAll(database, 'S', sorted.toReversed());

    expect(await sortKeys(database, '', {})).toEqual(sorted);
    expect(await sortKeys(database, '', {}, { ScanIndexForward: false })).toEqual(sorted.toReversed());
  });

  test('of binary sort by their bytes, and begin with any of them', async () => {
    const database = await openKeyed('B');
    const sorted = [base64(0), base64(1, 255), base64(128), base64(255), base64(255, 0), base64(255, 255, 7)];
    await putAll(database, 'B', sorted.toReversed());

    expect(await sortKeys(database, '', {})).toEqual(sorted);
    expect(await sortKeys(database, ' AND begins_with(sk, :b)', { ':b': { B: base64(255) } })).toEqual(sorted.slice(3));
    expect(await sortKeys(database, ' AND begins_with(sk, :b)', { ':b': { B: base64(1, 255) } })).toEqual([sorted[1]]);
  });

  test('of numbers sort by value, and one value is one item however it is written', async () => {
    const database = await openKeyed('N');
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer(), { maxLength: 8 }), async (numbers) => {
        await putAll(
          database,
          'N',
          numbers.flatMap((number) => [`${number}`, `${number}.0`]),
        );

        const sorted = numbers.toSorted((a, b) => a - b).map(String);
        expect(await sortKeys(database, '', {})).toEqual(sorted);

        for (const N of sorted) await database.execute('DeleteItem', { TableName, Key: { pk: { S: 'P' }, sk: { N } } });
      }),
      { numRuns: 30 },
    );
  });

  test('page by page give every item once, in either direction', async () => {
    const database = await openKeyed('N');
    const numbers = Array.from({ length: 25 }, (_, i) => String(i - 12));
    await putAll(database, 'N', numbers);

    for (const ScanIndexForward of [true, false]) {
      const seen: unknown[] = [];
      let start: object = {};
      for (let page = 0; page < 9; page += 1) {
        const found = await sortKeys(database, '', {}, { Limit: 3, ScanIndexForward, ...start });
        seen.push(...found);
        start = { ExclusiveStartKey: { pk: { S: 'P' }, sk: { N: found.at(-1) } } };
      }
      expect(seen).toEqual(ScanIndexForward ? numbers : numbers.toReversed());
    }
  });

  test('of another partition are not found', async () => {
    const database = await openKeyed('S');
    await putAll(database, 'S', ['1']);
    await database.execute('PutItem', { TableName, Item: { pk: { S: 'P1' }, sk: { S: '1' } } });

    expect(await sortKeys(database, '', {})).toEqual(['1']);
  });
});
