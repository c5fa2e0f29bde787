import { describe, expect, test } from 'vitest';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import enterpriseUser from '#test/fixtures/rfc/rfc7643-8.3-enterprise-user.json' with { type: 'json' };
import createUser from '#test/fixtures/rfc/rfc7644-3.3-create-user.json' with { type: 'json' };
import replaceUser from '#test/fixtures/rfc/rfc7644-3.5.1-replace-user.json' with { type: 'json' };

describe.each(['lenient', 'strict'] as const)('the examples of RFC 7643 and RFC 7644, %s', (strictness) => {
  test('§3.3 a POST', () => {
    const { schemas, ...attributes } = createUser;

    expect(parseResource(createUser, userResourceType, strictness)).toEqual({ resource: attributes, ignored: [] });
  });

  test('§3.5.1 a PUT, in which the client has cleared the roles', () => {
    const { schemas, id, roles, ...attributes } = replaceUser;

    expect(parseResource(replaceUser, userResourceType, strictness)).toEqual({
      resource: attributes,
      ignored: ['roles'],
    });
  });

  test('RFC 7643 §8.3 the enterprise User, with all of its attributes but those that are not supported', () => {
    const { schemas, id, meta, password, groups, ...attributes } = enterpriseUser;
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const { displayName, ...manager } = attributes[enterprise].manager;

    expect(parseResource(enterpriseUser, userResourceType, strictness)).toEqual({
      resource: { ...attributes, [enterprise]: { ...attributes[enterprise], manager } },
      ignored: ['password', 'groups'],
    });
  });
});
