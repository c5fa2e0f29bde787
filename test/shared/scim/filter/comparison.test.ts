/** Every operator on every attribute type, singular and multi-valued, simple and complex (RFC 7644 table 3). */
import { describe, expect, test } from 'vitest';
import { compileFilter } from '#shared/scim/filter/compile-filter.ts';
import { type CompareOp, type CompValue, compareOps } from '#shared/scim/filter/types.ts';
import type { ScimObject, ScimValue } from '#shared/scim/resource/value.ts';
import { type AttributeDefinition, attribute, type ResourceType } from '#shared/scim/schema/definition.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';

type Simple = Pick<AttributeDefinition, 'type'> & Partial<AttributeDefinition>;
type Row = readonly [op: CompareOp, value: CompValue, matches: boolean | 'invalidFilter'];

/** Where a value of the type can be in a resource, by the path that finds it. */
function shapes(simple: Simple): readonly (readonly [string, AttributeDefinition, (value: ScimValue) => ScimObject])[] {
  const described = { description: '', ...simple };
  const value = attribute({ ...described, name: 'value' });
  const complex = { description: '', type: 'complex', subAttributes: [value] } as const;
  return [
    ['thing', attribute({ ...described, name: 'thing' }), (v) => ({ thing: v })],
    ['things', attribute({ ...described, name: 'things', multiValued: true }), (v) => ({ things: [v] })],
    ['part.value', attribute({ ...complex, name: 'part' }), (v) => ({ part: { value: v } })],
    ['part', attribute({ ...complex, name: 'part' }), (v) => ({ part: { value: v } })],
    ['parts.value', attribute({ ...complex, name: 'parts', multiValued: true }), (v) => ({ parts: [{ value: v }] })],
    ['parts', attribute({ ...complex, name: 'parts', multiValued: true }), (v) => ({ parts: [{ value: v }] })],
  ];
}

function typeWith(definition: AttributeDefinition): ResourceType {
  const schema = { id: 'urn:example:Thing', name: 'Thing', description: '', attributes: [definition] };
  return { ...userResourceType, schema, schemaExtensions: [] };
}

function expectRows(simple: Simple, stored: ScimValue, rows: readonly Row[]): void {
  for (const [path, definition, resource] of shapes(simple)) {
    const [name = '', subAttribute] = path.split('.');
    const attributePath = subAttribute === undefined ? { name } : { name, subAttribute };
    for (const [op, value, expected] of rows) {
      const what = `${path} ${op} ${JSON.stringify(value)}`;
      const compile = () => compileFilter({ kind: 'compare', path: attributePath, op, value }, typeWith(definition));
      if (expected === 'invalidFilter') {
        expect(compile, what).toThrow(
          expect.objectContaining({ scimType: 'invalidFilter', detail: expect.stringContaining(path) }),
        );
      } else {
        expect(compile()(resource(stored)), what).toBe(expected);
        expect(compile()({}), `${what}, no value`).toBe(
          (op === 'ne') === (value !== null) && (op === 'ne' || op === 'eq'),
        );
      }
    }
  }
}

/** eq, ne, gt, ge, lt, le against something less, equal and greater. */
function ordered(less: CompValue, equal: CompValue, greater: CompValue): readonly Row[] {
  const expected: readonly (readonly [CompareOp, boolean, boolean, boolean])[] = [
    ['eq', false, true, false],
    ['ne', true, false, true],
    ['gt', true, false, false],
    ['ge', true, true, false],
    ['lt', false, false, true],
    ['le', false, true, true],
  ];
  return expected.flatMap(([op, a, b, c]): Row[] => [
    [op, less, a],
    [op, equal, b],
    [op, greater, c],
  ]);
}

function invalid(ops: readonly CompareOp[], value: CompValue): readonly Row[] {
  return ops.map((op): Row => [op, value, 'invalidFilter']);
}

const nullRows: readonly Row[] = [
  ['eq', null, false],
  ['ne', null, true],
  ...invalid(['co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'], null),
];

