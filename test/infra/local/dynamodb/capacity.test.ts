/** Sizes and consumed capacity against examples computed by hand from the developer guide. */
import { describe, expect, test } from 'vitest';
import { itemSize } from '#infra/local/dynamodb/item-size.ts';
import { openTable } from './table-fixture.ts';

const TableName = 'directory';
const ReturnConsumedCapacity = 'INDEXES';

/** An item of exactly so many bytes: 2 + 1 + 2 + 1 for its keys, 1 for the name `x`, the rest its text. */
function sized(bytes: number, rest: object = {}) {
  return { pk: { S: 'P' }, sk: { S: 'S' }, x: { S: 'x'.repeat(bytes - 7) }, ...rest };
}
const Key = { pk: { S: 'P' }, sk: { S: 'S' } };

describe('developer guide, item sizes', () => {
  test.each([
    ['names and text as UTF-8', { é: { S: 'añ' } }, 2 + 3],
    ['two digits of a number as a byte, and one more', { n: { N: '12345' } }, 1 + 3 + 1],
    ['a number without its zeros', { n: { N: '1000' } }, 1 + 1 + 1],
    ['binary as its bytes', { b: { B: 'AAEC' } }, 1 + 3],
    ['null and booleans as one', { n: { NULL: true as const }, b: { BOOL: false } }, 2 + 2],
    ['sets as their members', { s: { SS: ['a', 'bc'] }, n: { NS: ['1', '22'] } }, 1 + 3 + 1 + 2 + 2],
    ['lists with 3 bytes, and 1 for each element', { l: { L: [{ S: 'a' }, { S: 'bc' }] } }, 1 + 3 + 2 + 3],
    ['maps with 3 bytes, and 1 for each element', { m: { M: { k: { S: 'v' } } } }, 1 + 3 + 1 + 2],
  ])('counts %s', (_, item, bytes) => {
    expect(itemSize(item)).toBe(bytes);
  });
});

describe('developer guide, read and write operations', () => {
  test.each([
    [1024, 1],
    [1025, 2],
    [2500, 3],
  ])('a put of %i bytes consumes %i write units', async (bytes, units) => {
    const database = await openTable();

    const answer = await database.execute('PutItem', { TableName, Item: sized(bytes), ReturnConsumedCapacity });

    expect(answer).toMatchObject({
      ConsumedCapacity: { TableName, CapacityUnits: units, Table: { CapacityUnits: units } },
    });
  });

  test('a write consumes the larger of before and after; a delete the item, or 1 for nothing', async () => {
    const database = await openTable();
    await database.execute('PutItem', { TableName, Item: sized(3000) });
    const TOTAL = { TableName, ReturnConsumedCapacity: 'TOTAL' };

    const smaller = await database.execute('PutItem', { ...TOTAL, Item: sized(2000) });
    const deleted = await database.execute('DeleteItem', { ...TOTAL, Key });
    const nothing = await database.execute('DeleteItem', { ...TOTAL, Key });

    expect(smaller).toMatchObject({ ConsumedCapacity: { TableName, CapacityUnits: 3 } });
    expect(deleted).toMatchObject({ ConsumedCapacity: { TableName, CapacityUnits: 2 } });
    expect(nothing).toMatchObject({ ConsumedCapacity: { TableName, CapacityUnits: 1 } });
  });

  test('a read consumes 4 KB blocks, half when eventually consistent, twice in a transaction', async () => {
    const database = await openTable();
    await database.execute('PutItem', { TableName, Item: sized(4097) });
    const read = { TableName, Key, ReturnConsumedCapacity: 'TOTAL' };
    const nothing = { pk: { S: 'none' }, sk: { S: 'S' } };

    const eventual = await database.execute('GetItem', read);
    const strong = await database.execute('GetItem', { ...read, ConsistentRead: true });
    const missing = await database.execute('GetItem', { ...read, Key: nothing, ConsistentRead: true });
    const transactional = await database.execute('TransactGetItems', {
      TransactItems: [{ Get: { TableName, Key } }, { Get: { TableName, Key: nothing } }],
      ReturnConsumedCapacity: 'TOTAL',
    });

    expect(eventual).toMatchObject({ ConsumedCapacity: { CapacityUnits: 1 } });
    expect(strong).toMatchObject({ ConsumedCapacity: { CapacityUnits: 2 } });
    expect(missing).toMatchObject({ ConsumedCapacity: { CapacityUnits: 1 }, Item: undefined });
    expect(transactional).toMatchObject({
      ConsumedCapacity: [{ TableName, CapacityUnits: 6, ReadCapacityUnits: 6 }],
    });
  });

  test('a query rounds the sum of its items, what the filter drops included; a batch rounds each', async () => {
    const database = await openTable();
    const keys = ['1', '2', '3'].map((sk) => ({ pk: { S: 'P' }, sk: { S: sk } }));
    for (const key of keys) await database.execute('PutItem', { TableName, Item: { ...sized(2000), ...key } });

    const query = await database.execute('Query', {
      TableName,
      KeyConditionExpression: 'pk = :p',
      FilterExpression: 'attribute_exists(nothing)',
      ExpressionAttributeValues: { ':p': { S: 'P' } },
      ConsistentRead: true,
      ReturnConsumedCapacity,
    });
    const batch = await database.execute('BatchGetItem', {
      RequestItems: { [TableName]: { Keys: keys, ConsistentRead: true } },
      ReturnConsumedCapacity: 'TOTAL',
    });

    // 6000 bytes are two blocks; three items of 2000 bytes are three.
    expect(query).toMatchObject({ Count: 0, ScannedCount: 3, ConsumedCapacity: { CapacityUnits: 2 } });
    expect(batch).toMatchObject({ ConsumedCapacity: [{ TableName, CapacityUnits: 3 }] });
  });

  test('an empty query consumes half a unit', async () => {
    const database = await openTable();

    const answer = await database.execute('Query', {
      TableName,
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: 'none' } },
      ReturnConsumedCapacity: 'TOTAL',
    });

    expect(answer).toMatchObject({ Count: 0, ConsumedCapacity: { CapacityUnits: 0.5 } });
  });
});

