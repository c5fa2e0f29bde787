import { describe, expect, test } from 'vitest';
import { sampleUser } from '#test/doubles/samples.ts';
import { scimBaseUrl, serviceProvider } from './service-provider.ts';

const barbara = sampleUser({ version: 3 });
const path = `/Users/${barbara.id}`;
const body = { userName: barbara.attributes.userName, title: 'Director' };
const patch = { Operations: [{ op: 'replace', path: 'title', value: 'Director' }] };

const writes = [
  ['PUT', { body }],
  ['PATCH', { body: patch }],
  ['DELETE', {}],
] as const;

describe('RFC 7644 §3.14 the version of a user', () => {
  test('is one in ETag, in meta.version and in lists, for every method that answers with the user', async () => {
    const { send } = serviceProvider([barbara]);
    const answers = [
      await send('GET', path),
      await send('PATCH', path, { body: patch }),
      await send('PUT', path, { body: { userName: 'barbara' } }),
      await send('POST', '/Users', { body: { userName: 'dana' } }),
    ];
    const listed = await send('GET', '/Users');

    expect(answers.map(({ headers }) => headers.ETag)).toEqual(['W/"3"', 'W/"4"', 'W/"5"', 'W/"1"']);
    for (const answer of answers) expect(answer.body.meta.version).toBe(answer.headers.ETag);
    expect(listed.body.Resources.map(({ meta }: { meta: { version: string } }) => meta.version)).toEqual([
      'W/"5"',
      'W/"1"',
    ]);
  });

  test('stays when a write changes nothing, and the answer has its ETag', async () => {
    const { send } = serviceProvider([barbara]);

    expect((await send('PUT', path, { body: { userName: body.userName } })).headers.ETag).toBe('W/"3"');
  });
});

describe.each(writes)('%s', (method, parts) => {
  test.each(['W/"3"', '"3"', '*', '"1", W/"3"'])('with If-Match %s is carried out', async (tag) => {
    const { send, directory } = serviceProvider([barbara]);

    expect((await send(method, path, { ...parts, headers: { 'If-Match': tag } })).status).toBeLessThan(300);
    expect(directory.users.all()[0]?.version).toBe(4);
  });

  test.each([
    ['If-Match', 'W/"2"'],
    ['If-Match', '3'],
    ['If-None-Match', '*'],
    ['If-None-Match', 'W/"3"'],
    ['If-None-Match', '"1", "3"'],
    ['If-None-Match', '3'],
  ])('with %s: %s is 412 in SCIM form, and nothing changes', async (name, tag) => {
    const { send, directory } = serviceProvider([barbara]);

    expect(await send(method, path, { ...parts, headers: { [name]: tag } })).toMatchObject({
      status: 412,
      headers: { 'Content-Type': 'application/scim+json' },
      body: { status: '412', detail: expect.stringContaining('W/"3"') },
    });
    expect(directory.users.all()).toEqual([barbara]);
  });

  test('with If-None-Match of another version is carried out', async () => {
    const { send } = serviceProvider([barbara]);

    expect((await send(method, path, { ...parts, headers: { 'If-None-Match': 'W/"2"' } })).status).toBeLessThan(300);
  });

  test('of a user who is not there is 404 whatever the conditions (RFC 9110 §13.2.1)', async () => {
    const { send } = serviceProvider();

    expect((await send(method, path, { ...parts, headers: { 'If-Match': '*' } })).status).toBe(404);
    expect((await send(method, path, { ...parts, headers: { 'If-None-Match': '*' } })).status).toBe(404);
  });

  test('whose condition another writer overtakes is 412', async () => {
    const { send, directory } = serviceProvider([barbara]);
    directory.users.beforeNext('commit', async () => {
      await send('PATCH', path, { body: { Operations: [{ op: 'add', path: 'nickName', value: 'Babs' }] } });
    });

    expect((await send(method, path, { ...parts, headers: { 'If-Match': 'W/"3"' } })).status).toBe(412);
  });
});

describe.each(['GET', 'HEAD'])('%s', (method) => {
  test.each(['W/"3"', '"3"', '*', '"1", "3"'])('with If-None-Match %s is 304', async (tag) => {
    expect(await serviceProvider([barbara]).send(method, path, { headers: { 'If-None-Match': tag } })).toEqual({
      status: 304,
      headers: {
        'Cache-Control': 'no-store',
        ETag: 'W/"3"',
        Location: `${scimBaseUrl}${path}`,
        'Content-Location': `${scimBaseUrl}${path}`,
      },
      body: '',
    });
  });

  test('with If-Match of another version is 412, of this one 200', async () => {
    const { send } = serviceProvider([barbara]);

    expect((await send(method, path, { headers: { 'If-Match': 'W/"2"' } })).status).toBe(412);
    expect((await send(method, path, { headers: { 'If-Match': 'W/"3"' } })).status).toBe(200);
  });
});

describe('POST /Users', () => {
  test.each([
    ['If-Match', 'W/"1"'],
    ['If-None-Match', '*'],
  ])('with %s: %s is 412: the collection is there and has no version', async (name, tag) => {
    const { send, directory } = serviceProvider();

    expect((await send('POST', '/Users', { body, headers: { [name]: tag } })).status).toBe(412);
    expect(directory.users.all()).toEqual([]);
  });

  test('with If-Match: * is carried out', async () => {
    expect((await serviceProvider().send('POST', '/Users', { body, headers: { 'If-Match': '*' } })).status).toBe(201);
  });
});

describe.each([
  '/ServiceProviderConfig',
  '/ResourceTypes',
  '/ResourceTypes/User',
  '/Schemas',
  '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User',
])('%s', (discovery) => {
  test('has an ETag that lasts, and is 304 for a client that has it', async () => {
    const { send } = serviceProvider();
    const { ETag = '' } = (await send('GET', discovery)).headers;

    expect(ETag).toMatch(/^W\/"[\w-]+"$/);
    expect((await serviceProvider().send('GET', discovery)).headers.ETag).toBe(ETag);
    expect(await send('GET', discovery, { headers: { 'If-None-Match': ETag } })).toEqual({
      status: 304,
      headers: { 'Cache-Control': 'no-store', ETag },
      body: '',
    });
    expect((await send('GET', discovery, { headers: { 'If-Match': '"other"' } })).status).toBe(412);
  });

  test('has resources whose meta.version is their own ETag', async () => {
    const { send } = serviceProvider();
    const { body: found, headers } = await send('GET', discovery);

    for (const { id, meta } of found.Resources ?? []) {
      expect((await send('GET', `${discovery}/${id}`)).headers.ETag).toBe(meta.version);
    }
    if (found.meta !== undefined) expect(found.meta.version).toBe(headers.ETag);
  });
});
