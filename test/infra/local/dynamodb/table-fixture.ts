/** Opens a local DynamoDB in memory with one table for tests: generic keys, one full index and one of keys only. */
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { type DynamoDbOptions, openDynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';

/** Keys `pk` and `sk`; `gsi1` projects everything, `gsi2` (number sort key) only keys. */
export const tableInput = {
  TableName: 'directory',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'gsi1pk', AttributeType: 'S' },
    { AttributeName: 'gsi1sk', AttributeType: 'S' },
    { AttributeName: 'gsi2pk', AttributeType: 'S' },
    { AttributeName: 'gsi2sk', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'gsi1',
      KeySchema: [
        { AttributeName: 'gsi1pk', KeyType: 'HASH' },
        { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'gsi2',
      KeySchema: [
        { AttributeName: 'gsi2pk', KeyType: 'HASH' },
        { AttributeName: 'gsi2sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
} satisfies CreateTableCommandInput;

/** The database, with the table made. Indexes follow at once unless the options say otherwise. */
export async function openTable(options: Partial<DynamoDbOptions> = {}) {
  const database = openDynamoDb({ file: ':memory:', indexLagMilliseconds: 0, transactionMilliseconds: 0, ...options });
  await database.execute('CreateTable', tableInput);
  return database;
}
