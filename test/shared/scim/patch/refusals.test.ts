/** What a refused PATCH says: the whole error, with its keyword. */
import { describe, expect, test } from 'vitest';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const user = { userName: 'jane', emails: [{ value: 'jane@example.com', type: 'work' }] };

function patch(operation: object, strictness: Strictness) {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
  return applyPatch(user, parsePatchOp({ schemas, Operations: [operation] }, strictness), userResourceType, strictness);
}

const refusedAnyway: readonly (readonly [object, string, string])[] = [
  [{ op: 'remove' }, 'noTarget', 'Operation 1 removes, and needs a "path" that says what.'],
  [{ op: 'add', path: 'title' }, 'invalidValue', 'Operation 1 needs a "value".'],
  [{ op: 'add' }, 'invalidValue', 'Operation 1 needs a "value".'],
  [{ op: 'replace' }, 'invalidValue', 'Operation 1 needs a "value".'],
  [{ op: 'add', path: 7, value: 'x' }, 'invalidPath', 'The "path" of operation 1 must be a string.'],
  [
    { op: 'remove', path: 'urn:ietf:params:scim:schemas:core:2.0:User' },
    'noTarget',
    'The path of a remove operation must name an attribute.',
  ],
  [{ op: 'add', value: 'x' }, 'invalidValue', 'Without a path, "value" must be an object of attributes.'],
  [{ op: 'replace', path: 'id', value: 'x' }, 'mutability', '"id" is readOnly.'],
  [{ op: 'remove', path: 'schemas' }, 'mutability', '"schemas" is readOnly.'],
  [{ op: 'replace', path: 'meta.version', value: 'x' }, 'mutability', '"meta" is readOnly.'],
  [
    { op: 'replace', path: `${enterprise}:manager.displayName`, value: 'x' },
    'mutability',
    `"${enterprise}:manager.displayName" is readOnly.`,
  ],
  [{ op: 'remove', path: 'userName' }, 'mutability', '"userName" is required and cannot be removed.'],
  [
    { op: 'replace', path: 'title[value eq "x"]', value: 'x' },
    'invalidPath',
    '"title" has one value: its path takes no filter.',
  ],
  [
    { op: 'replace', path: 'emails[value co "x" and type ne "work"].value', value: 'x' },
    'noTarget',
    'No value of "emails" matches the filter of the path.',
  ],
];

const refusedStrictly: readonly (readonly [object, string, string])[] = [
  [{ op: 'add', path: 'favouriteColour', value: 'x' }, 'invalidPath', 'There is no attribute "favouriteColour".'],
  [{ op: 'add', path: 'name.nickName', value: 'x' }, 'invalidPath', 'There is no attribute "name.nickName".'],
  [{ op: 'add', path: 'urn:a:b:c', value: 'x' }, 'invalidPath', 'There is no attribute "urn:a:b:c".'],
  [{ op: 'add', path: 'urn:a:b:c.d', value: 'x' }, 'invalidPath', 'There is no attribute "urn:a:b:c.d".'],
  [{ op: 'replace', path: 'title' }, 'invalidValue', 'Operation 1 needs a "value".'],
  [{ op: 'add', value: { id: 'x' } }, 'mutability', '"id" is readOnly.'],
  [{ op: 'add', value: { x: 1 } }, 'invalidSyntax', 'No schema of this resource type has an attribute "x".'],
  [
    { op: 'remove', path: 'emails', value: [{ value: 'jane@example.com' }] },
    'invalidValue',
    'Removing a part of "emails" takes a path that names it, and no "value".',
  ],
  [
    { op: 'replace', path: 'emails[type eq "home"].value', value: 'x' },
    'noTarget',
    'No value of "emails" matches the filter of the path.',
  ],
];

describe('RFC 7644 §3.5.2 what is refused', () => {
  test.each(refusedAnyway)('%j: %s, %s', (operation, scimType, detail) => {
    for (const strictness of ['lenient', 'strict'] as const) {
      expect(() => patch(operation, strictness)).toThrow(expect.objectContaining({ status: 400, scimType, detail }));
    }
  });

  test.each(refusedStrictly)('%j by a strict provider: %s, %s', (operation, scimType, detail) => {
    expect(() => patch(operation, 'strict')).toThrow(expect.objectContaining({ status: 400, scimType, detail }));
    expect(() => patch(operation, 'lenient')).not.toThrow();
  });

  test('the position is that of the operation', () => {
    const Operations = [
      { op: 'add', path: 'title', value: 'x' },
      { op: 'add', path: 'title' },
    ];

    expect(() => parsePatchOp({ Operations }, 'lenient')).toThrow('Operation 2 needs a "value".');
  });
});

test('removing values, or parts, of what is not there succeeds', () => {
  const jane = { userName: 'jane' };
  for (const [path, value] of [
    ['phoneNumbers', [{ value: 'x' }]],
    ['name', { givenName: 'Jane' }],
  ]) {
    const operations = parsePatchOp({ Operations: [{ op: 'remove', path, value }] }, 'lenient');

    expect(applyPatch(jane, operations, userResourceType, 'lenient')).toEqual({ resource: jane, ignored: [] });
  }
});

test.each([
  { op: 'replace', path: 'emails[type eq "home"].value', value: '' },
  { op: 'replace', path: 'emails[type eq "home"].value', value: null },
  { op: 'add', path: 'emails[type eq "home"]', value: { type: 'home' } },
  { op: 'add', path: 'emails[type eq "home"]', value: { primary: true } },
  { op: 'remove', path: 'emails[type eq "home"]' },
  { op: 'remove', path: 'emails[type eq "home"].value' },
])('%j says nothing of the values that are there', (operation) => {
  expect(patch(operation, 'lenient')).toEqual({ resource: user, ignored: [] });
});

describe('what is noted as ignored', () => {
  test.each([
    [{ op: 'add', path: 'favouriteColour', value: 'green' }, ['favouriteColour']],
    [{ op: 'add', path: 'urn:a:b:c.d', value: 'x' }, ['urn:a:b:c.d']],
    [{ op: 'remove', path: 'PASSWORD' }, ['password']],
    [{ op: 'add', path: 'roles[value eq "x"].type', value: 'x' }, ['roles']],
    [{ op: 'add', path: 'schemas', value: ['x'] }, []],
    [{ op: 'add', value: { schemas: ['x'], groups: [], 'urn:a:b:c': 1 } }, ['groups', 'urn:a:b:c']],
  ])('%j: %j', (operation, ignored) => {
    expect(patch(operation, 'lenient')).toEqual({ resource: user, ignored });
  });
});