describe('RFC 7644 table 3', () => {
  test('string, case-insensitive', () => {
    expectRows({ type: 'string' }, 'Mike', [
      ...ordered('alpha', 'mIKE', 'ZULU'),
      ...ordered('Alpha', 'Mike', 'zulu'),
      ['co', 'IK', true],
      ['co', 'x', false],
      ['sw', 'mi', true],
      ['sw', 'mike', true],
      ['sw', 'ke', false],
      ['ew', 'KE', true],
      ['ew', 'MIKE', true],
      ['ew', 'mi', false],
      ['co', '', true],
      ['eq', '', false],
      ...nullRows,
    ]);
  });

  test('string, case exact', () => {
    expectRows({ type: 'string', caseExact: true }, 'Mike', [
      ...ordered('Alpha', 'Mike', 'zulu'),
      ['eq', 'mike', false],
      ['ne', 'mike', true],
      ['co', 'ik', true],
      ['co', 'IK', false],
      ['sw', 'Mi', true],
      ['sw', 'mi', false],
      ['ew', 'ke', true],
      ['ew', 'KE', false],
      ...nullRows,
    ]);
  });

  test('string, compared with a number or a boolean: with its characters', () => {
    expectRows({ type: 'string' }, '701984', [
      ['eq', 701984, true],
      ['sw', 7, true],
    ]);
    expectRows({ type: 'string' }, 'true', [
      ['eq', true, true],
      ['ne', false, true],
    ]);
  });

  test('reference, case exact', () => {
    expectRows({ type: 'reference', referenceTypes: ['external'] }, 'https://x/M', [
      ...ordered('https://x/A', 'https://x/M', 'https://x/Z'),
      ['eq', 'https://x/m', false],
      ['sw', 'https://', true],
      ...nullRows,
    ]);
  });

  test('boolean', () => {
    expectRows({ type: 'boolean' }, true, [
      ['eq', true, true],
      ['eq', false, false],
      ['eq', 'True', true],
      ['eq', 'FALSE', false],
      ['ne', true, false],
      ['ne', 'false', true],
      ...invalid(['co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'], true),
      ...invalid(compareOps, 'yes'),
      ...invalid(compareOps, 1),
      ...nullRows,
    ]);
  });

  test('a boolean that is false has a value', () => {
    expectRows({ type: 'boolean' }, false, [['eq', false, true], ['ne', true, true], ...nullRows]);
  });

  test.each(['integer', 'decimal'] as const)('%s', (type) => {
    expectRows({ type }, 10, [
      ...ordered(9, 10, 11),
      ...ordered('9.5', '1.0e1', '100'),
      ...invalid(['co', 'sw', 'ew'], 1),
      ...invalid(compareOps, 'ten'),
      ...invalid(compareOps, '0x10'),
      ...invalid(compareOps, ''),
      ...invalid(compareOps, true),
      ...nullRows,
    ]);
  });

  test('zero has a value', () => {
    expectRows({ type: 'integer' }, 0, [['eq', 0, true], ...nullRows]);
  });

  test('dateTime, chronologically', () => {
    expectRows({ type: 'dateTime' }, '2011-05-13T04:42:34.000Z', [
      ...ordered('2011-05-13T04:42:33Z', '2011-05-13T06:42:34+02:00', '2011-05-13T04:42:34.001Z'),
      ...ordered('2011-05-13T06:42:33+02:00', '2011-05-13T04:42:34', '2011-05-13T03:42:35-01:00'),
      ['sw', '2011-05-13t', true],
      ['co', '04:42', true],
      ['ew', '35Z', false],
      ...invalid(['eq', 'ne', 'gt', 'ge', 'lt', 'le'], 'yesterday'),
      ...invalid(['eq', 'gt'], 1305261754000),
      ...nullRows,
    ]);
  });

  test('binary, case exact and without an order', () => {
    expectRows({ type: 'binary' }, 'TWlrZQ==', [
      ['eq', 'TWlrZQ==', true],
      ['eq', 'twlrzq==', false],
      ['ne', 'TWlrZQ==', false],
      ['ne', 'x', true],
      ...invalid(['co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'], 'TWlrZQ=='),
      ...nullRows,
    ]);
  });

  test.each([
    ['string', 5],
    ['boolean', 'true'],
    ['integer', '5'],
    ['dateTime', 5],
  ] as const)('a stored value that is not of type %s equals nothing', (type, stored) => {
    const operand = { string: '5', boolean: true, integer: 5, dateTime: '2011-05-13T04:42:34Z' }[type];

    expectRows({ type }, stored, [
      ['eq', operand, false],
      ['ne', operand, true],
    ]);
  });

  test('a stored value that is not a number, or an instant, is neither more nor less', () => {
    expectRows({ type: 'integer' }, '5', [
      ['gt', 4, false],
      ['ge', 5, false],
      ['lt', 6, false],
      ['le', 5, false],
    ]);
    expectRows({ type: 'dateTime' }, 5, [
      ['gt', '2011-05-13T04:42:34Z', false],
      ['lt', '2011-05-13T04:42:34Z', false],
    ]);
  });
});
