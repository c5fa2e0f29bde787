/** Quotas, tables, and requests that are refused. */
import { describe, expect, test } from 'vitest';
import type { DynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';
import { openTable, tableInput } from './table-fixture.ts';

const TableName = 'directory';
const Key = { pk: { S: 'P' }, sk: { S: 'S' } };
const invalid = { code: 'ValidationException' };

function put(database: DynamoDb, rest: object): Promise<object> {
  return database.execute('PutItem', { TableName, Item: { ...Key, ...rest } });
}

describe('quotas', () => {
  test('an item has at most 400 KB, by put and by update', async () => {
    const database = await openTable();
    const names = 'pkPskSx'.length;
    const largest = 'x'.repeat(400 * 1024 - names);

    await put(database, { x: { S: largest } });

    await expect(put(database, { x: { S: `${largest}x` } })).rejects.toMatchObject(invalid);
    await expect(
      database.execute('UpdateItem', {
        TableName,
        Key,
        UpdateExpression: 'SET y = :y',
        ExpressionAttributeValues: { ':y': { BOOL: true } },
      }),
    ).rejects.toMatchObject(invalid);
  });

  test('a partition key has at most 2048 bytes, a sort key 1024, and neither is empty', async () => {
    const database = await openTable();

    await put(database, { pk: { S: 'é'.repeat(1024) }, sk: { S: 'x'.repeat(1024) } });

    await expect(put(database, { pk: { S: `${'é'.repeat(1024)}x` } })).rejects.toMatchObject(invalid);
    await expect(put(database, { sk: { S: 'x'.repeat(1025) } })).rejects.toMatchObject(invalid);
    await expect(put(database, { sk: { S: '' } })).rejects.toMatchObject(invalid);
  });

  test('a page ends with the item that reaches 1 MB, and the next one begins behind it', async () => {
    const database = await openTable();
    for (const sk of ['1', '2', '3', '4']) await put(database, { sk: { S: sk }, x: { S: 'x'.repeat(380_000) } });
    const query = {
      TableName,
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': { S: 'P' } },
      ProjectionExpression: 'sk',
    };

    const first = await database.execute('Query', query);
    const second = await database.execute('Query', { ...query, ExclusiveStartKey: { pk: { S: 'P' }, sk: { S: '3' } } });

    expect(first).toMatchObject({ Count: 3, LastEvaluatedKey: { pk: { S: 'P' }, sk: { S: '3' } } });
    expect(second).toMatchObject({ Items: [{ sk: { S: '4' } }], LastEvaluatedKey: undefined });
  });

  test('values are at most 32 deep', async () => {
    const database = await openTable();
    const nested = (depth: number): object => (depth === 0 ? { S: 'x' } : { L: [nested(depth - 1)] });

    await put(database, { x: nested(32) });

    await expect(put(database, { x: nested(33) })).rejects.toMatchObject(invalid);
    await expect(put(database, { x: nested(1000) })).rejects.toMatchObject(invalid);
  });

  test('a batch takes 25 writes or 100 reads, each item once', async () => {
    const database = await openTable();
    const keys = Array.from({ length: 101 }, (_, i) => ({ pk: { S: `${i}` }, sk: { S: 'S' } }));
    const write = (items: object[]) =>
      database.execute('BatchWriteItem', {
        RequestItems: { [TableName]: items.map((Item) => ({ PutRequest: { Item } })) },
      });
    const read = (Keys: object[]) => database.execute('BatchGetItem', { RequestItems: { [TableName]: { Keys } } });

    expect(await write(keys.slice(0, 25))).toMatchObject({ UnprocessedItems: {} });
    expect(await read(keys.slice(0, 100))).toMatchObject({ UnprocessedKeys: {} });
    await expect(write(keys.slice(0, 26))).rejects.toMatchObject(invalid);
    await expect(read(keys)).rejects.toMatchObject(invalid);
    await expect(write([Key, Key])).rejects.toMatchObject(invalid);
    await expect(read([Key, Key])).rejects.toMatchObject(invalid);
    await expect(database.execute('BatchGetItem', { RequestItems: {} })).rejects.toMatchObject(invalid);
  });

  test('a batch read gives back unprocessed what is over 16 MB', async () => {
    const database = await openTable();
    const keys = Array.from({ length: 45 }, (_, i) => ({ pk: { S: `${i}` }, sk: { S: 'S' } }));
    for (const key of keys) await put(database, { ...key, x: { S: 'x'.repeat(400_000) } });

    const answer = await database.execute('BatchGetItem', {
      RequestItems: { [TableName]: { Keys: keys, ConsistentRead: true } },
    });

    expect(answer).toMatchObject({
      UnprocessedKeys: { [TableName]: { Keys: keys.slice(41), ConsistentRead: true } },
    });
  });
});

describe('what the local DynamoDB does not have is refused by name', () => {
  test.each([
    ['PutItem', { Item: Key, Expected: {} }, 'Expected'],
    ['Query', { KeyConditionExpression: 'pk = :p', QueryFilter: {} }, 'QueryFilter'],
    ['Scan', { TotalSegments: 2 }, 'TotalSegments'],
    ['GetItem', { Key, AttributesToGet: ['pk'] }, 'AttributesToGet'],
  ])('a member of %s', async (operation, input, member) => {
    const database = await openTable();

    const message = `The local DynamoDB does not support the member '${member}' of ${operation}`;
    await expect(database.execute(operation, { TableName, ...input })).rejects.toMatchObject({ ...invalid, message });
  });

  test('a member inside a transaction', async () => {
    const database = await openTable();
    const items = [{ Put: { TableName, Item: Key, Expected: {} } }];

    await expect(database.execute('TransactWriteItems', { TransactItems: items })).rejects.toMatchObject({
      message: "The local DynamoDB does not support the member 'TransactItems.0.Put.Expected' of TransactWriteItems",
    });
  });

  test('an operation', async () => {
    const database = await openTable();

    await expect(database.execute('UpdateContinuousBackups', {})).rejects.toMatchObject({
      code: 'UnknownOperationException',
      message: 'The local DynamoDB does not have the operation UpdateContinuousBackups',
    });
  });

  test.each([
    [undefined, 'ValidationException'],
    [{ TableName, Item: undefined }, 'ValidationException'],
    [{ TableName, Item: [] }, 'SerializationException'],
    [{ TableName, Item: { pk: 'P' } }, 'SerializationException'],
    [{ TableName, Item: { pk: { S: 1 } } }, 'SerializationException'],
    [{ TableName, Item: { ...Key, x: {} } }, 'ValidationException'],
    [{ TableName, Item: { ...Key, x: { S: 'a', N: '1' } } }, 'ValidationException'],
    [{ TableName, Item: { ...Key, x: { X: 'a' } } }, 'ValidationException'],
    [{ TableName, Item: { ...Key, x: { B: '~' } } }, 'SerializationException'],
    [{ TableName, Item: { ...Key, x: { SS: [] } } }, 'ValidationException'],
    [{ TableName, Item: { ...Key, x: { NS: ['1', '1.0'] } } }, 'ValidationException'],
    [{ TableName, Item: { ...Key, x: { NULL: false } } }, 'ValidationException'],
    [{ TableName: 'none', Item: Key }, 'ResourceNotFoundException'],
  ])('a put of %j', async (input, code) => {
    const database = await openTable();

    await expect(database.execute('PutItem', input)).rejects.toMatchObject({ code });
  });
});

describe('tables', () => {
  test('are described with their keys, indexes and exact counts', async () => {
    const database = await openTable();
    await put(database, { gsi1pk: { S: 'G' }, gsi1sk: { S: '1' } });
    await database.execute('Query', {
      TableName,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :g',
      ExpressionAttributeValues: { ':g': { S: 'G' } },
    });

    const answer = await database.execute('DescribeTable', { TableName });

    expect(answer).toMatchObject({
      Table: {
        TableName,
        TableArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/directory',
        TableStatus: 'ACTIVE',
        KeySchema: tableInput.KeySchema,
        ItemCount: 1,
        TableSizeBytes: 'pkPskSgsi1pkGgsi1sk1'.length,
        GlobalSecondaryIndexes: [
          { IndexName: 'gsi1', IndexStatus: 'ACTIVE', Projection: { ProjectionType: 'ALL' }, ItemCount: 1 },
          { IndexName: 'gsi2', Projection: { ProjectionType: 'KEYS_ONLY' }, ItemCount: 0 },
        ],
      },
    });
  });

  test('are made once, and are empty when they are made again', async () => {
    const database = await openTable();
    await put(database, {});
    await expect(database.execute('CreateTable', tableInput)).rejects.toMatchObject({ code: 'ResourceInUseException' });

    await database.execute('DeleteTable', { TableName });
    await expect(put(database, {})).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    await database.execute('CreateTable', tableInput);

    expect(await database.execute('Scan', { TableName })).toMatchObject({ Count: 0 });
  });

  test.each([
    ['a key without a definition', { AttributeDefinitions: [] }],
    ['a definition that no key uses', { GlobalSecondaryIndexes: undefined }],
    ['a sort key first', { KeySchema: [{ AttributeName: 'pk', KeyType: 'RANGE' }] }],
    ['provisioned throughput', { BillingMode: 'PROVISIONED' }],
    ['local indexes', { LocalSecondaryIndexes: [] }],
  ])('are not made with %s', async (_, change) => {
    const database = await openTable();

    const creation = database.execute('CreateTable', { ...tableInput, TableName: 'other', ...change });

    await expect(creation).rejects.toMatchObject(invalid);
  });
});
