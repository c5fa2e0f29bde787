import { expect, test } from 'vitest';
import { listResponse } from '#shared/scim/messages/list-response.ts';
import rfc9865 from '#test/fixtures/rfc/rfc9865-2-list-response.json' with { type: 'json' };

test('an empty ListResponse has an empty list of Resources (RFC 7644 §3.4.2)', () => {
  expect(listResponse([], { totalResults: 0, startIndex: 1, itemsPerPage: 0 })).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 0,
    startIndex: 1,
    itemsPerPage: 0,
    Resources: [],
  });
});

test('a ListResponse carries its page as it is', () => {
  const page = { totalResults: 5, startIndex: 3, itemsPerPage: 1, cursor: 'not part of it' };

  expect(listResponse([{ id: '3' }], page)).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 5,
    startIndex: 3,
    itemsPerPage: 1,
    Resources: [{ id: '3' }],
  });
});

test('a page of a walk has a nextCursor and no startIndex, as the example of RFC 9865 §2', () => {
  const response = listResponse([], { totalResults: 100, itemsPerPage: 10, nextCursor: 'VZUTiyhEQJ94IR' });

  expect(JSON.parse(JSON.stringify(response))).toEqual(rfc9865);
});

test('a page of a walk may come without a total, and the last one without a nextCursor', () => {
  expect(JSON.parse(JSON.stringify(listResponse([], { itemsPerPage: 0 })))).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    itemsPerPage: 0,
    Resources: [],
  });
});
