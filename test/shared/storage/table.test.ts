import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { queryItems } from '#shared/storage/table.ts';

const items = [1, 2, 3, 4, 5].map((number) => ({ sk: { N: String(number) } }));

/** Five items, of which an answer has two: as if two were a megabyte. */
function tableOfLargeItems() {
  const starts: number[] = [];
  const client = new DynamoDBClient({ region: 'eu-central-1' });
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        const start = Number(Object(input).ExclusiveStartKey?.sk.N ?? 0);
        starts.push(start);
        const last = items[start + 1];
        const more = start + 2 < items.length ? { LastEvaluatedKey: last } : {};
        return { response: {}, output: { $metadata: {}, Items: items.slice(start, start + 2), ...more } };
      },
    { step: 'initialize' },
  );
  return { starts, table: { client, tableName: 'Directory' } };
}

describe('a query', () => {
  test('reads on until it has as many items as are wanted, and no further', async () => {
    const { starts, table } = tableOfLargeItems();

    expect(await queryItems(table, { partition: 'P' }, 3)).toEqual(items.slice(0, 3));
    expect(starts).toEqual([0, 2]);
  });

  test('reads all that there is when all is wanted', async () => {
    const { starts, table } = tableOfLargeItems();

    expect(await queryItems(table, { partition: 'P' })).toEqual(items);
    expect(starts).toEqual([0, 2, 4]);
  });
});
