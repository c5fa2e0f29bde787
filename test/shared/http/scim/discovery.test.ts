import { describe, expect, test } from 'vitest';
import { scimHandler } from '#shared/http/scim/scim-handler.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { type EventParts, sampleContext, scimEvent } from '#test/shared/http/proxy-events.ts';
import { recordedTelemetry } from '#test/shared/telemetry/recorded-telemetry.ts';

const scimBaseUrl = 'https://api.example.com/scim/v2';
const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';

async function get(path: string, parts: EventParts = {}) {
  const handler = scimHandler({ directory: testDirectory(), scimBaseUrl, telemetry: recordedTelemetry() });
  const { body, ...response } = await handler(scimEvent('GET', path, parts), sampleContext);
  return { ...response, body: JSON.parse(body) };
}

describe('RFC 7644 §4', () => {
  test.each([
    ['ServiceProviderConfig', 'ServiceProviderConfig'],
    ['ResourceTypes/User', 'ResourceType'],
    ['ResourceTypes/user', 'ResourceType'],
    [`Schemas/${userSchema}`, 'Schema'],
    [`Schemas/${encodeURIComponent(userSchema)}`, 'Schema'],
  ])('%s is one resource', async (path, resourceType) => {
    expect(await get(`/v2/${path}`)).toMatchObject({
      statusCode: 200,
      headers: { 'Content-Type': 'application/scim+json' },
      body: { meta: { resourceType, location: expect.stringContaining(scimBaseUrl) } },
    });
  });

  test.each([
    ['ResourceTypes', 'ResourceType'],
    ['Schemas', 'Schema'],
  ])('%s is a list on one page', async (path, resourceType) => {
    const { body } = await get(`/v2/${path}`, { query: { startIndex: '2', count: '1' } });

    expect(body).toMatchObject({ startIndex: 1, totalResults: body.itemsPerPage });
    expect(body.Resources).toHaveLength(body.totalResults);
    expect(body.Resources[0].meta.resourceType).toBe(resourceType);
  });

  test.each(['ServiceProviderConfig', 'ResourceTypes', 'Schemas'])('%s with a filter is 403', async (path) => {
    const response = await get(`/v2/${path}`, { query: { Filter: 'name eq "User"' } });

    expect(response).toMatchObject({ statusCode: 403, body: { status: '403' } });
  });

  test.each(['ResourceTypes/Group', 'Schemas/urn:none', 'Schemas/__proto__'])('%s is 404', async (path) => {
    expect(await get(`/v2/${path}`)).toMatchObject({ statusCode: 404 });
  });
});

test('a probe of /Groups finds an empty list, whatever its filter', async () => {
  expect(await get('/v2/Groups', { query: { filter: 'displayName eq "Sales"' } })).toMatchObject({
    statusCode: 200,
    body: { totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
  });
});
