/**
 * The few calls that the stores make to the one table; every read of it is strongly consistent, those of its indexes
 * cannot be.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { Unavailable } from '#shared/directory/errors.ts';
import { type Item, toItem } from './attribute-values.ts';
import { failedCondition, portError } from './errors.ts';
import type { Key } from './keys.ts';
import type { Write } from './writes.ts';

export type Table = { readonly client: DynamoDBClient; readonly tableName: string };

export async function getItem({ client, tableName }: Table, key: Key): Promise<Item | undefined> {
  const command = new GetItemCommand({ TableName: tableName, Key: toItem(key), ConsistentRead: true });
  const { Item: item } = await client.send(command).catch(rethrow);
  return item;
}

/** BatchGetItem takes 100 keys. */
const batchSize = 100;
const batchAttempts = 6;

/** Items that are not there are left out; the order is not kept. */
export async function getItems(table: Table, keys: readonly Key[]): Promise<Item[]> {
  const batches = [];
  for (let start = 0; start < keys.length; start += batchSize) {
    batches.push(getBatch(table, keys.slice(start, start + batchSize)));
  }
  return (await Promise.all(batches)).flat();
}

/**
 * DynamoDB answers a part when the rest is over 16 MB, or is throttled; then asking again at once would only add to it.
 */
async function getBatch({ client, tableName }: Table, keys: readonly Key[]): Promise<Item[]> {
  const items: Item[] = [];
  let remaining = keys.map(toItem);
  for (let attempt = 1; attempt <= batchAttempts; attempt++) {
    const RequestItems = { [tableName]: { Keys: remaining, ConsistentRead: true } };
    const answer: BatchGetItemCommandOutput = await client
      .send(new BatchGetItemCommand({ RequestItems }))
      .catch(rethrow);
    items.push(...(answer.Responses?.[tableName] ?? []));
    remaining = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    if (remaining.length === 0) return items;
    await sleep(2 ** attempt * 5);
  }
  throw new Unavailable(`DynamoDB left keys unread in ${batchAttempts} attempts`);
}

/** A Query by key condition, on the table or on an index. */
export type KeyQuery = {
  readonly partition: string;
  /** Of the sort key: begins with this, comes before or after it, or is from the one to the other, both included. */
  readonly sort?:
    | { readonly beginsWith: string }
    | { readonly before: string }
    | { readonly after: string }
    | { readonly from: string; readonly to: string };
  readonly index?: string;
  readonly newestFirst?: boolean;
  /** The sort key alone is read out of each item. */
  readonly keysOnly?: boolean;
};

/** Far more than the smallest items that fit in a page of 1 MB; DynamoDB refuses a Limit over 32 bits. */
const maximumPageLimit = 100_000;

/** Reads on until there are `limit` items or no more. */
export async function queryItems(table: Table, query: KeyQuery, limit = Number.POSITIVE_INFINITY): Promise<Item[]> {
  if (limit === 0) return [];
  const items: Item[] = [];
  const input = { ...queryInput(table, query), Limit: Math.min(limit, maximumPageLimit) };
  for await (const page of pages(table, input)) {
    items.push(...(page.Items ?? []));
    if (items.length >= limit) break;
  }
  return items.slice(0, limit);
}

/** One page of at most `limit` items, and where the next one begins. */
export async function queryPage(
  table: Table,
  query: KeyQuery,
  { limit, startKey }: { readonly limit: number; readonly startKey: Item | undefined },
): Promise<{ readonly items: readonly Item[]; readonly nextKey: Item | undefined }> {
  const command = new QueryCommand({ ...queryInput(table, query), Limit: limit, ExclusiveStartKey: startKey });
  const page: QueryCommandOutput = await table.client.send(command).catch(rethrow);
  return { items: page.Items ?? [], nextKey: page.LastEvaluatedKey };
}

/** How many items the query finds; it costs as much as reading them. */
export async function countItems(table: Table, query: KeyQuery): Promise<number> {
  let count = 0;
  for await (const page of pages(table, { ...queryInput(table, query), Select: 'COUNT' })) count += page.Count ?? 0;
  return count;
}

/** A page ends at 1 MB, and at the limit of the input. */
async function* pages({ client }: Table, input: QueryCommandInput): AsyncGenerator<QueryCommandOutput> {
  let startKey: Item | undefined;
  do {
    const command = new QueryCommand({ ...input, ExclusiveStartKey: startKey });
    const page: QueryCommandOutput = await client.send(command).catch(rethrow);
    yield page;
    startKey = page.LastEvaluatedKey;
  } while (startKey !== undefined);
}

export async function putItem({ client, tableName }: Table, item: Item): Promise<void> {
  await client.send(new PutItemCommand({ TableName: tableName, Item: item })).catch(rethrow);
}

/** Changes single attributes, whatever the item has been; makes it when there is none. */
export async function updateItem(
  { client, tableName }: Table,
  key: Key,
  update: Pick<UpdateItemCommandInput, 'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>,
): Promise<void> {
  await client.send(new UpdateItemCommand({ TableName: tableName, Key: toItem(key), ...update })).catch(rethrow);
}

export async function deleteItem({ client, tableName }: Table, key: Key): Promise<void> {
  await client.send(new DeleteItemCommand({ TableName: tableName, Key: toItem(key) })).catch(rethrow);
}

/**
 * All or nothing. The SDK sends one ClientRequestToken with every repetition of a request, so a lost reply changes
 * nothing twice.
 * @returns the first write whose condition failed, and then nothing was written
 */
export async function transactWrite(
  { client, tableName }: Table,
  writes: readonly Write[],
): Promise<Write | undefined> {
  const command = new TransactWriteItemsCommand({ TransactItems: writes.map((write) => write(tableName)) });
  try {
    await client.send(command);
    return undefined;
  } catch (error) {
    return writes[failedCondition(error)] ?? rethrow(error);
  }
}

function queryInput(
  { tableName }: Table,
  { partition, sort, index, newestFirst, keysOnly }: KeyQuery,
): QueryCommandInput {
  const [pk, sk] = [`${index ?? ''}pk`, `${index ?? ''}sk`];
  const { condition, values } = sortCondition(sk, sort);
  return {
    TableName: tableName,
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
    KeyConditionExpression: `${pk} = :pk${condition}`,
    ExpressionAttributeValues: toItem({ ':pk': partition, ...values }),
    ...(keysOnly === true && { ProjectionExpression: sk }),
    ...(newestFirst === true && { ScanIndexForward: false }),
  };
}

function sortCondition(sk: string, sort: KeyQuery['sort']): { condition: string; values: Record<string, string> } {
  if (sort === undefined) return { condition: '', values: {} };
  if ('beginsWith' in sort) {
    return { condition: ` AND begins_with(${sk}, :sk)`, values: { ':sk': sort.beginsWith } };
  }
  if ('from' in sort)
    return { condition: ` AND ${sk} BETWEEN :from AND :to`, values: { ':from': sort.from, ':to': sort.to } };
  if ('before' in sort) return { condition: ` AND ${sk} < :sk`, values: { ':sk': sort.before } };
  return { condition: ` AND ${sk} > :sk`, values: { ':sk': sort.after } };
}

function rethrow(error: unknown): never {
  throw portError(error);
}
