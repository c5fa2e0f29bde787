/** Empty tables on the local DynamoDB, spoken to over HTTP by the SDK's own client. */
import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { vi } from 'vitest';
import { type AwsServer, startAwsServer } from '#infra/local/aws-server.ts';
import { type DynamoDb, openDynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';
import { createFaults, type Faults } from '#infra/local/faults.ts';
import type { Table } from '#shared/storage/table.ts';
import { otherProviderId } from '#test/contract/user-store/steps.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { storesOf } from './stores-of.ts';

/** Over HTTP, on a machine that may be busy with other tests. */
vi.setConfig({ testTimeout: 30_000 });

export type LocalTables = {
  readonly client: DynamoDBClient;
  readonly faults: Faults;
  /** A new empty table. */
  makeTable(): Promise<Table>;
  close(): Promise<void>;
};

export async function openLocalTables(): Promise<LocalTables> {
  const faults = createFaults();
  const dynamodb = openDynamoDb({ file: ':memory:', indexLagMilliseconds: 5, transactionMilliseconds: 1 });
  const onInternalError = (error: unknown) => console.error('the local DynamoDB failed', error);
  const server = await startAwsServer({ services: { dynamodb }, faults, onInternalError });
  const client = new DynamoDBClient({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
    maxAttempts: 2,
  });
  let tables = 0;
  return {
    client,
    faults,
    makeTable: async () => {
      tables += 1;
      const tableName = `directory-${tables}`;
      await client.send(new CreateTableCommand(tableDefinition(tableName)));
      return { client, tableName };
    },
    close: () => closeAll(client, server, dynamodb),
  };
}

/** The store of a table that has the providers which the suite speaks of. */
export async function userStoreOf(table: Table) {
  const { users, providers } = storesOf(table);
  await providers.create(sampleProvider());
  await providers.create(sampleProvider({ id: otherProviderId }));
  return users;
}

/** The table of the stack, as far as the adapters depend on it. */
function tableDefinition(tableName: string): CreateTableCommandInput {
  const names = ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'];
  const keys = (prefix: string) => [
    { AttributeName: `${prefix}pk`, KeyType: 'HASH' as const },
    { AttributeName: `${prefix}sk`, KeyType: 'RANGE' as const },
  ];
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: names.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: keys(''),
    GlobalSecondaryIndexes: [
      { IndexName: 'gsi1', KeySchema: keys('gsi1'), Projection: { ProjectionType: 'ALL' } },
      { IndexName: 'gsi2', KeySchema: keys('gsi2'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  };
}

async function closeAll(client: DynamoDBClient, server: AwsServer, dynamodb: DynamoDb): Promise<void> {
  client.destroy();
  await server.close();
  await dynamodb.close();
}
