import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { errorResponse, ScimError } from '#shared/scim/error.ts';
import { listResponse } from '#shared/scim/messages/list-response.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import { projectResource } from '#shared/scim/resource/project-resource.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { withSchemas } from '#shared/scim/resource/with-schemas.ts';
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

function fixture(name: string) {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/rfc/${name}.json`, import.meta.url), 'utf8'));
}

/** What of an example a service provider keeps: no readOnly and no unsupported attributes, a reference as it came. */
function kept({ schemas, id, meta, password, groups, roles, ...attributes }: Record<string, unknown>) {
  return attributes;
}

describe.each(['lenient', 'strict'] as const)(
  'every other User of the RFCs, sent back as it is shown, %s',
  (strictness) => {
    test.each([
      'rfc7643-8.1-minimal-user',
      'rfc7643-8.2-full-user',
      'rfc7644-3.3-created-user',
      'rfc7644-3.4.1-known-user',
      'rfc7644-3.5.1-replaced-user',
      'rfc7644-3.14-create-user',
      'rfc7644-3.14-created-user',
    ])('%s', (name) => {
      const body = fixture(name);

      expect(parseResource(body, userResourceType, strictness).resource).toEqual(kept(body));
    });
  },
);

test('RFC 7644 §3.9: attributes=userName of the user that §3.4.1 shows', () => {
  const user: ScimObject = fixture('rfc7644-3.4.1-known-user');
  const projected = projectResource(user, userResourceType, { attributes: ['userName'] });

  expect(withSchemas(projected, userResourceType)).toEqual({
    ...fixture('rfc7644-3.9-projected-user'),
    userName: user.userName,
  });
});

test('RFC 7644 §3.4.2: the list response', () => {
  const { startIndex, itemsPerPage, ...expected } = {
    ...fixture('rfc7644-3.4.2-list-response'),
    startIndex: 1,
    itemsPerPage: 2,
  };

  expect(listResponse(expected.Resources, { totalResults: 2, startIndex, itemsPerPage })).toMatchObject(expected);
});

test.each([
  ['rfc7644-3.12-error-not-found', ScimError.notFound],
  ['rfc7644-3.12-error-mutability', ScimError.mutability],
] as const)('RFC 7644 §3.12: %s', (name, error) => {
  const expected = fixture(name);

  expect(errorResponse(error(expected.detail))).toEqual(expected);
});

test('RFC 7644 §7.5.2: the error of a filter in the URI, with the 403 of the text instead of the 404 of the example', () => {
  const expected = fixture('rfc7644-7.5.2-error-sensitive');

  expect(errorResponse(ScimError.sensitive(expected.detail))).toEqual({ ...expected, status: '403' });
});
