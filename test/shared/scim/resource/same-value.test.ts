import { expect, test } from 'vitest';
import { sameValue } from '#shared/scim/resource/same-value.ts';

test.each([
  ['a', 'a'],
  [undefined, undefined],
  [[], []],
  [
    { givenName: 'Jane', familyName: 'Doe' },
    { familyName: 'Doe', givenName: 'Jane' },
  ],
  [{ title: undefined }, {}],
  [[{ value: 'a', primary: true }], [{ primary: true, value: 'a' }]],
])('%j and %j are the same', (a, b) => {
  expect(sameValue(a, b)).toBe(true);
  expect(sameValue(b, a)).toBe(true);
});

test.each([
  ['a', 'A'],
  ['1', 1],
  [undefined, {}],
  [[], {}],
  [[], undefined],
  [['a'], 'a'],
  [
    ['a', 'b'],
    ['b', 'a'],
  ],
  [['a'], ['a', 'a']],
  [{ title: 'a' }, {}],
  [{ name: { givenName: 'Jane' } }, { name: { givenName: 'John' } }],
])('%j and %j differ', (a, b) => {
  expect(sameValue(a, b)).toBe(false);
  expect(sameValue(b, a)).toBe(false);
});
