/** Attribute notation, RFC 7644 §3.10. */
import { describe, expect, test } from 'vitest';
import { formatAttributePath, parseAttributePath, splitUrn } from '#shared/scim/path/attribute-path.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('parseAttributePath and formatAttributePath', () => {
  test.each([
    'userName',
    'name.familyName',
    `${enterprise}:department`,
    `${enterprise}:manager.$ref`,
    'urn:example:x:attribute',
    'http://schemas.example.com/2006/11/Thing:attribute.sub',
  ])('%s stays as it is', (text) => {
    const path = parseAttributePath(text);

    expect(path && formatAttributePath(path)).toBe(text);
  });

  test.each(['', '.', 'a.', '.a', 'a.b.c', '1a', 'a b', ' a', 'a[b]', '_a', '-a', ':a', 'urn:x:', enterprise, 'naïve'])(
    '%j is no attribute path',
    (text) => {
      expect(parseAttributePath(text)).toBeUndefined();
    },
  );
});

describe('splitUrn', () => {
  test.each([
    ['userName', { rest: 'userName' }],
    [enterprise, { urn: enterprise, rest: '' }],
    [`${enterprise.toUpperCase()}:x.y`, { urn: enterprise, rest: 'x.y' }],
    [`${enterprise}.x`, { urn: enterprise, rest: 'x' }],
    ['urn:example:2.0:x.y', { urn: 'urn:example:2.0', rest: 'x.y' }],
    ['urn:example:', { rest: 'urn:example:' }],
    [':x', { rest: ':x' }],
    [':', { rest: ':' }],
  ])('%s', (text, expected) => {
    expect(splitUrn(text)).toStrictEqual(expected);
  });
});
