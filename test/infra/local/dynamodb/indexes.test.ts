/** Global secondary indexes: lag, sparseness, projections, paging and what they refuse. */
import { describe, expect, test } from 'vitest';
import type { DynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';
import { openTable, tableInput } from './table-fixture.ts';

const TableName = 'directory';

async function query(database: DynamoDb, input: object): Promise<unknown> {
  const answer = await database.execute('Query', { TableName, ...input });
  return 'Items' in answer ? answer.Items : undefined;
}

const byGsi1 = {
  IndexName: 'gsi1',
  KeyConditionExpression: 'gsi1pk = :g',
  ExpressionAttributeValues: { ':g': { S: 'G' } },
};
const byGsi2 = {
  IndexName: 'gsi2',
  KeyConditionExpression: 'gsi2pk = :g',
  ExpressionAttributeValues: { ':g': { S: 'G' } },
};
const item = (pk: string, rest: object) => ({ pk: { S: pk }, sk: { S: 'A' }, ...rest });

describe('global secondary indexes', () => {
  test('show a write when their lag is over, and the one before until then', async () => {
    let now = 0;
    const database = await openTable({ indexLagMilliseconds: 20, now: () => now });
    const first = item('a', { gsi1pk: { S: 'G' }, gsi1sk: { S: '1' } });
    const second = item('a', { gsi1pk: { S: 'G' }, gsi1sk: { S: '2' } });

    await database.execute('PutItem', { TableName, Item: first });
    const atOnce = await query(database, byGsi1);
    now = 20;
    const later = await query(database, byGsi1);
    await database.execute('PutItem', { TableName, Item: second });
    await database.execute('DeleteItem', { TableName, Key: { pk: { S: 'a' }, sk: { S: 'A' } } });
    await database.execute('PutItem', { TableName, Item: second });
    now = 39;
    const stillOld = await query(database, byGsi1);
    now = 40;

    expect(atOnce).toEqual([]);
    expect(later).toEqual([first]);
    expect(stillOld).toEqual([first]);
    expect(await query(database, byGsi1)).toEqual([second]);
  });

  test('are sparse: an item without both keys has no entry', async () => {
    const database = await openTable();
    await database.execute('PutItem', { TableName, Item: item('a', { gsi1pk: { S: 'G' } }) });

    expect(await query(database, byGsi1)).toEqual([]);
  });

  test('give only what they project, numbers in numeric order', async () => {
    const database = await openTable();
    const numbers = ['10', '-2', '9', '0', '-10', '1.5', '1e-3'];
    for (const N of numbers) {
      await database.execute('PutItem', {
        TableName,
        Item: item(N, { gsi2pk: { S: 'G' }, gsi2sk: { N }, more: { S: 'x' } }),
      });
    }

    const found = await query(database, byGsi2);

    const sorted = ['-10', '-2', '0', '1e-3', '1.5', '9', '10'];
    expect(found).toEqual(
      sorted.map((N) => item(N, { gsi2pk: { S: 'G' }, gsi2sk: { N: N === '1e-3' ? '0.001' : N } })),
    );
  });

  test('project the named attributes besides the keys', async () => {
    const database = await openTable();
    const [gsi1] = tableInput.GlobalSecondaryIndexes;
    await database.execute('CreateTable', {
      ...tableInput,
      TableName: 'other',
      AttributeDefinitions: tableInput.AttributeDefinitions.slice(0, 4),
      GlobalSecondaryIndexes: [{ ...gsi1, Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['kept'] } }],
    });
    const keys = { gsi1pk: { S: 'G' }, gsi1sk: { S: '1' } };
    await database.execute('PutItem', {
      TableName: 'other',
      Item: item('a', { ...keys, kept: { N: '1' }, left: { N: '2' } }),
    });

    const answer = await database.execute('Query', { TableName: 'other', ...byGsi1 });

    expect(answer).toMatchObject({ Items: [item('a', { ...keys, kept: { N: '1' } })] });
  });

  test('page through entries of equal keys without losing one', async () => {
    const database = await openTable();
    const names = Array.from({ length: 7 }, (_, i) => `n${i}`);
    for (const name of names) {
      await database.execute('PutItem', { TableName, Item: item(name, { gsi1pk: { S: 'G' }, gsi1sk: { S: 'same' } }) });
    }

    const seen: unknown[] = [];
    let ExclusiveStartKey: unknown;
    do {
      const page = await database.execute('Query', {
        TableName,
        ...byGsi1,
        Limit: 2,
        ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
      });
      seen.push(...('Items' in page && Array.isArray(page.Items) ? page.Items : []));
      ExclusiveStartKey = 'LastEvaluatedKey' in page ? page.LastEvaluatedKey : undefined;
    } while (ExclusiveStartKey);

    expect(seen.map((entry) => (entry as { pk: { S: string } }).pk.S)).toEqual(names);
  });

  test.each([
    ['a consistent read', { ...byGsi1, ConsistentRead: true }],
    ['all attributes of an index of keys', { ...byGsi2, Select: 'ALL_ATTRIBUTES' }],
    ['an index that is not there', { ...byGsi1, IndexName: 'gsi7' }],
    [
      'a start key without the keys of the table',
      { ...byGsi1, ExclusiveStartKey: { gsi1pk: { S: 'G' }, gsi1sk: { S: '1' } } },
    ],
  ])('refuse %s', async (_, input) => {
    const database = await openTable();

    await expect(query(database, input)).rejects.toMatchObject({ code: 'ValidationException' });
  });

  test.each(['PutItem', 'UpdateItem'])('refuse an empty or wrong key in %s', async (operation) => {
    const database = await openTable();
    const Key = item('a', {});
    const input = (value: object) =>
      operation === 'PutItem'
        ? { TableName, Item: { ...Key, gsi1pk: value } }
        : { TableName, Key, UpdateExpression: 'SET gsi1pk = :v', ExpressionAttributeValues: { ':v': value } };

    for (const value of [{ S: '' }, { N: '1' }, { S: 'x'.repeat(2049) }]) {
      await expect(database.execute(operation, input(value))).rejects.toMatchObject({ code: 'ValidationException' });
    }
  });
});
