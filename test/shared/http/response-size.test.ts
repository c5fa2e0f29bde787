import { expect, test } from 'vitest';
import { scimHandler } from '#shared/http/scim/scim-handler.ts';
import { memoryProviderStore } from '#test/doubles/memory-provider-store.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleProvider, sampleUser } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { recordedTelemetry } from '#test/shared/telemetry/recorded-telemetry.ts';
import { sampleContext, scimEvent } from './proxy-events.ts';

test('a list of the largest users stays below what Lambda answers with, and the next pages have the rest', async () => {
  const users = Array.from({ length: 200 }, (_, index) =>
    sampleUser({
      id: `01KARQ${String(index).padStart(20, '0')}`,
      attributes: { userName: `user${index}`, displayName: '"'.repeat(32_000) },
    }),
  );
  const providers = memoryProviderStore([sampleProvider()]);
  const directory = testDirectory({ users: memoryUserStore(users), providers });
  const handler = scimHandler({ directory, scimBaseUrl: 'https://scim.example', telemetry: recordedTelemetry() });
  const seen: string[] = [];

  while (seen.length < 200) {
    const query = { startIndex: String(seen.length + 1), count: '200' };
    const response = await handler(scimEvent('GET', '/v2/Users', { query }), sampleContext);
    const page = JSON.parse(response.body);
    expect(JSON.stringify(response).length).toBeLessThan(6_291_556);
    expect([response.statusCode, page.totalResults, page.itemsPerPage]).toEqual([200, 200, page.Resources.length]);
    expect(page.itemsPerPage).toBeGreaterThan(0);
    seen.push(...page.Resources.map(({ id }: { id: string }) => id));
  }

  expect(seen).toEqual(users.map(({ id }) => id));
});
