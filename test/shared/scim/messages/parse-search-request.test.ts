import { describe, expect, test } from 'vitest';
import { parseListQuery } from '#shared/scim/messages/parse-list-query.ts';
import { parseSearchRequest } from '#shared/scim/messages/parse-search-request.ts';
import rfc7644 from '#test/fixtures/rfc/rfc7644-3.4.3-search-request.json' with { type: 'json' };
import rfc9865 from '#test/fixtures/rfc/rfc9865-3-search-request.json' with { type: 'json' };

const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];

describe.each(['lenient', 'strict'] as const)('a SearchRequest to a %s provider', (strictness) => {
  const parse = (body: unknown) => parseSearchRequest(body, strictness);

  test('is read as RFC 7644 §3.4.3 figure 4 shows it', () => {
    expect(parse(rfc7644)).toEqual({
      attributes: ['displayName', 'userName'],
      filter: 'displayName sw "smith"',
      startIndex: 1,
      count: 10,
    });
  });

  test('is read as RFC 9865 §3 shows it', () => {
    expect(parse(rfc9865)).toMatchObject({ filter: 'displayName sw "smith"', cursor: '', startIndex: 1, count: 10 });
  });

  test('is read as the same query in a URL is', () => {
    const request = { filter: 'title pr', sortBy: 'title', sortOrder: 'descending', cursor: 'abc', count: 5 };
    const inUrl = { ...request, count: '5', excludedAttributes: 'emails,name.givenName' };

    expect(parse({ schemas, ...request, excludedAttributes: ['emails', 'name.givenName'] })).toEqual(
      parseListQuery(inUrl, strictness),
    );
  });

  test('may name its members in any case, and say null for what it leaves out', () => {
    expect(
      parse({ SCHEMAS: ['urn:x', 'URN:ietf:params:scim:api:messages:2.0:searchrequest'], StartIndex: 3, filter: null }),
    ).toEqual({ startIndex: 3, count: 100 });
    expect(parse({ schemas, attributes: [], excludedAttributes: null, cursor: null, unknown: {} })).toEqual({
      startIndex: 1,
      count: 100,
    });
  });

  test.each([
    ['a list', [], 'The body must be a JSON object: a SearchRequest.'],
    [
      'another message',
      { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] },
      `"schemas" must list ${schemas}.`,
    ],
    ['schemas of no text', { schemas: [7] }, `"schemas" must list ${schemas}.`],
    ['schemas that are no list', { schemas: schemas[0] }, `"schemas" must list ${schemas}.`],
  ])('that is %s is refused', (_, body, detail) => {
    expect(() => parse(body)).toThrow(expect.objectContaining({ status: 400, scimType: 'invalidSyntax', detail }));
  });

  test.each([
    [{ startIndex: '1' }, 'invalidValue', '"startIndex" must be an integer.'],
    [{ startIndex: 1.5 }, 'invalidValue', '"startIndex" must be an integer.'],
    [{ count: 1.5 }, 'invalidCount', '"count" must be an integer.'],
    [{ count: '1' }, 'invalidCount', '"count" must be an integer.'],
    [{ count: true }, 'invalidCount', '"count" must be an integer.'],
    [{ attributes: 'userName' }, 'invalidValue', '"attributes" must be a list of strings.'],
    [{ excludedAttributes: ['name', 7] }, 'invalidValue', '"excludedAttributes" must be a list of strings.'],
    [{ filter: {} }, 'invalidValue', '"filter" must be a string.'],
    [{ cursor: 7 }, 'invalidValue', '"cursor" must be a string.'],
    [
      { cursor: '', startIndex: 1 },
      'invalidValue',
      'Send "startIndex" or "cursor", not both: a cursor knows where it goes on.',
    ],
  ])('with %j is refused: %s', (members, scimType, detail) => {
    expect(() => parse({ schemas, ...members })).toThrow(expect.objectContaining({ status: 400, scimType, detail }));
  });
});

test('only a lenient provider’s client may leave schemas out', () => {
  expect(parseSearchRequest({ count: 7 }, 'lenient')).toEqual({ startIndex: 1, count: 7 });
  expect(() => parseSearchRequest({ count: 7 }, 'strict')).toThrow(
    expect.objectContaining({ scimType: 'invalidSyntax' }),
  );
});
