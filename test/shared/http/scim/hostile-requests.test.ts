/** Whatever a client may send is answered in SCIM form, with what it can do about it, and harms nobody. */
import { describe, expect, test } from 'vitest';
import { sampleUser } from '#test/doubles/samples.ts';
import group from '#test/fixtures/rfc/rfc7643-8.4-group.json' with { type: 'json' };
import type { EventParts } from '#test/shared/http/proxy-events.ts';
import { bulkUrn, serviceProvider } from './service-provider.ts';

const barbara = sampleUser();
const path = `/Users/${barbara.id}`;
const base64 = (bytes: Uint8Array | string) => ({ body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true });

async function refused(method: string, target: string, parts: EventParts = {}) {
  const { send, directory, telemetry } = serviceProvider([barbara]);
  const { status, headers, body } = await send(method, target, parts);

  expect(headers['Content-Type']).toBe('application/scim+json');
  expect(body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status) });
  expect(directory.users.all()).toEqual([barbara]);
  expect(telemetry.logged().filter(({ event }) => event === 'RequestFailed')).toEqual([]);
  return { status, allow: headers.Allow, scimType: body.scimType, detail: body.detail };
}

/** Every request that has a body, with `text` as one or in it. */
const requestsWith = (text: string): [string, string, EventParts][] => [
  ['POST', '/Users', { body: `{"userName":"ada","title":${text}}` }],
  ['PUT', path, { body: `{"userName":"ada","title":${text}}` }],
  ['PATCH', path, { body: `{"Operations":[{"op":"add","path":"title","value":${text}}]}` }],
  [
    'POST',
    '/Bulk',
    { body: `{"schemas":["${bulkUrn}"],"Operations":[{"method":"PUT","path":"${path}","data":{"title":${text}}}]}` },
  ],
];

describe('endpoints that are not there', () => {
  test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])('%s /Me is 501', async (method) => {
    expect(await refused(method, '/Me', { body: {} })).toMatchObject({
      status: 501,
      detail: expect.stringContaining('/Me'),
    });
  });

  test.each([
    ['POST', '/Groups'],
    ['GET', '/Groups/7'],
    ['HEAD', '/Groups/7'],
    ['PUT', '/Groups/7'],
    ['PATCH', '/Groups/7'],
    ['DELETE', '/Groups/7'],
    ['POST', '/Groups/.search'],
  ])('%s %s is 501', async (method, target) => {
    expect(await refused(method, target, { body: {} })).toMatchObject({
      status: 501,
      detail: expect.stringContaining('Groups'),
    });
  });

  test('POST of the Group of RFC 7643 §8.4 is 501', async () => {
    expect(await refused('POST', '/Groups', { body: group })).toMatchObject({ status: 501 });
  });

  test.each(['/nowhere', '/users', '/Users/7/emails', '/', '/Users/../Users/7/x', '/__proto__', '/constructor'])(
    'GET %s is 404',
    async (target) => {
      expect(await refused('GET', target)).toMatchObject({ status: 404 });
    },
  );
});

describe('RFC 9110 §15.5.6 methods that an endpoint does not have', () => {
  test.each([
    ['PUT', '/Users', 'GET, POST, HEAD'],
    ['DELETE', '/Users', 'GET, POST, HEAD'],
    ['OPTIONS', '/Users', 'GET, POST, HEAD'],
    ['POST', path, 'GET, PUT, PATCH, DELETE, HEAD'],
    ['TRACE', path, 'GET, PUT, PATCH, DELETE, HEAD'],
    ['get', path, 'GET, PUT, PATCH, DELETE, HEAD'],
    ['POST', '/Schemas', 'GET, HEAD'],
    ['DELETE', '/ResourceTypes/User', 'GET, HEAD'],
    ['GET', '/Bulk', 'POST'],
  ])('%s %s is 405 with Allow', async (method, target, allow) => {
    expect(await refused(method, target, { body: {} })).toMatchObject({ status: 405, allow });
  });
});

