/** Transactions against their documentation, which dynalite does not have. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { DynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';
import { openTable } from './table-fixture.ts';

const TableName = 'directory';
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'A' } });
const put = (pk: string, rest: object = {}) => ({ Put: { TableName, Item: { ...key(pk), ...rest } } });
const onlyNew = { ConditionExpression: 'attribute_not_exists(pk)' };

async function get(database: DynamoDb, pk: string): Promise<unknown> {
  const answer = await database.execute('GetItem', { TableName, Key: key(pk), ConsistentRead: true });
  return 'Item' in answer ? answer.Item : undefined;
}

function transact(database: DynamoDb, TransactItems: readonly object[], rest: object = {}): Promise<object> {
  return database.execute('TransactWriteItems', { TransactItems, ...rest });
}

/** The window lasts until the test lets time pass. */
const slow = { transactionMilliseconds: 50 };

describe('API reference TransactWriteItems', () => {
  test('commits put, update, delete and condition check together', async () => {
    const database = await openTable();
    await database.execute('PutItem', { TableName, Item: { ...key('old'), n: { N: '1' } } });
    await database.execute('PutItem', { TableName, Item: key('gone') });

    await transact(database, [
      put('new'),
      {
        Update: {
          TableName,
          Key: key('old'),
          UpdateExpression: 'SET n = n + :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
      { Delete: { TableName, Key: key('gone') } },
      { ConditionCheck: { TableName, Key: key('none'), ...onlyNew } },
    ]);

    expect(await get(database, 'new')).toEqual(key('new'));
    expect(await get(database, 'old')).toEqual({ ...key('old'), n: { N: '2' } });
    expect(await get(database, 'gone')).toBeUndefined();
    expect(await get(database, 'none')).toBeUndefined();
  });

  test('writes nothing when one condition fails, and gives every item its reason in order', async () => {
    const database = await openTable();
    await database.execute('PutItem', { TableName, Item: { ...key('taken'), owner: { S: 'ann' } } });

    const transaction = transact(database, [
      put('first'),
      { Put: { ...put('taken').Put, ...onlyNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
      { Delete: { TableName, Key: key('last'), ConditionExpression: 'attribute_exists(pk)' } },
    ]);

    await expect(transaction).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      message: expect.stringContaining('[None, ConditionalCheckFailed, ConditionalCheckFailed]'),
      fields: {
        CancellationReasons: [
          { Code: 'None' },
          {
            Code: 'ConditionalCheckFailed',
            Message: 'The conditional request failed',
            Item: { ...key('taken'), owner: { S: 'ann' } },
          },
          { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
        ],
      },
    });
    expect(await get(database, 'first')).toBeUndefined();
  });

  test('cancels for a ValidationError when an update does not fit the stored item', async () => {
    const database = await openTable();
    await database.execute('PutItem', { TableName, Item: { ...key('text'), n: { S: 'one' } } });

    const update = {
      TableName,
      Key: key('text'),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    };

    await expect(transact(database, [put('other'), { Update: update }])).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      fields: {
        CancellationReasons: [
          { Code: 'None' },
          {
            Code: 'ValidationError',
            Message: 'An operand in the update expression has an incorrect data type',
          },
        ],
      },
    });
  });

  test.each([
    ['two actions on one item', [put('a'), { Delete: { TableName, Key: key('a') } }]],
    ['two actions in one place', [{ ...put('a'), Delete: { TableName, Key: key('b') } }]],
    ['a place without an action', [{}]],
    ['no action', []],
    ['a condition check without a condition', [{ ConditionCheck: { TableName, Key: key('a') } }]],
    ['101 actions', Array.from({ length: 101 }, (_, i) => put(`i${i}`))],
    ['items of more than 4 MB', Array.from({ length: 11 }, (_, i) => put(`i${i}`, { x: { S: 'x'.repeat(399_000) } }))],
  ])('refuses %s', async (_, items) => {
    const database = await openTable();

    await expect(transact(database, items)).rejects.toMatchObject({ code: 'ValidationException' });
  });

  test('takes 100 actions', async () => {
    const database = await openTable();

    await transact(
      database,
      Array.from({ length: 100 }, (_, i) => put(`i${i}`)),
    );

    expect(await database.execute('Scan', { TableName, Select: 'COUNT' })).toMatchObject({ Count: 100 });
  });
});

describe('developer guide, transaction conflict handling', () => {
  test('cancels a transaction on an item that another one holds, for that item only', async () => {
    const database = await openTable(slow);

    const first = transact(database, [put('a', { by: { S: 'first' } }), put('b')]);
    const second = transact(database, [put('c'), put('a', { by: { S: 'second' } })]);

    await expect(second).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      fields: {
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
        ],
      },
    });
    await first;
    expect(await get(database, 'a')).toMatchObject({ by: { S: 'first' } });
    expect(await get(database, 'c')).toBeUndefined();
  });

  test('holds items that are only checked', async () => {
    const database = await openTable(slow);
    const check = { ConditionCheck: { TableName, Key: key('a'), ...onlyNew } };

    const first = transact(database, [check, put('b')]);

    await expect(transact(database, [put('a')])).rejects.toMatchObject({ code: 'TransactionCanceledException' });
    await first;
  });

  test.each(['PutItem', 'UpdateItem', 'DeleteItem'])(
    'refuses %s on an item that a transaction holds',
    async (operation) => {
      const database = await openTable(slow);
      const transaction = transact(database, [put('a')]);

      const write = database.execute(operation, {
        TableName,
        ...(operation === 'PutItem' ? { Item: key('a') } : { Key: key('a') }),
      });

      await expect(write).rejects.toMatchObject({ code: 'TransactionConflictException' });
      await transaction;
    },
  );

  test('leaves a batch write on a held item unprocessed', async () => {
    const database = await openTable(slow);
    const transaction = transact(database, [put('a')]);
    const requests = [{ PutRequest: { Item: key('a') } }, { PutRequest: { Item: key('b') } }];

    const answer = await database.execute('BatchWriteItem', { RequestItems: { [TableName]: requests } });

    expect(answer).toMatchObject({ UnprocessedItems: { [TableName]: [requests[0]] } });
    expect(await get(database, 'b')).toEqual(key('b'));
    await transaction;
  });

  test('shows readers the item as it was until the commit', async () => {
    const database = await openTable(slow);
    await database.execute('PutItem', { TableName, Item: { ...key('a'), v: { N: '1' } } });

    const transaction = transact(database, [put('a', { v: { N: '2' } })]);
    const during = await get(database, 'a');
    await transaction;

    expect(during).toMatchObject({ v: { N: '1' } });
    expect(await get(database, 'a')).toMatchObject({ v: { N: '2' } });
  });

  test('cancels a transactional read of a held item', async () => {
    const database = await openTable(slow);
    const transaction = transact(database, [put('a')]);
    const gets = ['b', 'a'].map((pk) => ({ Get: { TableName, Key: key(pk) } }));

    await expect(database.execute('TransactGetItems', { TransactItems: gets })).rejects.toMatchObject({
      code: 'TransactionCanceledException',
      fields: { CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }] },
    });
    await transaction;
    expect(await database.execute('TransactGetItems', { TransactItems: gets })).toEqual({
      Responses: [{ Item: undefined }, { Item: key('a') }],
      ConsumedCapacity: undefined,
    });
  });

  test('lets go of the items when it is done', async () => {
    const database = await openTable(slow);
    await transact(database, [put('a')]);

    await transact(database, [put('a', { again: { BOOL: true } })]);

    expect(await get(database, 'a')).toMatchObject({ again: { BOOL: true } });
  });

  test('lets exactly one of many concurrent creations of an item win', async () => {
    const database = await openTable({ transactionMilliseconds: 5 });

    const results = await Promise.allSettled(
      Array.from({ length: 50 }, async (_, i) => {
        await sleep(i % 7);
        return await transact(database, [put(`user-${i}`), { Put: { ...put('name').Put, ...onlyNew } }]);
      }),
    );

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await database.execute('Scan', { TableName, Select: 'COUNT' })).toMatchObject({ Count: 2 });
  });

  test('ends the transactions that have begun before it closes', async () => {
    const database = await openTable(slow);
    const transaction = transact(database, [put('a')]);

    await database.close();

    await expect(transaction).resolves.toEqual({ ConsumedCapacity: undefined });
  });
});

