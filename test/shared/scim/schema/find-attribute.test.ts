/** findAttribute: the names that RFC 7644 §3.10 allows, and none other. */
import { describe, expect, test } from 'vitest';
import { attributeNamed, findAttribute } from '#shared/scim/schema/find-attribute.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

function found(path: Parameters<typeof findAttribute>[1]): unknown {
  const { attribute, subAttribute, ...rest } = findAttribute(userResourceType, path) ?? {};
  return { ...rest, attribute: attribute?.name, subAttribute: subAttribute?.name };
}

describe('findAttribute', () => {
  test.each([
    [{ name: 'userName' }, { attribute: 'userName' }],
    [{ name: 'USERNAME' }, { attribute: 'userName' }],
    [{ urn: core, name: 'username' }, { attribute: 'userName' }],
    [{ urn: core.toUpperCase(), name: 'userName' }, { attribute: 'userName' }],
    [
      { name: 'Name', subAttribute: 'FAMILYNAME' },
      { attribute: 'name', subAttribute: 'familyName' },
    ],
    [
      { urn: enterprise, name: 'Department' },
      { schemaId: enterprise, attribute: 'department' },
    ],
    [
      { urn: enterprise.toLowerCase(), name: 'department' },
      { schemaId: enterprise, attribute: 'department' },
    ],
    [
      { urn: enterprise, name: 'manager', subAttribute: '$REF' },
      { schemaId: enterprise, attribute: 'manager', subAttribute: '$ref' },
    ],
    [{ name: 'id' }, { attribute: 'id' }],
    [{ name: 'externalid' }, { attribute: 'externalId' }],
    [{ name: 'schemas' }, { attribute: 'schemas' }],
    [
      { name: 'meta', subAttribute: 'lastmodified' },
      { attribute: 'meta', subAttribute: 'lastModified' },
    ],
    [{ urn: core, name: 'meta' }, { attribute: 'meta' }],
  ])('finds %o', (path, expected) => {
    expect(found(path)).toStrictEqual({ subAttribute: undefined, ...expected });
  });

  test.each([
    { name: 'nope' },
    { name: 'department' },
    { urn: enterprise, name: 'userName' },
    { urn: enterprise, name: 'id' },
    { urn: 'urn:example:other', name: 'userName' },
    { name: 'name', subAttribute: 'nope' },
    { name: 'userName', subAttribute: 'value' },
    { name: 'password' },
    { name: 'roles' },
    { name: 'groups' },
    { name: '__proto__' },
    { name: 'constructor' },
    { name: 'toString' },
    { name: 'name', subAttribute: 'constructor' },
    { urn: '__proto__', name: 'userName' },
  ])('does not find %o', (path) => {
    expect(findAttribute(userResourceType, path)).toBeUndefined();
  });
});

describe('attributeNamed', () => {
  test('finds a sub-attribute in any case', () => {
    const { attribute } = findAttribute(userResourceType, { name: 'emails' }) ?? {};

    expect(attributeNamed(attribute?.subAttributes ?? [], 'PRIMARY')?.name).toBe('primary');
  });
});
