/** A SCIM service provider in memory, and what its client sends it. */

import type { Provider } from '#shared/directory/providers/provider.ts';
import type { User } from '#shared/directory/users/user.ts';
import { scimHandler } from '#shared/http/scim/scim-handler.ts';
import { memoryProviderStore } from '#test/doubles/memory-provider-store.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { type EventParts, sampleContext, scimEvent } from '#test/shared/http/proxy-events.ts';
import { recordedTelemetry } from '#test/shared/telemetry/recorded-telemetry.ts';

export const scimBaseUrl = 'https://example.com/v2';

export const bulkUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

export function serviceProvider(users: readonly User[] = [], provider: Partial<Provider> = {}) {
  const directory = testDirectory({
    users: memoryUserStore(users),
    providers: memoryProviderStore([sampleProvider(provider)]),
  });
  const telemetry = recordedTelemetry();
  const handler = scimHandler({ directory, scimBaseUrl, telemetry });
  const send = async (method: string, path: string, parts: EventParts = {}) => {
    const { statusCode: status, headers, body } = await handler(scimEvent(method, `/v2${path}`, parts), sampleContext);
    return { status, headers, body: body === '' ? '' : JSON.parse(body) };
  };
  const bulk = async (...Operations: object[]) => {
    const { body } = await send('POST', '/Bulk', { body: { schemas: [bulkUrn], Operations } });
    return body.Operations;
  };
  return { directory, telemetry, send, bulk };
}
