import { describe, expect, test } from 'vitest';
import { scimHandler } from '#shared/http/scim/scim-handler.ts';
import { memoryProviderStore } from '#test/doubles/memory-provider-store.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleProvider, sampleProviderId, sampleUser } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import rfc7644 from '#test/fixtures/rfc/rfc7644-3.4.3-search-request.json' with { type: 'json' };
import rfc9865 from '#test/fixtures/rfc/rfc9865-3-search-request.json' with { type: 'json' };
import { type EventParts, sampleContext, scimEvent } from '#test/shared/http/proxy-events.ts';
import { recordedTelemetry } from '#test/shared/telemetry/recorded-telemetry.ts';

const scimBaseUrl = 'https://api.example.com/scim/v2';
const listResponseUrn = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];
const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';

const smiths = ['James', 'Ann', 'Zoe'].map((name, index) =>
  sampleUser({
    id: `01KARQ0000000000000000000${index}`,
    attributes: { userName: name.toLowerCase(), displayName: `Smith, ${name}` },
  }),
);
const others = [sampleUser({ id: '01KARQ00000000000000000009', attributes: { userName: 'ada', nickName: 'x' } })];

function serviceProvider(users = [...smiths, ...others]) {
  const directory = testDirectory({
    users: memoryUserStore(users),
    providers: memoryProviderStore([sampleProvider()]),
  });
  const handler = scimHandler({ directory, scimBaseUrl, telemetry: recordedTelemetry() });
  return async (method: string, path: string, parts: EventParts = {}) => {
    const response = await handler(scimEvent(method, `/v2${path}`, parts), sampleContext);
    return { statusCode: response.statusCode, body: JSON.parse(response.body) };
  };
}

const strict = {
  authorizer: { providerId: sampleProviderId, keyId: `${sampleProviderId}.abcdefgh`, strictness: 'strict' },
};

const shown = (...names: string[]) =>
  smiths
    .filter(({ attributes }) => names.includes(attributes.userName))
    .map(({ id, attributes }) => ({ schemas: [userUrn], id, ...attributes }));

describe('RFC 7644 §3.4.3 search by POST', () => {
  test.each(['/Users/.search', '/.search'])('at %s answers figure 4 as figure 5 shows it', async (path) => {
    expect(await serviceProvider()('POST', path, { ...strict, body: rfc7644 })).toEqual({
      statusCode: 200,
      body: {
        schemas: [listResponseUrn],
        totalResults: 3,
        startIndex: 1,
        itemsPerPage: 3,
        Resources: shown('james', 'ann', 'zoe'),
      },
    });
  });

  test('sorts and pages', async () => {
    const body = { schemas, sortBy: 'userName', sortOrder: 'descending', startIndex: 2, count: 2, attributes: ['id'] };

    const answer = await serviceProvider()('POST', '/Users/.search', { body });

    expect(answer.body).toMatchObject({ totalResults: 4, startIndex: 2, itemsPerPage: 2 });
    expect(answer.body.Resources.map(({ id }: { id: string }) => id)).toEqual([smiths[0]?.id, smiths[1]?.id]);
  });

  test('of the root takes an attribute that users do not have as one without a value (§3.4.2.1)', async () => {
    const send = serviceProvider();
    const body = { schemas, filter: 'members pr or userName eq "ada"' };

    expect((await send('POST', '/.search', { body })).body).toMatchObject({ totalResults: 1 });
    expect(await send('POST', '/Users/.search', { body })).toMatchObject({
      statusCode: 400,
      body: { scimType: 'invalidFilter' },
    });
  });

  test.each([
    [undefined, 'invalidSyntax'],
    [[], 'invalidSyntax'],
    [{ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] }, 'invalidSyntax'],
    [{ schemas, count: 'ten' }, 'invalidCount'],
    [{ schemas, cursor: 'x' }, 'invalidCursor'],
  ])('refuses %j: %s', async (body, scimType) => {
    const answer = await serviceProvider()('POST', '/.search', body === undefined ? {} : { body });

    expect(answer).toMatchObject({ statusCode: 400, body: { scimType } });
  });
});