describe('developer guide, idempotency of transactions', () => {
  const token = { ClientRequestToken: 'token-1' };
  const count = [
    {
      Update: {
        TableName,
        Key: key('counter'),
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    },
  ];

  test('writes once however often the request is repeated within ten minutes', async () => {
    let now = 1_000_000;
    const database = await openTable({ now: () => now });

    await transact(database, count, token);
    now += 9 * 60 * 1000;
    await transact(database, count, token);
    const within = await get(database, 'counter');
    now += 61 * 1000;
    await transact(database, count, token);

    expect(within).toMatchObject({ n: { N: '1' } });
    expect(await get(database, 'counter')).toMatchObject({ n: { N: '2' } });
  });

  test('refuses the token with another request', async () => {
    const database = await openTable();
    await transact(database, count, token);

    await expect(transact(database, [put('a')], token)).rejects.toMatchObject({
      code: 'IdempotentParameterMismatchException',
    });
  });

  test('answers that the transaction is in progress while it is', async () => {
    const database = await openTable(slow);
    const first = transact(database, count, token);

    await expect(transact(database, count, token)).rejects.toMatchObject({ code: 'TransactionInProgressException' });
    await first;
  });

  test('decides anew after a cancelled transaction', async () => {
    const database = await openTable();
    const items = [{ Put: { ...put('a').Put, ConditionExpression: 'attribute_exists(pk)' } }];
    await expect(transact(database, items, token)).rejects.toMatchObject({ code: 'TransactionCanceledException' });
    await database.execute('PutItem', { TableName, Item: key('a') });

    await expect(transact(database, items, token)).resolves.toEqual({ ConsumedCapacity: undefined });
  });
});
