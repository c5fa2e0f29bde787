import { describe, expect, test } from 'vitest';
import { proxyEvent } from '#shared/http/proxy-event.ts';
import { scimRequest } from '#shared/http/scim/scim-request.ts';
import { ScimError } from '#shared/scim/error.ts';
import { sampleProviderId } from '#test/doubles/samples.ts';
import { type EventParts, requestId, scimEvent } from '#test/shared/http/proxy-events.ts';

const read = (path: string, parts: EventParts = {}) => scimRequest(proxyEvent.parse(scimEvent('GET', path, parts)));

test('a request carries the client that the authorizer found, and API Gateway’s request id', () => {
  expect(read('/v2/Users')).toEqual({
    segments: ['Users'],
    query: {},
    client: { providerId: sampleProviderId, keyId: `${sampleProviderId}.abcdefgh`, requestId },
    strictness: 'lenient',
    ifMatch: undefined,
    ifNoneMatch: undefined,
  });
});

test('a request carries the strictness that the authorizer found', () => {
  const authorizer = { providerId: sampleProviderId, keyId: `${sampleProviderId}.abcdefgh`, strictness: 'strict' };

  expect(read('/v2/Users', { authorizer })).toMatchObject({ strictness: 'strict' });
});

describe('the path', () => {
  test.each([
    ['/v2/Users/', ['Users']],
    ['/v2//Users//7/', ['Users', '7']],
    ['/v2', []],
    ['/v2/Schemas/urn%3Aietf%3Aparams', ['Schemas', 'urn:ietf:params']],
    ['/v2/Users/a%2Fb', ['Users', 'a/b']],
    ['/v2/Users/100%', ['Users', '100%']],
    ['/v2/Users/%2541', ['Users', '%41']],
  ])('%s has the segments %j', (path, segments) => {
    expect(read(path).segments).toEqual(segments);
  });

  test.each([
    ['', []],
    ['/Users/7', ['Users', '7']],
    ['/vips/v2', ['vips', 'v2']],
  ])('%j, which names no version, has the segments %j', (path, segments) => {
    expect(read(path).segments).toEqual(segments);
  });

  test.each(['/v1/Users', '/V2/Users'])('%j names another version', (path) => {
    expect(() => read(path)).toThrow(
      ScimError.invalidVers("The protocol's version here is 2.0: the SCIM base URL ends in /v2."),
    );
  });
});

describe('the query', () => {
  test('takes one value for each parameter, and adds lists up', () => {
    const query = { filter: 'title pr', ATTRIBUTES: ['title', 'name,emails'], count: ['5', '5'], attributes: ['id'] };

    expect(read('/v2/Users', { query }).query).toEqual({
      filter: 'title pr',
      attributes: 'title,name,emails,id',
      count: '5',
    });
  });

  test('keeps hostile names as plain names', () => {
    const query = Object.fromEntries([['__proto__', 'x']]);

    expect(Object.keys(read('/v2/Users', { query }).query)).toEqual([]);
    expect({}).not.toHaveProperty('x');
  });
});

describe('RFC 9110 §12.5.1 Accept', () => {
  test.each([
    '',
    'application/scim+json',
    'application/json',
    'application/*;q=0.1',
    '*/*',
    '*',
    'text/html, image/gif, *; q=.2',
    'application/json;q=much',
    '*/*, application/scim+json;q=0',
    'text/html;q=0.9, application/*;q=0.1',
    'text/html, application/json;q=0, application/scim+json;q=0.2',
    'application/scim+json; charset="utf-8"',
    ';;=,,q',
  ])('%j is answered', (accept) => {
    expect(() => read('/v2/Users', { headers: { ACCEPT: accept } })).not.toThrow();
  });

  test.each([
    '*/*;q=0',
    'application/scim+json;q=0, application/json;q=0.0',
    'text/html, */*; Q=0',
    'text/html',
    'application/xml, text/*',
    'application/scim+json;q=0, application/*;q=0, */*',
  ])('%j rules every answer out: 406', (accept) => {
    expect(() => read('/v2/Users', { headers: { Accept: accept } })).toThrow(
      ScimError.notAcceptable('Every response is application/scim+json: accept it, or send no Accept header.'),
    );
  });
});

test('the conditions are handed on as they came, whatever the case of the header’s name', () => {
  const headers = { 'IF-MATCH': 'W/"1", W/"2"', 'if-none-match': '*' };

  expect(read('/v2/Users/1', { headers })).toMatchObject({ ifMatch: 'W/"1", W/"2"', ifNoneMatch: '*' });
});
