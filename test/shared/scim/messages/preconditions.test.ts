import { describe, expect, test } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { isNotModified, requirePreconditions } from '#shared/scim/messages/preconditions.ts';

const user = { name: 'User 7', entityTag: 'W/"3"' };
const collection = { name: '/Users' };

describe('RFC 9110 §13.1.1 If-Match', () => {
  test.each(['W/"3"', '"3"', 'w/"3"', ' W/"3" ', 'W/"1", "3"', '"1",,"3",', '"a,b","3"', '*', ' * '])(
    '%j names version 3',
    (ifMatch) => {
      expect(() => requirePreconditions({ ifMatch }, user)).not.toThrow();
      expect(isNotModified({ ifMatch }, user)).toBe(false);
    },
  );

  test.each([
    'W/"2"',
    '"33"',
    '',
    ' ',
    '3',
    'W/3',
    '"3',
    '3"',
    'W/"3" W/"4"',
    '"1", *',
    '"1" "3"',
    '"2,"3"',
    "'3'",
    '**',
  ])('%j does not: 412, which says how to go on', (ifMatch) => {
    const refusal = ScimError.preconditionFailed(
      `User 7 is at version W/"3", not ${ifMatch}: get it again, then repeat the request.`,
    );

    expect(() => requirePreconditions({ ifMatch }, user)).toThrow(refusal);
    expect(() => isNotModified({ ifMatch }, user)).toThrow(refusal);
  });

  test('of a collection holds only as *, for it has no version', () => {
    expect(() => requirePreconditions({ ifMatch: '*' }, collection)).not.toThrow();
    expect(() => requirePreconditions({ ifMatch: 'W/"1"' }, collection)).toThrow(
      ScimError.preconditionFailed('/Users is there and has no version, not W/"1": leave If-Match out.'),
    );
  });

  test('is read before If-None-Match (§13.2.2)', () => {
    expect(() => isNotModified({ ifMatch: '"1"', ifNoneMatch: '"3"' }, user)).toThrow(ScimError);
    expect(isNotModified({ ifMatch: '"3"', ifNoneMatch: '"3"' }, user)).toBe(true);
  });
});

describe('RFC 9110 §13.1.2 If-None-Match', () => {
  test.each(['W/"3"', '"3"', '*', 'W/"1", "3"'])('%j names version 3: no change, and 304 for a read', (ifNoneMatch) => {
    expect(() => requirePreconditions({ ifNoneMatch }, user)).toThrow(
      ScimError.preconditionFailed(`User 7 is at version W/"3": If-None-Match ${ifNoneMatch} does not hold.`),
    );
    expect(isNotModified({ ifNoneMatch }, user)).toBe(true);
  });

  test.each(['W/"2"', '"33", W/"4"', ''])('%j names another one: the request is carried out', (ifNoneMatch) => {
    expect(() => requirePreconditions({ ifNoneMatch }, user)).not.toThrow();
    expect(isNotModified({ ifNoneMatch }, user)).toBe(false);
  });

  test.each(['3', '"2', '"1", *'])('%j is no condition: nothing is changed, and a read is answered', (ifNoneMatch) => {
    expect(() => requirePreconditions({ ifNoneMatch }, user)).toThrow(ScimError);
    expect(isNotModified({ ifNoneMatch }, user)).toBe(false);
  });

  test('as * rules out a change of a collection, which is there; no tag does', () => {
    expect(() => requirePreconditions({ ifNoneMatch: '*' }, collection)).toThrow(
      ScimError.preconditionFailed('/Users is there and has no version: If-None-Match * does not hold.'),
    );
    expect(() => requirePreconditions({ ifNoneMatch: '"1"' }, collection)).not.toThrow();
  });
});

test('without conditions every request is carried out', () => {
  expect(() => requirePreconditions({}, user)).not.toThrow();
  expect(isNotModified({}, user)).toBe(false);
});
