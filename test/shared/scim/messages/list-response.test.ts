import { expect, test } from 'vitest';
import { listResponse } from '#shared/scim/messages/list-response.ts';

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

test('a page of a walk has a nextCursor and no startIndex (RFC 9865 §2)', () => {
  const response = listResponse([{ id: '3' }], { itemsPerPage: 1, nextCursor: 'YkU3OF86Pz0rGv' });

  expect(JSON.parse(JSON.stringify(response))).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    itemsPerPage: 1,
    nextCursor: 'YkU3OF86Pz0rGv',
    Resources: [{ id: '3' }],
  });
});
