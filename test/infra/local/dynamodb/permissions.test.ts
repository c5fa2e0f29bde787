/** The IAM permissions that each call needs. */
import { expect, test } from 'vitest';
import { openTable } from './table-fixture.ts';

const TableName = 'directory';
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'A' } });
const table = 'arn:aws:dynamodb:eu-west-1:123456789012:table/directory';
const options = { region: 'eu-west-1', accountId: '123456789012' };
const condition = { ConditionExpression: 'attribute_not_exists(pk)' };

test.each([
  ['GetItem', { Key: key('a') }, ['a']],
  ['PutItem', { Item: key('a') }, ['a']],
  ['UpdateItem', { Key: key('a') }, ['a']],
  ['DeleteItem', { Key: key('a') }, ['a']],
  ['Query', { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: 'a' } } }, ['a']],
  ['Scan', {}, []],
  ['DescribeTable', {}, []],
])(
  '%s needs the permission of its name on the table, with the partition keys it touches',
  async (operation, input, leadingKeys) => {
    const database = await openTable(options);

    expect(database.requiredPermissions(operation, { TableName, ...input })).toEqual([
      { action: `dynamodb:${operation}`, resource: table, leadingKeys },
    ]);
  },
);

test('a query of an index needs the permission on the index', async () => {
  const database = await openTable(options);

  const permissions = database.requiredPermissions('Query', {
    TableName,
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :g',
    ExpressionAttributeValues: { ':g': { S: 'G' } },
  });

  expect(permissions).toEqual([{ action: 'dynamodb:Query', resource: `${table}/index/gsi1`, leadingKeys: ['G'] }]);
});

test('a batch needs one permission for each table', async () => {
  const database = await openTable(options);

  const read = database.requiredPermissions('BatchGetItem', {
    RequestItems: { [TableName]: { Keys: [key('a'), key('b')] } },
  });
  const write = database.requiredPermissions('BatchWriteItem', {
    RequestItems: { [TableName]: [{ PutRequest: { Item: key('a') } }, { DeleteRequest: { Key: key('c') } }] },
  });

  expect(read).toEqual([{ action: 'dynamodb:BatchGetItem', resource: table, leadingKeys: ['a', 'b'] }]);
  expect(write).toEqual([{ action: 'dynamodb:BatchWriteItem', resource: table, leadingKeys: ['a', 'c'] }]);
});

test('a transaction needs the permission of each of its actions', async () => {
  const database = await openTable(options);

  const write = database.requiredPermissions('TransactWriteItems', {
    TransactItems: [
      { Put: { TableName, Item: key('a') } },
      { Update: { TableName, Key: key('b'), UpdateExpression: 'REMOVE x' } },
      { Delete: { TableName, Key: key('c') } },
      { ConditionCheck: { TableName, Key: key('d'), ...condition } },
    ],
  });
  const read = database.requiredPermissions('TransactGetItems', {
    TransactItems: [{ Get: { TableName, Key: key('e') } }],
  });

  expect([...write, ...read]).toEqual([
    { action: 'dynamodb:PutItem', resource: table, leadingKeys: ['a'] },
    { action: 'dynamodb:UpdateItem', resource: table, leadingKeys: ['b'] },
    { action: 'dynamodb:DeleteItem', resource: table, leadingKeys: ['c'] },
    { action: 'dynamodb:ConditionCheckItem', resource: table, leadingKeys: ['d'] },
    { action: 'dynamodb:GetItem', resource: table, leadingKeys: ['e'] },
  ]);
});
