import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { mergedQuery } from '#shared/storage/merged-query.ts';

const sort = (item: { sk?: { N?: string } }) => Number(item.sk?.N);
const isBefore = (a: object, b: object) => sort(a) < sort(b);

/** Partitions by their names, each with its numbers in order, of which NaN is read and not found; answers take a while. */
function tableOf(partitions: ReadonlyMap<string, readonly number[]>) {
  const asked = { items: 0, calls: 0, now: 0, most: 0, rounds: 0 };
  const client = new DynamoDBClient({ region: 'eu-central-1' });
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        asked.calls += 1;
        if (asked.now === 0) asked.rounds += 1;
        asked.now += 1;
        asked.most = Math.max(asked.most, asked.now);
        await new Promise((resolve) => setTimeout(resolve, 1));
        asked.now -= 1;
        const { ExpressionAttributeValues: values, Limit, ExclusiveStartKey } = Object(input);
        const numbers = partitions.get(values[':pk'].S) ?? [];
        const start = ExclusiveStartKey === undefined ? 0 : Number(ExclusiveStartKey.next.N);
        const found = numbers.slice(start, start + Limit);
        asked.items += found.length;
        const LastEvaluatedKey =
          found.length === Limit ? { LastEvaluatedKey: { next: { N: String(start + Limit) } } } : {};
        const Items = found.filter((number) => !Number.isNaN(number)).map((number) => ({ sk: { N: String(number) } }));
        return { response: {}, output: { $metadata: {}, Items, ...LastEvaluatedKey } };
      },
    { step: 'initialize' },
  );
  const queries = [...partitions.keys()].map((partition) => ({ name: partition, query: { partition } }));
  return { asked, queries, table: { client, tableName: 'Directory' } };
}

test('many queries wait for their turn here, not for a connection while their time runs', async () => {
  const partitions = new Map(Array.from({ length: 480 }, (_, index) => [String(index), [index]]));
  const { asked, table, queries } = tableOf(partitions);

  const names: string[] = [];
  for await (const { name } of mergedQuery(table, queries, { isBefore, expected: () => 480 })) names.push(name);

  expect(names).toEqual(queries.map(({ name }) => name));
  expect(asked.most).toBe(50);
});

test('behind an empty page of a partition there may be another one', async () => {
  const { table, queries } = tableOf(
    new Map([
      ['gone', [...Array<number>(20).fill(Number.NaN), 1]],
      ['there', [2]],
    ]),
  );

  const numbers: number[] = [];
  for await (const { item } of mergedQuery(table, queries, { isBefore, expected: () => 5 })) numbers.push(sort(item));

  expect(numbers).toEqual([1, 2]);
});

describe('a page', () => {
  const shards = 8;

  /** Of so many numbers, each of a provider by the shares out of 100, in one of its shards: as the log index has them. */
  function spread(count: number, shares: readonly number[], providers = 'ABCDEF'): Map<string, number[]> {
    const partitions = new Map<string, number[]>();
    for (const provider of providers.slice(0, shares.length)) {
      for (let shard = 0; shard < shards; shard++) partitions.set(`${provider}${shard}`, []);
    }
    for (let number = 0; number < count; number++) {
      const [first = 0, second = 0] = createHash('sha256').update(String(number)).digest();
      let rest = (first * 100) / 256;
      const provider = shares.findIndex((share) => {
        rest -= share;
        return rest < 0;
      });
      partitions.get(`${providers[provider]}${second % shards}`)?.push(number);
    }
    return partitions;
  }

  /** Reads a page, and one item more that tells whether there is another. */
  async function readPage(partitions: ReadonlyMap<string, readonly number[]>, limit: number) {
    const { asked, table, queries } = tableOf(partitions);
    const numbers: number[] = [];
    const expected = () => limit + 1 - numbers.length;
    for await (const { item } of mergedQuery(table, queries, { isBefore, expected })) {
      numbers.push(sort(item));
      if (expected() === 0) break;
    }
    expect(numbers).toEqual(Array.from({ length: limit + 1 }, (_, number) => number));
    return asked;
  }

  const uneven = [60, 20, 10, 6, 4];

  test.each([
    ['of one provider', spread(4000, [100]), 100, 1.5],
    ['of one provider, large', spread(4000, [100]), 1000, 1.1],
    ['of many providers, large', spread(4000, uneven), 1000, 1.6],
  ])('%s reads little more than it returns', async (_, partitions, limit, times) => {
    const { items } = await readPage(partitions, limit);

    expect(items / (limit + 1)).toBeLessThan(times);
  });

  test('of many providers asks each partition once, and then only those that have more of it', async () => {
    const { calls, rounds } = await readPage(spread(4000, uneven), 100);

    expect(calls).toBeLessThan(1.5 * uneven.length * shards);
    expect(rounds).toBeLessThan(8);
  });

  test('whose second half is a burst of a provider that had nothing before is read in few rounds', async () => {
    const quiet = spread(500, uneven);
    const burst = [...spread(4000, [100], 'Z')].map(
      ([name, numbers]) => [name, numbers.map((at) => at + 500)] as const,
    );

    const { items, rounds } = await readPage(new Map([...quiet, ...burst]), 1000);

    expect(items).toBeLessThan(1200);
    expect(rounds).toBeLessThan(25);
  });
});
