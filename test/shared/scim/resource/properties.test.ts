/** Projection and hostile input, whatever the schema says and whatever is sent. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { compileFilter } from '#shared/scim/filter/compile-filter.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import { parseListQuery } from '#shared/scim/messages/parse-list-query.ts';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import { projectResource } from '#shared/scim/resource/project-resource.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import type { AttributeDefinition, ResourceType } from '#shared/scim/schema/definition.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import fullUser from '#test/fixtures/rfc/rfc7643-8.2-full-user.json' with { type: 'json' };
import enterpriseUser from '#test/fixtures/rfc/rfc7643-8.3-enterprise-user.json' with { type: 'json' };
import { bodies, patchOps } from '#test/shared/scim/patch/arbitraries.ts';
import { holds, propertyTimeout } from '#test/shared/scim/property.ts';

vi.setConfig({ testTimeout: propertyTimeout });

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const users: readonly ScimObject[] = [fullUser, enterpriseUser].map((user) => JSON.parse(JSON.stringify(user)));

/** `emails`, `emails.value`, …, each extension attribute with its URN. */
function pathsOf(attributes: readonly AttributeDefinition[], prefix: string): readonly string[] {
  return attributes.flatMap(({ name, subAttributes = [] }) => [
    prefix + name,
    ...subAttributes.map((each) => `${prefix}${name}.${each.name}`),
  ]);
}

const paths = [
  ...pathsOf(userResourceType.schema.attributes, ''),
  ...userResourceType.schemaExtensions.flatMap(({ schema }) => pathsOf(schema.attributes, `${schema.id}:`)),
];

/** The attributes by which a secret is marked in the schema. */
const hidden = fc.constantFrom<Partial<AttributeDefinition>[]>({ returned: 'never' }, { mutability: 'writeOnly' });

function withHidden(names: readonly string[], how: Partial<AttributeDefinition>): ResourceType {
  const mark = (attributes: readonly AttributeDefinition[], prefix: string): readonly AttributeDefinition[] =>
    attributes.map((each) => ({
      ...each,
      ...(names.includes(prefix + each.name) ? how : {}),
      ...(each.subAttributes && {
        subAttributes: each.subAttributes.map((inner) => ({
          ...inner,
          ...(names.includes(`${prefix}${each.name}.${inner.name}`) ? how : {}),
        })),
      }),
    }));
  return {
    ...userResourceType,
    schema: { ...userResourceType.schema, attributes: mark(userResourceType.schema.attributes, '') },
    schemaExtensions: userResourceType.schemaExtensions.map(({ schema, required }) => ({
      schema: { ...schema, attributes: mark(schema.attributes, `${schema.id}:`) },
      required,
    })),
  };
}

/** What a response has, as paths. */
function shown(value: object, prefix = ''): readonly string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const path = prefix + name;
    const inside = name === enterprise ? `${name}:` : `${path}.`;
    const members: readonly unknown[] = Array.isArray(member) ? member : [member];
    return [path, ...members.flatMap((each) => (typeof each === 'object' && each !== null ? shown(each, inside) : []))];
  });
}

describe('RFC 7643 §7: what is never returned, or only written', () => {
  test('is in no projection', () => {
    const name = fc.constantFrom(
      ...paths,
      ...paths.map((path) => path.toUpperCase()),
      enterprise,
      'id',
      'meta',
      'schemas',
    );
    const names = fc.array(name, { maxLength: 4 });
    holds(
      fc.property(
        fc.subarray(paths, { minLength: 1, maxLength: 6 }),
        hidden,
        fc.constantFrom(...users),
        names,
        names,
        (secrets, how, user, attributes, excludedAttributes) => {
          const projected = projectResource(user, withHidden(secrets, how), { attributes, excludedAttributes });

          expect(shown(projected).filter((path) => secrets.includes(path))).toEqual([]);
        },
      ),
    );
  });
});

/** Any error but what the client did wrong is ours. */
function refusedOrDone(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    expect(error.status).toBe(400);
    expect(error.detail.isWellFormed()).toBe(true);
    expect(error.detail.length).toBeLessThan(1000);
  }
}

describe('whatever is sent', () => {
  const strictness = fc.constantFrom<Strictness>('lenient', 'strict');
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.json());
  const hostile = fc
    .json({ maxDepth: 6 })
    .map((json) => JSON.parse(json.replaceAll('""', '"__proto__"').replaceAll('" "', '"constructor"')));

  test('a body is a resource or a 400', () => {
    holds(
      fc.property(fc.oneof(hostile, bodies), strictness, (body, each) =>
        refusedOrDone(() => parseResource(body, userResourceType, each)),
      ),
    );
  });

  test('a PATCH is applied or a 400', () => {
    holds(
      fc.property(fc.oneof(hostile, patchOps), fc.constantFrom(...users), strictness, (body, user, each) =>
        refusedOrDone(() => applyPatch(user, parsePatchOp(body, each), userResourceType, each)),
      ),
    );
  });

  test('a filter is answered or a 400', () => {
    holds(
      fc.property(anyText, fc.constantFrom(...users), strictness, (filter, user, each) =>
        refusedOrDone(() => compileFilter(parseFilter(filter, each), userResourceType, { strictness: each })(user)),
      ),
    );
  });

  test('query parameters are read or a 400, and names in them show nothing that is not there', () => {
    holds(
      fc.property(
        fc.dictionary(
          fc.constantFrom('filter', 'attributes', 'excludedAttributes', 'startIndex', 'count', '__proto__'),
          anyText,
        ),
        fc.constantFrom(...users),
        (query, user) =>
          refusedOrDone(() => {
            const { attributes = [], excludedAttributes = [] } = parseListQuery(query);
            const projected = projectResource(user, userResourceType, { attributes, excludedAttributes });
            expect(shown(user)).toEqual(expect.arrayContaining([...shown(projected)]));
          }),
      ),
    );
  });

  test('no prototype is ever reached', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Object.keys(Array.prototype)).toEqual([]);
  });
});
