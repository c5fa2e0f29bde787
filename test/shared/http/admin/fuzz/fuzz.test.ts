/**
 * Requests made of the OpenAPI document, and of garbage, against users in every state of life.
 * `ADMIN_CASES=2000 ADMIN_SEED=1 npx vitest run --project shared test/shared/http/admin/fuzz`
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { type LocalTables, openLocalTables } from '#test/shared/storage/local-table.ts';
import { storesOf } from '#test/shared/storage/stores-of.ts';
import { type FuzzedRequest, requests } from './arbitraries.ts';
import { populated } from './populated.ts';

const cases = Number(process.env.ADMIN_CASES ?? 60);
const seed = Number(process.env.ADMIN_SEED ?? Date.now() % 2 ** 31);
const timeout = 60_000 + cases * 1000;

/** `answer` itself holds every answer against the document. */
async function expectGoodAnswers(
  sequence: readonly FuzzedRequest[],
  { answer }: Awaited<ReturnType<typeof populated>>,
) {
  for (const { operation, parts } of sequence) {
    const { statusCode, body } = await answer(operation, parts);

    expect(statusCode, `${operation} ${JSON.stringify(parts)} answered ${body}`).toBeLessThan(500);
  }
}

describe(`no request makes the function answer 5xx, or what its document does not say (seed ${seed}),`, () => {
  test(
    'on the doubles',
    async () => {
      const { known } = await populated();

      await fc.assert(
        fc.asyncProperty(fc.array(requests(known), { minLength: 5, maxLength: 40 }), async (sequence) =>
          expectGoodAnswers(sequence, await populated()),
        ),
        { numRuns: cases, seed },
      );
    },
    timeout,
  );

  describe('on DynamoDB', () => {
    let tables: LocalTables;
    beforeAll(async () => {
      tables = await openLocalTables();
    });
    afterAll(() => tables.close());

    test(
      'with its keys and its limits',
      async () => {
        const api = await populated({ ...testDirectory(), ...storesOf(await tables.makeTable()) });

        await fc.assert(
          fc.asyncProperty(fc.array(requests(api.known), { minLength: 5, maxLength: 20 }), (sequence) =>
            expectGoodAnswers(sequence, api),
          ),
          { numRuns: cases, seed, endOnFailure: true },
        );
      },
      timeout,
    );
  });
});
