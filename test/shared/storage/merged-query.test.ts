import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { mergedQuery } from '#shared/storage/merged-query.ts';

const sort = (item: { sk?: { N?: string } }) => Number(item.sk?.N);

/** Each partition holds its own number, after an answer that takes a while. */
function slowTable() {
  const asked = { now: 0, most: 0 };
  const client = new DynamoDBClient({ region: 'eu-central-1' });
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        asked.now += 1;
        asked.most = Math.max(asked.most, asked.now);
        await new Promise((resolve) => setTimeout(resolve, 1));
        asked.now -= 1;
        const { ':pk': partition } = Object(input).ExpressionAttributeValues;
        return { response: {}, output: { $metadata: {}, Items: [{ sk: { N: partition.S } }] } };
      },
    { step: 'initialize' },
  );
  return { asked, table: { client, tableName: 'Directory' } };
}

test('many queries wait for their turn here, not for a connection while their time runs', async () => {
  const { asked, table } = slowTable();
  const queries = Array.from({ length: 480 }, (_, index) => ({ name: index, query: { partition: String(index) } }));

  const order = { isBefore: (a: object, b: object) => sort(a) < sort(b), pageSize: 2 };
  const names: number[] = [];
  for await (const { name } of mergedQuery(table, queries, order)) names.push(name);

  expect(names).toEqual(queries.map(({ name }) => name));
  expect(asked.most).toBe(50);
});