describe('spellings of a path', () => {
  test.each([
    `${path}/`,
    `/${path}`,
    `//Users//${barbara.id}//`,
    `/%55sers/${barbara.id}`,
    `/Users/${barbara.id.replace('A', '%41')}`,
  ])('%s is the user', async (target) => {
    expect(await serviceProvider([barbara]).send('GET', target)).toMatchObject({
      status: 200,
      body: { id: barbara.id },
    });
  });

  test.each([`/Users/${barbara.id}%20`, '/Users/%00', '/Users/%', '/Users/%C3', '/Users/a%2Fb', '/Users/%2E%2E'])(
    '%s is no user: 404',
    async (target) => {
      expect(await refused('GET', target)).toMatchObject({ status: 404 });
    },
  );
});

describe('media types', () => {
  const body = '{"userName":"ada"}';

  test.each([
    ['no Content-Type', { contentType: null }],
    ['text/plain', { contentType: 'text/plain' }],
    ['a form', { contentType: 'application/x-www-form-urlencoded' }],
    ['another charset', { contentType: 'application/scim+json; charset=iso-8859-1' }],
    ['gzip', { headers: { 'Content-Encoding': 'gzip' } }],
  ])('a body with %s is 415', async (_, parts) => {
    for (const [method, target] of requestsWith('')) {
      expect(await refused(method, target, { body, ...parts })).toMatchObject({ status: 415 });
    }
  });

  test.each(['text/html', 'application/xml;q=1', '*/*;q=0', 'application/scim+json;q=0, application/json;q=0'])(
    'Accept: %s is 406 for every endpoint',
    async (Accept) => {
      for (const target of ['/Users', path, '/Schemas', '/nowhere']) {
        expect(await refused('GET', target, { headers: { Accept } })).toMatchObject({ status: 406 });
      }
    },
  );

  test.each(['application/scim+json;charset=UTF-8', 'application/json; charset="utf-8"'])(
    '%s is read, and the answer is application/scim+json',
    async (contentType) => {
      const answer = await serviceProvider().send('POST', '/Users', { body, contentType });

      expect(answer).toMatchObject({ status: 201, headers: { 'Content-Type': 'application/scim+json' } });
    },
  );
});

describe('the bytes of a body', () => {
  test('may begin with a byte order mark, and be encoded by API Gateway', async () => {
    const { send } = serviceProvider();

    expect((await send('POST', '/Users', { body: '\uFEFF{"userName":"ada"}' })).status).toBe(201);
    expect((await send('POST', '/Users', base64('\uFEFF{"userName":"bob","title":"é"}'))).body.title).toBe('é');
  });

  test('that are no UTF-8 are 400', async () => {
    const bytes = Buffer.from('{"userName":"ad\xff"}', 'latin1');

    expect(await refused('POST', '/Users', base64(bytes))).toMatchObject({
      status: 400,
      detail: 'The body is not UTF-8.',
    });
  });

  test.each(['', ' ', '{', 'null', '[]', '"x"', '1', 'true', '{"userName":}', "{'userName':'x'}", '{"userName":NaN}'])(
    '%j is 400',
    async (body) => {
      for (const [method, target] of requestsWith('')) {
        expect(await refused(method, target, { body })).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
      }
    },
  );
});

describe('a name that stands twice', () => {
  test.each(['{"a":1,"a":2}', '{"b":{"a":1,"c":2,"a":1}}', '[[{"a":1,"\\u0061":2}]]'])(
    'in %s is 400, which names it, in every body',
    async (text) => {
      for (const request of requestsWith(text)) {
        expect(await refused(...request)).toEqual({
          status: 400,
          scimType: 'invalidSyntax',
          detail: expect.stringMatching(
            /^The body is not JSON: line 1, column \d+: the name "a" stands twice in one object\.$/,
          ),
        });
      }
    },
  );
});