describe('developer guide, write units of global secondary indexes', () => {
  const gsi1 = { gsi1pk: { S: 'G' }, gsi1sk: { S: '1' } };
  const put = { TableName, ReturnConsumedCapacity };

  test('an item of 1.5 KB entering an index of everything consumes 2 and 2', async () => {
    const database = await openTable();

    const answer = await database.execute('PutItem', { ...put, Item: sized(1500, gsi1) });

    expect(answer).toMatchObject({
      ConsumedCapacity: {
        TableName,
        CapacityUnits: 4,
        Table: { CapacityUnits: 2 },
        GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 2 } },
      },
    });
  });

  test('a changed index key consumes a delete and a put, another attribute one write, leaving a delete', async () => {
    const database = await openTable();
    await database.execute('PutItem', { ...put, Item: sized(500, gsi1) });

    const moved = await database.execute('PutItem', { ...put, Item: sized(500, { ...gsi1, gsi1sk: { S: '2' } }) });
    const changed = await database.execute('PutItem', { ...put, Item: sized(600, { ...gsi1, gsi1sk: { S: '2' } }) });
    const left = await database.execute('PutItem', { ...put, Item: sized(600) });

    expect(moved).toMatchObject({ ConsumedCapacity: { GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 2 } } } });
    expect(changed).toMatchObject({ ConsumedCapacity: { GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 1 } } } });
    expect(left).toMatchObject({ ConsumedCapacity: { GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 1 } } } });
  });

  test('a change that the index does not project consumes nothing there', async () => {
    const database = await openTable();
    const gsi2 = { gsi2pk: { S: 'G' }, gsi2sk: { N: '1' } };
    await database.execute('PutItem', { ...put, Item: sized(500, gsi2) });

    const answer = await database.execute('PutItem', { ...put, Item: sized(600, gsi2) });

    expect(answer).toEqual({
      Attributes: undefined,
      ConsumedCapacity: { TableName, CapacityUnits: 1, Table: { CapacityUnits: 1 } },
    });
  });

  test('a query of an index consumes there, by the size of what is projected', async () => {
    const database = await openTable();
    await database.execute('PutItem', { TableName, Item: sized(9000, { gsi2pk: { S: 'G' }, gsi2sk: { N: '1' } }) });

    const answer = await database.execute('Query', {
      TableName,
      IndexName: 'gsi2',
      KeyConditionExpression: 'gsi2pk = :g',
      ExpressionAttributeValues: { ':g': { S: 'G' } },
      ReturnConsumedCapacity,
    });

    expect(answer).toMatchObject({
      ConsumedCapacity: {
        CapacityUnits: 0.5,
        Table: { CapacityUnits: 0 },
        GlobalSecondaryIndexes: { gsi2: { CapacityUnits: 0.5 } },
      },
    });
  });

  test('a transaction writes items twice, indexes once, and its repetition reads', async () => {
    const database = await openTable();
    const transaction = {
      TransactItems: [
        { Put: { TableName, Item: sized(1500, gsi1) } },
        {
          ConditionCheck: {
            TableName,
            Key: { pk: { S: 'Q' }, sk: { S: 'S' } },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      ],
      ClientRequestToken: 'token',
      ReturnConsumedCapacity,
    };

    const first = await database.execute('TransactWriteItems', transaction);
    const repeated = await database.execute('TransactWriteItems', transaction);

    // Put: 2 KB twice. Condition check of nothing: 1 twice. Index: 2.
    expect(first).toMatchObject({
      ConsumedCapacity: [
        {
          TableName,
          CapacityUnits: 8,
          WriteCapacityUnits: 8,
          Table: { CapacityUnits: 6, WriteCapacityUnits: 6 },
          GlobalSecondaryIndexes: { gsi1: { CapacityUnits: 2, WriteCapacityUnits: 2 } },
        },
      ],
    });
    expect(repeated).toMatchObject({ ConsumedCapacity: [{ CapacityUnits: 4, ReadCapacityUnits: 4 }] });
  });
});
