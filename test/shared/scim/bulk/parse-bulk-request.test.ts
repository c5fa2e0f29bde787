import { describe, expect, test } from 'vitest';
import { parseBulkRequest } from '#shared/scim/bulk/parse-bulk-request.ts';
import { ScimError } from '#shared/scim/error.ts';

const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];
const post = { method: 'POST', path: '/Users', bulkId: 'a', data: { userName: 'ada' } };

const parse = (...Operations: unknown[]) => parseBulkRequest({ schemas, Operations }).operations;

describe('RFC 7644 §3.7 the request', () => {
  test('has operations with method, path, bulkId, version and data', () => {
    expect(
      parseBulkRequest({
        schemas,
        failOnErrors: 2,
        Operations: [post, { method: 'PUT', path: '/Users/7', version: 'W/"1"', data: {} }],
      }),
    ).toStrictEqual({
      failOnErrors: 2,
      operations: [
        { method: 'POST', segments: ['Users'], bulkId: 'a', data: { userName: 'ada' } },
        { method: 'PUT', segments: ['Users', '7'], version: 'W/"1"', data: {} },
      ],
    });
  });

  test('is read whatever the case of its names and of the URN', () => {
    const request = {
      SCHEMAS: ['urn:x', schemas[0]?.toUpperCase()],
      FAILonERRORS: null,
      operations: [{ METHOD: 'DELETE', Path: 'Users/a%20b/', BULKID: 'x', DATA: 'ignored' }],
    };

    expect(parseBulkRequest(request)).toStrictEqual({
      failOnErrors: Number.POSITIVE_INFINITY,
      operations: [{ method: 'DELETE', segments: ['Users', 'a b'], bulkId: 'x' }],
    });
  });

  test.each([
    [[], 'The body must be a JSON object with "Operations".'],
    [{ Operations: [post] }, '"schemas" must list urn:ietf:params:scim:api:messages:2.0:BulkRequest.'],
    [
      { schemas: [7, 'urn:x'], Operations: [post] },
      '"schemas" must list urn:ietf:params:scim:api:messages:2.0:BulkRequest.',
    ],
    [{ schemas }, '"Operations" must be an array of at least one operation.'],
    [{ schemas, Operations: [] }, '"Operations" must be an array of at least one operation.'],
  ])('%j is 400 invalidSyntax', (body, detail) => {
    expect(() => parseBulkRequest(body)).toThrow(ScimError.invalidSyntax(detail));
  });

  test.each([0, -1, 1.5, '1', true])('failOnErrors %j is 400', (failOnErrors) => {
    expect(() => parseBulkRequest({ schemas, failOnErrors, Operations: [post] })).toThrow(
      ScimError.invalidValue('"failOnErrors" must be an integer of at least 1; leave it out to have no limit.'),
    );
  });

  test('of 50 operations is taken, of one more is 413, which names the limit', () => {
    const operations = (count: number) => Array.from({ length: count }, () => ({ method: 'DELETE', path: '/Users/7' }));

    expect(parse(...operations(50))).toHaveLength(50);
    expect(() => parse(...operations(51))).toThrow(
      ScimError.payloadTooLarge('The 51 operations exceed maxOperations (50): send them in several requests.'),
    );
  });
});

describe('an operation that cannot be carried out', () => {
  test.each([
    [null, 'The operation needs a "method": POST, PUT, PATCH, DELETE.'],
    [{ ...post, method: 'GET' }, 'The operation needs a "method": POST, PUT, PATCH, DELETE.'],
    [{ ...post, method: 'post' }, 'The operation needs a "method": POST, PUT, PATCH, DELETE.'],
    [{ ...post, path: undefined }, 'The operation needs a "path" under the SCIM base URL, without a query.'],
    [
      { ...post, path: '/Users?attributes=id' },
      'The operation needs a "path" under the SCIM base URL, without a query.',
    ],
    [{ ...post, path: '/Users#1' }, 'The operation needs a "path" under the SCIM base URL, without a query.'],
    [{ ...post, version: 1 }, 'The "version" of an operation is text, as in "meta".'],
    [{ ...post, data: undefined }, 'The operation needs "data": the body that the request alone would have.'],
    [{ ...post, bulkId: undefined }, 'A POST needs a "bulkId": any text that no other POST of the request has.'],
    [{ ...post, bulkId: '' }, 'A POST needs a "bulkId": any text that no other POST of the request has.'],
  ])('%j says why', (operation, detail) => {
    expect(parse(operation)).toMatchObject([{ flaw: ScimError.invalidSyntax(detail) }]);
  });

  test('keeps what identifies it', () => {
    expect(parse({ ...post, method: 'PUT', data: undefined })).toMatchObject([
      { method: 'PUT', segments: ['Users'], bulkId: 'a' },
    ]);
    expect(parse({ ...post, method: 'GET' })).toMatchObject([{ segments: ['Users'], bulkId: 'a' }]);
  });

  test('is a second POST with the bulkId of an earlier one; other methods may have any', () => {
    const remove = { method: 'DELETE', path: '/Users/7', bulkId: 'a' };

    expect(parse(remove, post, remove, post).map(({ flaw }) => flaw)).toEqual([
      undefined,
      undefined,
      undefined,
      ScimError.invalidValue('An earlier POST of the request has the bulkId "a".'),
    ]);
  });

  test('leaves the others alone, and a version of null is none', () => {
    expect(parse({}, { ...post, version: null }).map(({ flaw }) => flaw !== undefined)).toEqual([true, false]);
  });
});
