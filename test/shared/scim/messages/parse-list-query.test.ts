import { describe, expect, test } from 'vitest';
import { parseListQuery, parseProjectionQuery } from '#shared/scim/messages/parse-list-query.ts';

describe('RFC 7644 §3.4.2.4 pagination', () => {
  test('without parameters it is the first page of 100', () => {
    expect(parseListQuery({})).toStrictEqual({ startIndex: 1, count: 100 });
  });

  test.each([
    [{ startIndex: '0' }, { startIndex: 1, count: 100 }],
    [{ startIndex: '-5' }, { startIndex: 1, count: 100 }],
    [
      { startIndex: '101', count: '50' },
      { startIndex: 101, count: 50 },
    ],
    [{ count: '0' }, { startIndex: 1, count: 0 }],
    [{ count: '-1' }, { startIndex: 1, count: 0 }],
    [{ count: '1000' }, { startIndex: 1, count: 200 }],
    [
      { count: ' 20 ', startIndex: '' },
      { startIndex: 1, count: 20 },
    ],
    [
      { STARTINDEX: '2', Count: '+3' },
      { startIndex: 2, count: 3 },
    ],
    [{ startIndex: '9'.repeat(400) }, { startIndex: Number.MAX_SAFE_INTEGER, count: 100 }],
    [
      { startIndex: undefined, count: undefined },
      { startIndex: 1, count: 100 },
    ],
  ])('%j is read as %j', (query, expected) => {
    expect(parseListQuery(query)).toEqual(expected);
  });

  test.each([
    [{ startIndex: 'one' }, 'invalidValue', '"startIndex" must be an integer.'],
    [{ count: '1.5' }, 'invalidCount', '"count" must be an integer.'],
    [{ count: '1e3' }, 'invalidCount', '"count" must be an integer.'],
    [{ count: '0x10' }, 'invalidCount', '"count" must be an integer.'],
  ])('%j is refused: %s', (query, scimType, detail) => {
    expect(() => parseListQuery(query)).toThrow(expect.objectContaining({ scimType, detail }));
  });
});

describe('RFC 7644 §3.4.2 and §3.9 filter and projection', () => {
  test('they come out beside the page', () => {
    expect(parseListQuery({ filter: 'username Eq "jane"', attributes: ' userName, ,emails.value,' })).toEqual({
      filter: 'username Eq "jane"',
      startIndex: 1,
      count: 100,
      attributes: ['userName', 'emails.value'],
    });
  });

  test('empty ones are as if they were not there', () => {
    expect(parseListQuery({ filter: ' ', attributes: ',', excludedAttributes: '' })).toEqual({
      startIndex: 1,
      count: 100,
    });
  });

  test('one name is a list of one', () => {
    expect(parseProjectionQuery({ attributes: 'userName' }, 'strict')).toEqual({ attributes: ['userName'] });
  });

  test('parameters may be spelled in any case', () => {
    expect(parseProjectionQuery({ excludedattributes: 'emails' }, 'strict')).toEqual({
      excludedAttributes: ['emails'],
    });
  });

  test('attributes and excludedAttributes exclude each other', () => {
    expect(() => parseProjectionQuery({ attributes: 'userName', excludedAttributes: 'emails' }, 'lenient')).toThrow(
      expect.objectContaining({
        scimType: 'invalidValue',
        detail: 'Send "attributes" or "excludedAttributes", not both.',
      }),
    );
  });

  test('other parameters are none of its business', () => {
    expect(parseListQuery(JSON.parse('{"__proto__":"x","constructor":"x","aadOptscim062020":""}'))).toEqual({
      startIndex: 1,
      count: 100,
    });
  });
});

describe('RFC 7644 §3.4.2.3 sorting', () => {
  test.each([
    [{ sortBy: 'title' }, { by: 'title', order: 'ascending' }],
    [
      { sortBy: 'name.familyName', sortOrder: 'Descending ' },
      { by: 'name.familyName', order: 'descending' },
    ],
    [{ sortOrder: 'descending' }, undefined],
    [{ sortBy: '', sortOrder: '' }, undefined],
  ])('%j', (query, sort) => {
    expect(parseListQuery(query).sort).toEqual(sort);
  });

  test('there are two orders', () => {
    expect(() => parseListQuery({ sortBy: 'title', sortOrder: 'desc' })).toThrow(
      expect.objectContaining({ scimType: 'invalidValue', detail: '"sortOrder" must be ascending or descending.' }),
    );
  });
});

describe('RFC 9865 §2 cursor', () => {
  test('an empty one begins a walk', () => {
    expect(parseListQuery({ cursor: ' ', startIndex: '' })).toEqual({ startIndex: 1, count: 100, cursor: '' });
    expect(parseListQuery({ cursor: '' }, 'strict').cursor).toBe('');
  });

  test('it does not go with an index', () => {
    expect(() => parseListQuery({ cursor: '', startIndex: '1' })).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue', detail: expect.stringContaining('not both') }),
    );
  });
});

test.each([
  ['filter', 'invalidFilter'],
  ['attributes', 'invalidValue'],
  ['excludedAttributes', 'invalidValue'],
  ['sortBy', 'invalidValue'],
  ['startIndex', 'invalidValue'],
])('a strict provider refuses an empty %s, a lenient one passes over it', (name, scimType) => {
  expect(parseListQuery({ [name]: ' ' })).toEqual({ startIndex: 1, count: 100 });
  expect(() => parseListQuery({ [name]: ' ' }, 'strict')).toThrow(
    expect.objectContaining({ scimType, detail: `"${name}" is empty: give it a value or leave it out.` }),
  );
});