describe('limits', () => {
  test('33 levels are 400', async () => {
    for (const request of requestsWith('['.repeat(33) + ']'.repeat(33))) {
      expect(await refused(...request)).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
    }
  });

  test('a body over a megabyte is 413', async () => {
    for (const request of requestsWith(`"${'x'.repeat(1_000_000)}"`)) {
      expect(await refused(...request)).toMatchObject({ status: 413, detail: expect.stringContaining('1000000') });
    }
  });

  test('a string just under a megabyte is 413: a user is smaller', async () => {
    for (const [method, target, parts] of requestsWith(`"${'x'.repeat(999_000)}"`).slice(0, 3)) {
      expect((await refused(method, target, parts)).status).toBe(413);
    }
  });

  test.each(['emails', 'title', 'addresses', 'nonsense', 'Operations', 'schemas'])(
    '100,000 values of %s are refused, or left out as unknown',
    async (name) => {
      const values = `[${'"a@b.c",'.repeat(99_999)}"a@b.c"]`;
      const { send, directory } = serviceProvider([barbara]);

      const answers = [
        await send('POST', '/Users', { body: `{"userName":"ada","${name}":${values}}` }),
        await send('PUT', path, { body: `{"userName":"ada","${name}":${values}}` }),
        await send('PATCH', path, { body: `{"Operations":[{"op":"add","value":{"${name}":${values}}}]}` }),
      ];

      for (const { status } of answers) expect(status).toBeLessThan(500);
      for (const { attributes } of directory.users.all())
        expect(JSON.stringify(attributes).length).toBeLessThan(65_536);
    },
  );

  test('100,000 operations of a PATCH or of a bulk request are refused', async () => {
    const operations = `[${'{},'.repeat(99_999)}{}]`;

    expect((await refused('PATCH', path, { body: `{"Operations":${operations}}` })).status).toBe(400);
    const bulk = { body: `{"schemas":["${bulkUrn}"],"Operations":${operations}}` };
    expect((await refused('POST', '/Bulk', bulk)).status).toBe(413);
  });
});

describe('strings that are no text', () => {
  test.each(['"\\ud800"', '"x\\udc00y"', '{"\\ud800":1}', '["\\udbff\\udbff"]'])(
    'half of a surrogate pair, as in %s, is 400 in every body',
    async (text) => {
      for (const request of requestsWith(text)) {
        expect(await refused(...request)).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
      }
    },
  );

  test('a whole pair is kept', async () => {
    const { body } = await serviceProvider().send('POST', '/Users', {
      body: '{"userName":"ada","title":"\\ud83d\\ude00"}',
    });

    expect(body.title).toBe('😀');
  });

  test('in a userName, text that was damaged on its way is 400', async () => {
    expect(await refused('POST', '/Users', { body: '{"userName":"ad\ufffd"}' })).toMatchObject({ status: 400 });
  });
});

describe('names of the language', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];

  test.each(names)('"%s" is an unknown attribute: it is stored nowhere and changes nothing else', async (name) => {
    const { send, directory } = serviceProvider([barbara]);
    const value = '{"polluted":true,"active":false}';

    const answers = [
      await send('POST', '/Users', { body: `{"userName":"ada","${name}":${value},"name":{"${name}":${value}}}` }),
      await send('PUT', path, {
        body: `{"userName":"bob","${name}":${value},"emails":[{"value":"a@b.c","${name}":${value}}]}`,
      }),
      await send('PATCH', path, { body: `{"Operations":[{"op":"add","value":{"${name}":${value}}}]}` }),
      await send('PATCH', path, { body: `{"Operations":[{"op":"add","path":"${name}","value":${value}}]}` }),
      await send('PATCH', path, {
        body: `{"Operations":[{"op":"add","path":"emails[${name} eq \\"x\\"].value","value":"y"}]}`,
      }),
      await send('GET', '/Users', { query: { filter: `${name}.polluted eq true`, attributes: name, [name]: 'x' } }),
      await send('GET', `/Users/${name}`),
      await send('GET', `/Schemas/${name}`),
    ];

    for (const { status } of answers) expect(status).toBeLessThan(500);
    expect({}).not.toHaveProperty('polluted');
    expect(JSON.stringify(directory.users.all())).not.toContain('polluted');
    for (const user of directory.users.all()) expect(user.life.state).toBe('active');
  });

  test.each(names)('"%s" is refused by a strict provider', async (name) => {
    const { send } = serviceProvider([barbara], { strictness: 'strict' });
    const schemas = '"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]';

    const { status, body } = await send('PUT', path, {
      body: `{${schemas},"userName":"ada","${name}":{"polluted":true}}`,
    });

    expect([status, body.detail]).toEqual([400, expect.stringContaining(name)]);
  });
});
