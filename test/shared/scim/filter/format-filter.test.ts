/** formatFilter is the inverse of parseFilter. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { formatFilter } from '#shared/scim/filter/format-filter.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import { type CompValue, compareOps, type Filter } from '#shared/scim/filter/types.ts';
import type { AttributePath } from '#shared/scim/path/attribute-path.ts';
import { holds, propertyTimeout } from '#test/shared/scim/property.ts';

vi.setConfig({ testTimeout: propertyTimeout });

const name = fc.stringMatching(/^[a-zA-Z$][a-zA-Z0-9_$-]{0,8}$/).filter((word) => word.toLowerCase() !== 'not');

const urn = fc.constantFrom(
  'urn:ietf:params:scim:schemas:core:2.0:User',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  'urn:example:acme:1.0:Thing',
);

const path: fc.Arbitrary<AttributePath> = fc.record(
  { urn, name, subAttribute: name },
  { requiredKeys: ['name'], noNullPrototype: true },
);

const value: fc.Arbitrary<CompValue> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
);

const plain = { noNullPrototype: true };

const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.record({ kind: fc.constant('present' as const), path }, plain),
    fc.record({ kind: fc.constant('compare' as const), path, op: fc.constantFrom(...compareOps), value }, plain),
    fc.record(
      { kind: fc.constantFrom('and' as const, 'or' as const), left: tie('filter'), right: tie('filter') },
      plain,
    ),
    fc.record({ kind: fc.constant('not' as const), filter: tie('filter') }, plain),
    fc.record({ kind: fc.constant('valuePath' as const), path, filter: tie('filter') }, plain),
  ),
}));

describe('formatFilter', () => {
  test('what it writes parses to the same filter', () => {
    holds(
      fc.property(filter, (anyFilter) => {
        expect(parseFilter(formatFilter(anyFilter))).toStrictEqual(anyFilter);
      }),
    );
  });

  test('writes parentheses only where the order of operations needs them', () => {
    const text = 'a pr or b pr and (c pr or d pr) and not (e eq 1) or f[g eq "h" or i pr]';

    expect(formatFilter(parseFilter(text))).toBe(text);
  });

  test.each([
    'a eq "say \\"hi\\" \\\\ \\n"',
    'a eq null or b eq true',
    'a pr or (b pr or c pr)',
    'a pr and (b pr and c pr)',
    '(a pr or b pr) and c pr',
  ])('%s stays as it is', (text) => {
    expect(formatFilter(parseFilter(text))).toBe(text);
  });
});
