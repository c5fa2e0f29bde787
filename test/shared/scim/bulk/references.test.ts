import { describe, expect, test } from 'vitest';
import { partReferring, referencesIn, resolveReferences } from '#shared/scim/bulk/references.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const data = JSON.parse(
  '{"userName":"bob","x":["bulkId:a",{"value":"bulkId:b"},7,null,true],"$ref":"../Users/bulkId:a","__proto__":"bulkId:c"}',
);

describe('RFC 7644 §3.7.2 references', () => {
  test('are found wherever a string is one, in their order', () => {
    expect(referencesIn(data, new Map([['a', 1]]))).toEqual(['a', 'b', 'a', 'c']);
  });

  test('at the end of a URI count only when a POST has the bulkId', () => {
    expect(referencesIn(data, new Map())).toEqual(['a', 'b', 'c']);
  });

  test.each(['bulkid:a', 'bulkId:', ' bulkId:a', 'see bulkId:a', '', 'a'])('%j is none', (text) => {
    expect(referencesIn(text, new Map([['a', 1]]))).toEqual([]);
    expect(resolveReferences(text, new Map([['a', '7']]))).toBe(text);
  });

  test('become the ids of what was created; others stay as they are', () => {
    const resolved = resolveReferences(
      data,
      new Map([
        ['a', '7'],
        ['c', '9'],
      ]),
    );

    expect(JSON.stringify(resolved)).toBe(
      '{"userName":"bob","x":["7",{"value":"bulkId:b"},7,null,true],"$ref":"../Users/7","__proto__":"9"}',
    );
  });

  test('may hold any character', () => {
    const odd = 'a/b:"\n\\ %41';

    expect(referencesIn(`bulkId:${odd}`, new Map())).toEqual([odd]);
    expect(resolveReferences(`bulkId:${odd}`, new Map([[odd, '7']]))).toBe('7');
  });
});

test('attributes are parted at the top, and those of an extension that refers one by one', () => {
  const resource = {
    userName: 'bob',
    manager: { value: 'bulkId:other' },
    friend: { value: 'bulkId:a', display: 'Ada' },
    'no-urn:friend': { value: 'bulkId:a', display: 'Ada' },
    [enterprise]: { department: 'Tours', manager: { value: 'bulkId:a' } },
    'URN:X': { friend: 'bulkId:a', color: 'red' },
    'urn:apart': { manager: { value: 'bulkId:other' } },
    'urn:flat': 'bulkId:a',
  };

  expect(partReferring(resource, new Set(['a']))).toEqual({
    referring: {
      friend: { value: 'bulkId:a', display: 'Ada' },
      'no-urn:friend': { value: 'bulkId:a', display: 'Ada' },
      [enterprise]: { manager: { value: 'bulkId:a' } },
      'URN:X': { friend: 'bulkId:a' },
      'urn:flat': 'bulkId:a',
    },
    rest: {
      userName: 'bob',
      manager: { value: 'bulkId:other' },
      [enterprise]: { department: 'Tours' },
      'URN:X': { color: 'red' },
      'urn:apart': { manager: { value: 'bulkId:other' } },
    },
  });
});