describe('RFC 9865 cursors', () => {
  test('a walk by GET goes on with nextCursor until there is none', async () => {
    const send = serviceProvider();
    const query = { count: '3', attributes: 'userName' };

    const first = await send('GET', '/Users', { query: { ...query, cursor: '' } });
    const { nextCursor } = first.body;
    const second = await send('GET', '/Users', { query: { ...query, cursor: nextCursor } });

    expect(first.body).toEqual({
      schemas: [listResponseUrn],
      totalResults: 4,
      itemsPerPage: 3,
      nextCursor: expect.stringMatching(/^[A-Za-z0-9_-]+$/),
      Resources: smiths.map(({ id, attributes }) => ({ schemas: [userUrn], id, userName: attributes.userName })),
    });
    expect(second.body).toEqual({
      schemas: [listResponseUrn],
      totalResults: 4,
      itemsPerPage: 1,
      Resources: others.map(({ id }) => ({ schemas: [userUrn], id, userName: 'ada' })),
    });
  });

  test('a walk may begin by GET and go on by POST', async () => {
    const send = serviceProvider();
    const first = await send('GET', '/Users', { query: { count: '1', cursor: '', filter: rfc9865.filter } });

    const { nextCursor } = first.body;
    const second = await send('POST', '/Users/.search', { body: { ...rfc9865, count: 1, cursor: nextCursor } });

    expect(second.body.Resources).toEqual(shown('ann'));
  });

  test('the example of §3 is answered', async () => {
    expect(await serviceProvider()('POST', '/Users/.search', { ...strict, body: rfc9865 })).toEqual({
      statusCode: 200,
      body: { schemas: [listResponseUrn], totalResults: 3, itemsPerPage: 3, Resources: shown('james', 'ann', 'zoe') },
    });
  });

  test('without a cursor and an index, pages are by index', async () => {
    const { body } = await serviceProvider()('GET', '/Users', { query: { count: '1' } });

    expect(body).toMatchObject({ startIndex: 1, itemsPerPage: 1, totalResults: 4 });
    expect(body).not.toHaveProperty('nextCursor');
  });

  test('what does not fit into a response is on the next page', async () => {
    const large = Array.from({ length: 60 }, (_, index) =>
      sampleUser({
        id: `01KARQ${String(index).padStart(20, '0')}`,
        attributes: { userName: `u${index}`, title: 'x'.repeat(60_000) },
      }),
    );
    const send = serviceProvider(large);
    const names: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const { body } = await send('GET', '/Users', { query: { cursor } });
      names.push(...body.Resources.map(({ userName }: { userName: string }) => userName));
      cursor = body.nextCursor;
    }

    expect(names).toEqual(large.map(({ attributes }) => attributes.userName));
  });

  test('a cursor and an index exclude each other', async () => {
    const answer = await serviceProvider()('GET', '/Users', { query: { cursor: '', startIndex: '1' } });

    expect(answer).toMatchObject({ statusCode: 400, body: { scimType: 'invalidValue' } });
  });
});

describe('the client of a strict provider', () => {
  test.each([
    [{ filter: 'userName Eq ada' }, 'invalidFilter'],
    [{ filter: 'email eq "ada@example.com"' }, 'invalidFilter'],
    [{ filter: '' }, 'invalidFilter'],
    [{ attributes: '' }, 'invalidValue'],
  ])('has %j refused, which a lenient one accepts', async (query, scimType) => {
    const send = serviceProvider();

    expect(await send('GET', '/Users', { query })).toMatchObject({ statusCode: 200 });
    expect(await send('GET', '/Users', { query, ...strict })).toMatchObject({ statusCode: 400, body: { scimType } });
  });

  test('has an empty projection of one user refused', async () => {
    const send = serviceProvider();
    const path = `/Users/${smiths[0]?.id}`;

    expect(await send('GET', path, { query: { attributes: '' } })).toMatchObject({ statusCode: 200 });
    expect(await send('GET', path, { query: { attributes: '' }, ...strict })).toMatchObject({ statusCode: 400 });
  });
});
