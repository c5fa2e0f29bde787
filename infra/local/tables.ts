/** Makes the tables of the template in the local DynamoDB, once. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { AwsError } from './aws-error.ts';
import type { TableDefinition } from './definitions/tables.ts';
import type { DynamoDb } from './dynamodb/open-dynamo-db.ts';
import { StartError } from './start-error.ts';

const indexes = z
  .array(z.object({ IndexName: z.string(), KeySchema: z.unknown(), Projection: z.unknown() }))
  .default([]);

/** What of a table cannot change without being made anew. */
const shape = z.object({ KeySchema: z.unknown(), GlobalSecondaryIndexes: indexes });

const description = z.object({ Table: shape });

/** @throws StartError when a table of an earlier run has other keys or indexes than the template says */
export async function ensureTables(dynamodb: DynamoDb, tables: readonly TableDefinition[]): Promise<void> {
  for (const { createTable, updateTimeToLive } of tables) {
    const existing = await describeTable(dynamodb, createTable.TableName);
    if (existing === undefined) {
      await dynamodb.execute('CreateTable', createTable);
      if (updateTimeToLive !== undefined) await dynamodb.execute('UpdateTimeToLive', updateTimeToLive);
    } else if (!isDeepStrictEqual(existing, shape.parse(createTable))) {
      throw new StartError(
        `The table ${createTable.TableName} was made by another version of Reprieve: start with --reset to forget its data.`,
      );
    }
  }
}

async function describeTable(dynamodb: DynamoDb, name: string): Promise<z.infer<typeof shape> | undefined> {
  try {
    return description.parse(await dynamodb.execute('DescribeTable', { TableName: name })).Table;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
