/** The AWS SDK, unchanged, as a client of the local DynamoDB. */
import {
  BatchGetItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AwsServer, startAwsServer } from '#infra/local/aws-server.ts';
import { type DynamoDb, openDynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';
import { tableInput } from '#test/infra/local/dynamodb/table-fixture.ts';

let dynamodb: DynamoDb;
let server: AwsServer;
let client: DynamoDBClient;
const TableName = 'directory';

beforeAll(async () => {
  dynamodb = openDynamoDb({ file: ':memory:', indexLagMilliseconds: 0 });
  server = await startAwsServer({ services: { dynamodb } });
  client = new DynamoDBClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  await client.send(new CreateTableCommand(tableInput));
});

afterAll(async () => {
  client.destroy();
  await server.close();
  await dynamodb.close();
});

const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'A' } });

describe('the AWS SDK against the local DynamoDB', () => {
  test('reads back what it put, in every type', async () => {
    const Item = {
      ...key('types'),
      number: { N: '1.50' },
      binary: { B: new Uint8Array([1, 2, 255]) },
      nothing: { NULL: true as const },
      yes: { BOOL: true },
      strings: { SS: ['b', 'a'] },
      nested: { M: { list: { L: [{ S: 'x' }, { N: '2' }] } } },
    };

    await client.send(new PutItemCommand({ TableName, Item }));
    const answer = await client.send(new GetItemCommand({ TableName, Key: key('types'), ConsistentRead: true }));

    expect(answer.Item).toEqual({ ...Item, number: { N: '1.5' } });
  });

  test('gets its own exception with the old item when a condition fails', async () => {
    await client.send(new PutItemCommand({ TableName, Item: key('taken') }));

    const put = client.send(
      new PutItemCommand({
        TableName,
        Item: key('taken'),
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );

    await expect(put).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: key('taken'),
    });
  });

  test('updates, queries, reads in batches and deletes', async () => {
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key: key('updated'),
        UpdateExpression: 'SET gsi1pk = :g, gsi1sk = :s, #n = if_not_exists(#n, :zero) + :one',
        ExpressionAttributeNames: { '#n': 'count' },
        ExpressionAttributeValues: { ':g': { S: 'G' }, ':s': { S: '1' }, ':zero': { N: '0' }, ':one': { N: '1' } },
      }),
    );
    const queried = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :g AND begins_with(gsi1sk, :s)',
        ExpressionAttributeValues: { ':g': { S: 'G' }, ':s': { S: '1' } },
      }),
    );
    const batch = await client.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [key('updated'), key('missing')] } } }),
    );
    const deleted = await client.send(
      new DeleteItemCommand({ TableName, Key: key('updated'), ReturnValues: 'ALL_OLD' }),
    );

    const item = { ...key('updated'), gsi1pk: { S: 'G' }, gsi1sk: { S: '1' }, count: { N: '1' } };
    expect(queried).toMatchObject({ Count: 1, ScannedCount: 1, Items: [item] });
    expect(batch.Responses).toEqual({ [TableName]: [item] });
    expect(deleted.Attributes).toEqual(item);
  });

  test('gets the reasons why a transaction was cancelled, in order', async () => {
    await client.send(new PutItemCommand({ TableName, Item: key('t1') }));
    const condition = {
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    } as const;

    const transaction = client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName, Item: key('t2'), ...condition } },
          { Put: { TableName, Item: key('t1'), ...condition } },
        ],
      }),
    );

    await expect(transaction).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: key('t1') },
      ],
    });
  });
});
