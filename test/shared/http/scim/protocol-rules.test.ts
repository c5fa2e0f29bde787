import { describe, expect, test } from 'vitest';
import type { Provider } from '#shared/directory/providers/provider.ts';
import type { EventParts } from '#test/shared/http/proxy-events.ts';
import { scimBaseUrl, serviceProvider } from './service-provider.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A service provider of its own, and Jane in it. */
async function service(settings: Partial<Provider> = {}) {
  const { directory, send } = serviceProvider([], settings);
  const { body: jane } = await send('POST', '/Users', {
    body: {
      schemas: [core],
      userName: 'jane',
      title: 'Engineer',
      emails: [{ value: 'jane@example.com', type: 'work' }],
    },
  });
  return { directory, send, jane, path: `/Users/${jane.id}` };
}

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const patch = (...Operations: readonly object[]): EventParts => ({ body: { schemas: [patchOp], Operations } });

describe('RFC 7643 §3 schemas', () => {
  test('neither their order nor a repetition changes anything, and none is returned twice', async () => {
    const { send } = await service({ strictness: 'strict' });
    const attributes = { userName: 'dana', [enterprise]: { department: 'SCIM' } };

    const { status, body } = await send('POST', '/Users', {
      body: { schemas: [enterprise, core, enterprise], ...attributes },
    });

    expect([status, body.schemas]).toEqual([201, [core, enterprise]]);
    expect(body).toMatchObject(attributes);
  });
});

describe('RFC 7643 §3.1 common attributes', () => {
  test('id and meta are the service provider’s, whatever the client sends', async () => {
    const { send } = await service();
    const sent = { id: 'mine', meta: { resourceType: 'Robot', created: '2001-01-01T00:00:00Z', version: 'W/"9"' } };

    const { body } = await send('POST', '/Users', { body: { ...sent, userName: 'dana' } });

    expect(body.id).not.toBe('mine');
    expect(body.meta).toMatchObject({
      resourceType: 'User',
      created: '2026-11-23T18:00:00.000Z',
      lastModified: '2026-11-23T18:00:00.000Z',
      version: 'W/"1"',
      location: `${scimBaseUrl}/Users/${body.id}`,
    });
  });

  test.each<[string, EventParts]>([
    ['GET', {}],
    ['PUT', { body: { userName: 'jane', title: 'CTO' } }],
    ['PATCH', patch({ op: 'replace', path: 'title', value: 'CTO' })],
  ])('meta.location equals Content-Location and Location: %s', async (method, parts) => {
    const { send, path } = await service();

    const { headers, body } = await send(method, path, parts);

    expect(body.meta.location).toBe(`${scimBaseUrl}${path}`);
    expect(headers).toMatchObject({ 'Content-Location': body.meta.location, Location: body.meta.location });
  });

  test('the id stays whatever changes, and externalId is never made up', async () => {
    const { send, jane, path } = await service();

    const put = await send('PUT', path, { body: { id: 'other', userName: 'jane.jensen' } });
    const patched = await send('PATCH', path, patch({ op: 'replace', path: 'userName', value: 'j' }));

    expect([put.body.id, patched.body.id]).toEqual([jane.id, jane.id]);
    expect([jane, put.body, patched.body].filter((body) => 'externalId' in body)).toEqual([]);
  });

  test('lastModified is the instant of the last change, created stays', async () => {
    const { directory, send, path } = await service();
    directory.clock.advance(60);

    const { body } = await send('PATCH', path, patch({ op: 'replace', path: 'title', value: 'CTO' }));

    expect(body.meta).toMatchObject({
      created: '2026-11-23T18:00:00.000Z',
      lastModified: '2026-11-23T18:01:00.000Z',
    });
  });
});

describe('RFC 7644 §3.4.2 query', () => {
  test('parameters that nobody knows are ignored', async () => {
    const { send } = await service();

    expect(await send('GET', '/Users', { query: { tenant: '7', fields: 'all' } })).toMatchObject({
      status: 200,
      body: { totalResults: 1 },
    });
  });

  test('that nobody matches answers 200 with totalResults 0', async () => {
    const { send } = await service();

    expect(await send('GET', '/Users', { query: { filter: 'userName eq "nobody"' } })).toMatchObject({
      status: 200,
      body: { totalResults: 0, Resources: [] },
    });
  });

  test.each(['pr', 'eq', 'sw'])('finds meta.location as it was returned: %s', async (operator) => {
    const { send, jane } = await service();
    const { location } = Object(jane.meta);
    const filter = operator === 'pr' ? 'meta.location pr' : `meta.location ${operator} "${location}"`;

    const { body } = await send('GET', '/Users', { query: { filter } });

    expect(location).toEqual(expect.stringContaining(`/Users/${jane.id}`));
    expect(body.Resources).toEqual([jane]);
  });

  test('sorts by meta.location as it was returned', async () => {
    const { send, jane } = await service();
    const { body: dana } = await send('POST', '/Users', { body: { userName: 'dana' } });

    const { body } = await send('GET', '/Users', { query: { sortBy: 'meta.location', sortOrder: 'descending' } });

    expect(body.Resources).toEqual([dana, jane]);
  });

  test('finds an attribute by its default as it was returned', async () => {
    const { send, jane } = await service();

    const { body } = await send('GET', '/Users', { query: { filter: 'active eq true and active pr' } });

    expect(jane.active).toBe(true);
    expect(body.Resources).toEqual([jane]);
  });
});

