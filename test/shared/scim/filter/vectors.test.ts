/** The grammar and the operators of RFC 7644 §3.4.2.2, and what clients ask, as data. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { compileFilter } from '#shared/scim/filter/compile-filter.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import type { ScimObject, ScimValue } from '#shared/scim/resource/value.ts';
import { type AttributeDefinition, attribute, type ResourceType } from '#shared/scim/schema/definition.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { grouped } from './grouped.ts';

const strictnesses = ['lenient', 'strict'] as const;

function read(name: string) {
  return JSON.parse(readFileSync(new URL(`./vectors/${name}`, import.meta.url), 'utf8'));
}

/** The answer, or the keyword of the error that names what is wrong. */
function outcome<Answer>(act: () => Answer): Answer | string | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof ScimError) return error.scimType;
    throw error;
  }
}

type GrammarVector = { filter: string; grouped?: string; strict?: string; strictly?: string; error?: true };

describe('figure 1', () => {
  const vectors: readonly GrammarVector[] = read('rfc7644-3.4.2.2-figure1.json').vectors;

  test.each(vectors)('$filter', ({ filter, grouped: expected, strict, strictly, error }) => {
    const [lenient, strictOutcome] = strictnesses.map((each) => outcome(() => grouped(parseFilter(filter, each))));

    expect(lenient).toBe(error ? 'invalidFilter' : expected);
    expect(strictOutcome).toBe(error ? 'invalidFilter' : (strictly ?? strict ?? expected));
  });
});

type Row = {
  type: AttributeDefinition['type'];
  caseExact?: true;
  stored: ScimValue;
  comparison: string;
  matches: boolean | string;
  strict?: string;
};

/** Wherever a value of the type can be: the filter that reaches it, the attribute, and the resource. */
function shapes({ type, caseExact, stored, comparison }: Row): readonly [string, AttributeDefinition, ScimObject][] {
  const described = { description: '', type, ...(caseExact && { caseExact }) };
  const value = attribute({ ...described, name: 'value' });
  const complex = { description: '', type: 'complex', subAttributes: [value] } as const;
  const [thing, things] = [
    attribute({ ...described, name: 'x' }),
    attribute({ ...described, name: 'x', multiValued: true }),
  ];
  const [part, parts] = [attribute({ ...complex, name: 'x' }), attribute({ ...complex, name: 'x', multiValued: true })];
  return [
    [`x ${comparison}`, thing, { x: stored }],
    [`x ${comparison}`, things, { x: [stored] }],
    [`x.value ${comparison}`, part, { x: { value: stored } }],
    [`x ${comparison}`, part, { x: { value: stored } }],
    [`x[value ${comparison}]`, part, { x: { value: stored } }],
    [`x.value ${comparison}`, parts, { x: [{ value: stored }] }],
    [`x ${comparison}`, parts, { x: [{ value: stored }] }],
    [`x[value ${comparison}]`, parts, { x: [{ value: stored }] }],
    [`urn:example:Thing:x ${comparison}`, thing, { x: stored }],
  ];
}

function typeWith(definition: AttributeDefinition): ResourceType {
  const schema = { id: 'urn:example:Thing', name: 'Thing', description: '', attributes: [definition] };
  return { ...userResourceType, schema, schemaExtensions: [] };
}

function matches(filter: string, resource: ScimObject, resourceType: ResourceType, strictness: Strictness) {
  return outcome(() => compileFilter(parseFilter(filter, strictness), resourceType, { strictness })(resource));
}

describe('table 3', () => {
  const rows: readonly Row[] = read('rfc7644-3.4.2.2-table3.json').rows;

  test.each(rows)('$type $stored $comparison: $matches', (row) => {
    for (const [filter, definition, resource] of shapes(row)) {
      for (const strictness of strictnesses) {
        const expected = (strictness === 'strict' ? row.strict : undefined) ?? row.matches;

        expect([strictness, filter, matches(filter, resource, typeWith(definition), strictness)]).toEqual([
          strictness,
          filter,
          expected,
        ]);
      }
    }
  });

  test.each(rows.filter((row) => typeof row.matches === 'boolean'))('$type, no value, $comparison', (row) => {
    const isNull = row.comparison.endsWith(' null');
    const [op] = row.comparison.split(' ');
    const expected = op === 'eq' ? isNull : op === 'ne' && !isNull;

    for (const [filter, definition] of shapes(row)) {
      expect([filter, matches(filter, {}, typeWith(definition), 'lenient')]).toEqual([
        filter,
        filter.includes('[') ? false : expected,
      ]);
    }
  });

  test.each(rows.filter((row) => row.matches === 'invalidFilter'))(
    '$type $comparison: the error names the attribute',
    (row) => {
      for (const [filter, definition] of shapes(row)) {
        expect(() => compileFilter(parseFilter(filter), typeWith(definition))).toThrow(
          /"(urn:example:Thing:)?(x|x\.value|value)" /,
        );
      }
    },
  );
});

type ClientVector = { title: string; filter: string; matches: readonly string[] | string; strict?: string };

const clientFiles = readdirSync(new URL('./vectors/', import.meta.url)).filter((name) => !name.startsWith('rfc'));

describe.each(clientFiles)('%s', (name) => {
  const { users, vectors }: { users: Record<string, ScimObject>; vectors: readonly ClientVector[] } = read(name);

  test.each(vectors)('$title: $filter', ({ filter, matches: expected, strict }) => {
    for (const strictness of strictnesses) {
      const answers = Object.entries(users).map(
        ([user, resource]) => [user, matches(filter, resource, userResourceType, strictness)] as const,
      );
      const error = answers.map(([, answer]) => answer).find((answer) => typeof answer === 'string');

      expect(error ?? answers.filter(([, answer]) => answer === true).map(([user]) => user)).toEqual(
        (strictness === 'strict' ? strict : undefined) ?? expected,
      );
    }
  });
});
