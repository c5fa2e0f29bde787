/** The local DynamoDB against dynalite, on random histories of calls. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AwsError } from '#infra/local/aws-error.ts';
import { type DynamoDb, openDynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';
import { tableInput } from '#test/infra/local/dynamodb/table-fixture.ts';
import { type Outcome, startDynalite } from './dynalite.ts';
import { type Call, history, inputFor } from './operations.ts';

let dynamoDb: DynamoDb;
let dynalite: Awaited<ReturnType<typeof startDynalite>>;

beforeAll(async () => {
  dynamoDb = openDynamoDb({ file: ':memory:', indexLagMilliseconds: 0 });
  dynalite = await startDynalite();
});

afterAll(async () => {
  await dynalite.close();
  await dynamoDb.close();
});

async function callOurs(operation: string, input: object): Promise<Outcome> {
  try {
    const result = await dynamoDb.execute(operation, JSON.parse(JSON.stringify(input)));
    return { result: JSON.parse(JSON.stringify(result)) };
  } catch (error) {
    if (error instanceof AwsError) return { error: error.code };
    throw error;
  }
}

/** Sets, scans, batches and equal index keys come in no order; what is empty may as well be absent. */
function comparable({ operation, input }: Call, outcome: Outcome): unknown {
  if ('error' in outcome) return outcome;
  const unordered = operation === 'Scan' || operation === 'BatchGetItem' || input.IndexName !== undefined;
  const sorted = (values: unknown[]) => [...values].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const visit = (value: unknown, name = ''): unknown => {
    if (Array.isArray(value)) {
      const visited = value.map((element) => visit(element));
      const isSet = ['SS', 'NS', 'BS'].includes(name);
      return isSet || (unordered && name !== 'L') ? sorted(visited) : visited;
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, inner]) => [key, visit(inner, key)] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const present = Object.entries(outcome.result).filter(([name, value]) => {
    return name !== 'Attributes' || Object.keys(value as object).length > 0;
  });
  return visit(Object.fromEntries(present));
}

test('answers thousands of random calls as dynalite does, errors by their names', async () => {
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
  console.info(`FUZZ_SEED=${seed}`);
  let tables = 0;
  let calls = 0;
  let errors = 0;

  await fc.assert(
    fc.asyncProperty(history, async (drawn) => {
      tables += 1;
      const table = `fuzz-${tables}`;
      const creation = { ...tableInput, TableName: table };
      await callOurs('CreateTable', creation);
      await dynalite.createTable(creation);
      for (const call of drawn) {
        const input = inputFor(table, call);
        const ours = comparable(call, await callOurs(call.operation, input));
        const theirs = comparable(call, await dynalite.call(call.operation, input));
        calls += 1;
        if (typeof ours === 'object' && ours !== null && 'error' in ours) errors += 1;
        if (!isDeepStrictEqual(ours, theirs)) expect({ input, outcome: ours }).toEqual({ input, outcome: theirs });
      }
    }),
    { seed, numRuns: 30 },
  );

  console.info(`${calls} calls agree, ${errors} of them errors`);
}, 120_000);