describe('RFC 7644 §3.5.1 PUT', () => {
  test('of an id that is not there creates nothing', async () => {
    const { send } = await service();

    expect(await send('PUT', '/Users/mine', { body: { userName: 'dana' } })).toMatchObject({ status: 404 });
    expect((await send('GET', '/Users')).body.totalResults).toBe(1);
  });

  test('without a required attribute is 400 invalidValue', async () => {
    const { send, path } = await service();

    expect(await send('PUT', path, { body: { title: 'CTO' } })).toMatchObject({
      status: 400,
      body: { scimType: 'invalidValue' },
    });
  });
});

describe('RFC 7644 §3.5.2 PATCH', () => {
  test('whose last operation fails changes nothing', async () => {
    const { send, jane, path } = await service();
    const operations = [
      { op: 'replace', path: 'title', value: 'CTO' },
      { op: 'remove', path: 'userName' },
    ];

    const response = await send('PATCH', path, patch(...operations));

    expect(response).toMatchObject({ status: 400, body: { scimType: 'mutability', status: '400' } });
    expect((await send('GET', path)).body).toEqual(jane);
  });

  test('that adds what is there changes neither version nor lastModified', async () => {
    const { directory, send, jane, path } = await service();
    directory.clock.advance(60);

    const response = await send('PATCH', path, patch({ op: 'add', path: 'emails', value: jane.emails }));

    expect(response).toMatchObject({ status: 200, body: jane });
  });

  test('of an extension attribute by its full name adds the schema', async () => {
    const { send, path } = await service();
    const operation = { op: 'add', path: `${enterprise}:employeeNumber`, value: '7' };

    expect((await send('PATCH', path, patch(operation))).body.schemas).toEqual([core, enterprise]);
  });
});

describe('RFC 7644 §3.6 DELETE', () => {
  test('makes every operation on the user a 404, takes the user out of every list, and frees the userName', async () => {
    const { send, jane, path } = await service();

    expect((await send('DELETE', path)).status).toBe(204);

    const later = [
      await send('GET', path),
      await send('PUT', path, { body: { userName: 'jane' } }),
      await send('PATCH', path, patch({ op: 'replace', path: 'title', value: 'CTO' })),
      await send('DELETE', path),
    ];
    expect(later.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await send('GET', '/Users')).body.totalResults).toBe(0);
    expect((await send('GET', '/Users', { query: { filter: `id eq "${jane.id}"` } })).body.totalResults).toBe(0);
    expect((await send('POST', '/Users', { body: { userName: 'jane' } })).status).toBe(201);
  });
});

describe('RFC 7644 §3.8 formats', () => {
  test.each([undefined, 'application/scim+json', 'application/json'])(
    'with Accept: %s the answer is application/scim+json',
    async (accept) => {
      const { send, path } = await service();

      const response = await send('GET', path, accept === undefined ? {} : { headers: { Accept: accept } });

      expect(response).toMatchObject({ status: 200, headers: { 'Content-Type': 'application/scim+json' } });
    },
  );

  test('text of any script comes back as it was sent', async () => {
    const { send, path } = await service();
    const displayName = 'Zoë Ångström 山田 🦊';

    await send('PUT', path, { body: { userName: 'jane', displayName } });

    expect((await send('GET', path)).body.displayName).toBe(displayName);
  });
});

describe('RFC 7644 §3.9 attributes and excludedAttributes', () => {
  const changes: readonly (readonly [string, EventParts])[] = [
    ['GET', {}],
    ['PUT', { body: { userName: 'jane', title: 'CTO' } }],
    ['PATCH', patch({ op: 'replace', path: 'title', value: 'CTO' })],
  ];

  test.each(changes)('choose what %s answers with', async (method, parts) => {
    const { send, path } = await service();

    const only = await send(method, path, { ...parts, query: { attributes: 'userName' } });
    const without = await send(method, path, { ...parts, query: { excludedAttributes: 'title,id' } });

    expect([only.status, Object.keys(only.body)]).toEqual([200, ['schemas', 'id', 'userName']]);
    expect(without.body).toMatchObject({ id: expect.any(String), userName: 'jane' });
    expect(without.body).not.toHaveProperty('title');
  });

  test('exclude each other: 400', async () => {
    const { send, path } = await service();
    const query = { attributes: 'title', excludedAttributes: 'emails' };

    expect(await send('GET', path, { query })).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
  });
});
