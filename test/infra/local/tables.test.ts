/** Tables of earlier runs. */
import { afterEach, expect, test } from 'vitest';
import { openDynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';
import { ensureTables } from '#infra/local/tables.ts';

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
const key = (AttributeName: string) => [{ AttributeName, KeyType: 'HASH' }];

const table = {
  createTable: {
    TableName: 'Directory',
    AttributeDefinitions: [text('pk')],
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: key('pk'),
  },
  updateTimeToLive: {
    TableName: 'Directory',
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  },
};

const withIndex = {
  createTable: {
    ...table.createTable,
    AttributeDefinitions: [text('pk'), text('gsi1pk')],
    GlobalSecondaryIndexes: [
      { IndexName: 'gsi1', KeySchema: key('gsi1pk'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  },
};

let dynamodb: ReturnType<typeof openDynamoDb>;
afterEach(() => dynamodb.close());

test.each([
  ['without an index', table],
  ['with an index', withIndex],
])('a table %s is made once and used again', async (_, definition) => {
  dynamodb = openDynamoDb({ file: ':memory:' });

  await ensureTables(dynamodb, [definition]);
  await ensureTables(dynamodb, [definition]);

  expect(await dynamodb.execute('DescribeTable', { TableName: 'Directory' })).toMatchObject({
    Table: { KeySchema: key('pk') },
  });
});

test('a table whose indexes have changed since is not used', async () => {
  dynamodb = openDynamoDb({ file: ':memory:' });
  await ensureTables(dynamodb, [table]);

  await expect(ensureTables(dynamodb, [withIndex])).rejects.toThrow(
    'The table Directory was made by another version of Reprieve: start with --reset to forget its data.',
  );
});
