import { describe, expect, test } from 'vitest';
import { scimHandler } from '#shared/http/scim/scim-handler.ts';
import { memoryProviderStore } from '#test/doubles/memory-provider-store.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { replay, type Send, stories } from '#test/fixtures/clients/exchanges.ts';
import { sampleContext, scimEvent } from '#test/shared/http/proxy-events.ts';
import { recordedTelemetry } from '#test/shared/telemetry/recorded-telemetry.ts';

const scimBaseUrl = 'https://api.example.com/scim/v2';

function serviceProvider(): Send {
  const directory = testDirectory({ providers: memoryProviderStore([sampleProvider()]) });
  const handler = scimHandler({ directory, scimBaseUrl, telemetry: recordedTelemetry() });
  return async ({ method, path, headers, body }) => {
    const url = new URL(`${scimBaseUrl}${path}`);
    const query = Object.fromEntries(url.searchParams);
    const event = scimEvent(method, url.pathname.replace('/scim', ''), { headers, query, body });
    const response = await handler(event, sampleContext);
    return { status: response.statusCode, headers: new Headers(response.headers), text: response.body };
  };
}

describe.each(['pingone', 'entra', 'okta'] as const)('%s', (client) => {
  test.each(stories(client))('$name: $title', async (story) => {
    expect(story.source).not.toBe('');

    await replay(story, scimBaseUrl, serviceProvider());
  });
});
