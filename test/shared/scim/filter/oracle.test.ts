/** Random filters on random users: compileFilter answers as the oracle does. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { compileFilter } from '#shared/scim/filter/compile-filter.ts';
import { formatFilter } from '#shared/scim/filter/format-filter.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import { type CompValue, compareOps, type Filter } from '#shared/scim/filter/types.ts';
import type { AttributePath } from '#shared/scim/path/attribute-path.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { holds, propertyTimeout } from '../property.ts';
import { oracle, Refused } from './oracle.ts';

vi.setConfig({ testTimeout: propertyTimeout });

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const plain = { noNullPrototype: true };

const text = fc.constantFrom('a', 'A', 'ab', 'b', 'aB', 'work', 'Work', 'home', 'AAAA', '');
const instant = fc.constantFrom(
  '2026-11-23T18:00:00.000Z',
  '2026-11-23T18:00:00.001Z',
  '2026-11-23T19:00:00.000+01:00',
);

const value: fc.Arbitrary<CompValue> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: instant },
  fc.boolean(),
  fc.constantFrom('True', 'FALSE', null, 5),
);

const path: fc.Arbitrary<AttributePath> = fc.constantFrom<AttributePath[]>(
  ...[
    'userName',
    'USERNAME',
    'id',
    'externalId',
    'title',
    'active',
    'name',
    'emails',
    'addresses',
    'profileUrl',
    'meta',
  ].map((name) => ({ name })),
  ...['x509Certificates', 'photos', 'unknown', 'department'].map((name) => ({ name })),
  { name: 'name', subAttribute: 'givenName' },
  { name: 'emails', subAttribute: 'value' },
  { name: 'emails', subAttribute: 'TYPE' },
  { name: 'emails', subAttribute: 'primary' },
  { name: 'emails', subAttribute: 'unknown' },
  { name: 'addresses', subAttribute: 'primary' },
  { name: 'meta', subAttribute: 'created' },
  { urn: core, name: 'userName' },
  { urn: core, name: 'emails', subAttribute: 'display' },
  { urn: enterprise, name: 'department' },
  { urn: enterprise, name: 'manager' },
  { urn: enterprise, name: 'manager', subAttribute: 'value' },
  { urn: enterprise, name: 'title' },
);

const inner: fc.Arbitrary<AttributePath> = fc.constantFrom<AttributePath[]>(
  ...['value', 'type', 'primary', 'display', 'locality', 'givenName', '$ref', 'PRIMARY', 'unknown'].map((name) => ({
    name,
  })),
  { name: 'value', subAttribute: 'x' },
);

function filtersOver(paths: fc.Arbitrary<AttributePath>, valuePaths: boolean): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.record(
        { kind: fc.constant('compare' as const), path: paths, op: fc.constantFrom(...compareOps), value },
        plain,
      ),
      fc.record({ kind: fc.constant('present' as const), path: paths }, plain),
      fc.record(
        { kind: fc.constantFrom('and' as const, 'or' as const), left: tie('filter'), right: tie('filter') },
        plain,
      ),
      fc.record({ kind: fc.constant('not' as const), filter: tie('filter') }, plain),
      ...(valuePaths
        ? [fc.record({ kind: fc.constant('valuePath' as const), path, filter: filtersOver(inner, false) }, plain)]
        : []),
    ),
  })).filter;
}

const email = fc.record(
  { value: text, type: text, primary: fc.boolean(), display: text },
  { requiredKeys: [], ...plain },
);

/** Not only as they are stored: with empty texts and empty lists, too. */
const user: fc.Arbitrary<ScimObject> = fc.record(
  {
    id: text,
    externalId: text,
    userName: text,
    name: fc.record({ givenName: text, familyName: text }, { requiredKeys: [], ...plain }),
    title: text,
    active: fc.boolean(),
    profileUrl: text,
    emails: fc.array(email, { maxLength: 3 }),
    addresses: fc.array(
      fc.record({ locality: text, type: text, primary: fc.boolean() }, { requiredKeys: [], ...plain }),
      {
        maxLength: 2,
      },
    ),
    x509Certificates: fc.array(fc.record({ value: text }, plain), { maxLength: 1 }),
    [enterprise]: fc.record(
      { department: text, manager: fc.record({ value: text, $ref: text }, { requiredKeys: [], ...plain }) },
      { requiredKeys: [], ...plain },
    ),
    meta: fc.record({ created: instant }, plain),
  },
  { requiredKeys: ['userName'], ...plain },
);

function answer<Value>(act: () => Value): Value | 'refused' {
  try {
    return act();
  } catch (error) {
    if (error instanceof Refused || (error instanceof ScimError && error.scimType === 'invalidFilter'))
      return 'refused';
    throw error;
  }
}

/** Where the oracle and the code differ on purpose: the oracle does not know an instant as text. */
function comparesInstantsAsText(filter: Filter): boolean {
  return /created (co|sw|ew) /.test(formatFilter(filter));
}

describe('evaluating', () => {
  test('agrees with the oracle, on what is refused, too', () => {
    holds(
      fc.property(filtersOver(path, true), user, (filter, resource) => {
        fc.pre(!comparesInstantsAsText(filter));

        const ours = answer(() => compileFilter(filter, userResourceType)(resource));

        expect([formatFilter(filter), ours]).toEqual([formatFilter(filter), answer(() => oracle(filter, resource))]);
      }),
    );
  });

  test('is the same after the filter was written and read again', () => {
    holds(
      fc.property(filtersOver(path, true), user, (filter, resource) => {
        const again = parseFilter(formatFilter(filter));

        expect(again).toStrictEqual(filter);
        expect(answer(() => compileFilter(again, userResourceType)(resource))).toBe(
          answer(() => compileFilter(filter, userResourceType)(resource)),
        );
      }),
    );
  });

  test('what strict accepts, lenient answers alike', () => {
    holds(
      fc.property(filtersOver(path, true), user, (filter, resource) => {
        const text = formatFilter(filter);
        const strict = answer(() =>
          compileFilter(parseFilter(text, 'strict'), userResourceType, { strictness: 'strict' })(resource),
        );
        fc.pre(strict !== 'refused');

        expect(answer(() => compileFilter(parseFilter(text), userResourceType)(resource))).toBe(strict);
      }),
    );
  });
});
