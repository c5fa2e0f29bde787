/** parseFilter against the grammar of RFC 7644 §3.4.2.2, beyond it, and under attack. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { formatFilter } from '#shared/scim/filter/format-filter.ts';
import {
  maximumFilterDepth,
  maximumFilterLength,
  maximumFilterTerms,
  parseFilter,
  parseValueFilter,
} from '#shared/scim/filter/parser.ts';
import { compareOps } from '#shared/scim/filter/types.ts';
import invalid from '#test/fixtures/rfc/rfc7644-3.4.2.2-invalid.json' with { type: 'json' };
import precedence from '#test/fixtures/rfc/rfc7644-3.4.2.2-precedence.json' with { type: 'json' };
import { holds, propertyTimeout } from '#test/shared/scim/property.ts';
import { grouped } from './grouped.ts';

vi.setConfig({ testTimeout: propertyTimeout });

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

function comparedValue(text: string): unknown {
  const filter = parseFilter(`a eq ${text}`);
  return filter.kind === 'compare' ? filter.value : filter;
}

function errorOf(text: string): ScimError {
  try {
    parseFilter(text);
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
  throw new Error(`parsed: ${text.slice(0, 100)}`);
}

describe('RFC 7644 §3.4.2.2 figure 1: attrExp', () => {
  test.each(compareOps)('%s takes a value', (op) => {
    expect(parseFilter(`title ${op} "x"`)).toStrictEqual({ kind: 'compare', path: { name: 'title' }, op, value: 'x' });
  });

  test('pr takes none', () => {
    expect(parseFilter('title pr')).toStrictEqual({ kind: 'present', path: { name: 'title' } });
  });

  test.each(['TITLE Eq "x"', 'title EQ "x"', '  title  \t eq\r\n "x" '])(
    '%j: operators in any case and any white space',
    (text) => {
      expect(parseFilter(text)).toMatchObject({ kind: 'compare', op: 'eq', value: 'x' });
    },
  );

  test('the name stays as the client wrote it', () => {
    expect(parseFilter('username PR')).toStrictEqual({ kind: 'present', path: { name: 'username' } });
  });

  test.each([
    ['name.familyName', { name: 'name', subAttribute: 'familyName' }],
    ['manager.$ref', { name: 'manager', subAttribute: '$ref' }],
    ['x-y_z9', { name: 'x-y_z9' }],
    [`${enterprise}:department`, { urn: enterprise, name: 'department' }],
    [`${enterprise.toUpperCase()}:department`, { urn: enterprise, name: 'department' }],
    [`${enterprise}:manager.displayName`, { urn: enterprise, name: 'manager', subAttribute: 'displayName' }],
    ['urn:example:acme:1.0:Thing:a.b', { urn: 'urn:example:acme:1.0:Thing', name: 'a', subAttribute: 'b' }],
  ])('attrPath %s', (text, path) => {
    expect(parseFilter(`${text} pr`)).toStrictEqual({ kind: 'present', path });
  });
});

describe('RFC 7644 §3.4.2.2 figure 1: compValue', () => {
  test.each([
    ['"text"', 'text'],
    ['""', ''],
    ['"with spaces ) ] and \\"quotes\\""', 'with spaces ) ] and "quotes"'],
    ['"back\\\\slash"', 'back\\slash'],
    ['"\\u004a\\u00f6\\n\\t\\/"', 'Jö\n\t/'],
    ['"\\ud83d\\ude00 😀"', '😀 😀'],
    ['"true"', 'true'],
    ['true', true],
    ['false', false],
    ['null', null],
    ['0', 0],
    ['42', 42],
    ['-7.25', -7.25],
    ['1e+21', 1e21],
  ])('%s', (text, value) => {
    expect(comparedValue(text)).toBe(value);
  });

  test.each([
    'jdoe@example.com',
    'J.Doe+x',
    "O'Malley",
    'True',
    'NULL',
    '007',
    '1.0',
    '1e5',
    '-0',
    '12345678901234567890',
    'Infinity',
    'NaN',
    '0x10',
    'and',
    'pr',
    'a\\b',
    'a*b!',
    'urn:x:y',
  ])('%s without quotation marks means these characters', (text) => {
    expect(comparedValue(text)).toBe(text);
  });

  test('a value without quotation marks ends before a parenthesis and before a bracket', () => {
    expect(formatFilter(parseFilter('(a eq x) and b[c eq y]'))).toBe('a eq "x" and b[c eq "y"]');
  });
});

describe('RFC 7644 §3.4.2.2: order of operations', () => {
  test.each(precedence.filters)('$filter', ({ filter, grouped: expected }) => {
    expect(grouped(parseFilter(filter))).toBe(expected);
  });
});

describe('RFC 7644 §3.4.2.2: valuePath', () => {
  test('holds the filter between the brackets', () => {
    expect(parseFilter('emails[type eq "work"]')).toStrictEqual({
      kind: 'valuePath',
      path: { name: 'emails' },
      filter: { kind: 'compare', path: { name: 'type' }, op: 'eq', value: 'work' },
    });
  });

  test('followed by a sub-attribute and a comparison means that the same value satisfies both', () => {
    expect(parseFilter('emails[type eq "work"].value eq "x"')).toStrictEqual(
      parseFilter('emails[type eq "work" and value eq "x"]'),
    );
  });

  test.each([
    ['emails[type eq "work"]', 6, 22],
    ['emails[type eq "a]b"].value', 6, 21],
    ['emails[ (type pr) ] .value', 6, 19],
  ])('parseValueFilter finds the bracket that closes %s', (text, open, end) => {
    expect(parseValueFilter(text, open, 'lenient').end).toBe(end);
  });

  test('parseValueFilter wants the closing bracket', () => {
    expect(() => parseValueFilter('emails[type pr', 6, 'lenient')).toThrow('character 15: expected "and", "or" or "]"');
  });
});

describe('RFC 7644 §3.12: a filter that does not comply with figure 1 is invalidFilter', () => {
  test.each(invalid.filters)('$filter', ({ filter, character, problem }) => {
    const error = errorOf(filter);

    expect(error).toMatchObject({ status: 400, scimType: 'invalidFilter' });
    expect(error.detail).toContain(`invalid at character ${character}: `);
    expect(error.detail).toContain(problem);
  });

  test('the error does not repeat what may be a value', () => {
    expect(errorOf('title eq Jane Roe').detail).not.toContain('Roe');
  });

  test('the error shows the beginning of a long operator', () => {
    expect(errorOf(`title ${'x'.repeat(1000)} 1`).detail.length).toBeLessThan(200);
  });
});

describe('limits', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}a pr${')'.repeat(depth)}`;
  const terms = (count: number) => Array.from({ length: count }, () => 'a pr').join(' or ');

  test('the deepest nesting that is allowed parses, and one more does not', () => {
    expect(parseFilter(nested(maximumFilterDepth))).toStrictEqual(parseFilter('a pr'));
    expect(errorOf(nested(maximumFilterDepth + 1)).detail).toContain('nested more than 32 deep');
  });

  test('brackets and not count as nesting', () => {
    const depth = maximumFilterDepth + 1;

    expect(errorOf(`${'a['.repeat(depth)}b pr${']'.repeat(depth)}`).detail).toContain('nested');
    expect(errorOf(`${'not ('.repeat(depth)}b pr${')'.repeat(depth)}`).detail).toContain('nested');
  });

  test('parentheses that are closed do not count', () => {
    const text = Array.from({ length: 100 }, () => '(a pr)').join(' and ');

    expect(formatFilter(parseFilter(text))).toBe(text.replaceAll(/[()]/g, ''));
    expect(errorOf(`${text} and ${nested(maximumFilterDepth + 1)}`).detail).toContain('nested more than 32 deep');
  });

  test('the most attribute expressions that are allowed parse, and one more does not', () => {
    expect(formatFilter(parseFilter(terms(maximumFilterTerms)))).toBe(terms(maximumFilterTerms));
    expect(errorOf(terms(maximumFilterTerms + 1)).detail).toContain('at most 500 attribute expressions');
  });

  test('the longest text that is allowed parses, and one character more does not', () => {
    const text = `a eq "${'x'.repeat(maximumFilterLength - 7)}"`;

    expect(parseFilter(text)).toMatchObject({ kind: 'compare' });
    expect(errorOf(`${text} `).detail).toContain('at most 16384 characters');
  });

  test.each([
    ['parentheses', '('.repeat(maximumFilterLength)],
    ['closing parentheses', ')'.repeat(maximumFilterLength)],
    ['brackets', 'a['.repeat(maximumFilterLength / 2)],
    ['negations', 'not('.repeat(maximumFilterLength / 4)],
    ['backslashes', `a eq "${'\\'.repeat(maximumFilterLength - 6)}`],
    ['quotation marks', '"'.repeat(maximumFilterLength)],
    ['escapes', `a eq "${'\\u'.repeat(maximumFilterLength / 2 - 4)}"`],
    ['colons', ':'.repeat(maximumFilterLength)],
    ['dots', '.'.repeat(maximumFilterLength)],
    ['letters', 'a'.repeat(maximumFilterLength)],
    ['spaces', ' '.repeat(maximumFilterLength)],
    ['64 KB of parentheses', '('.repeat(65_536)],
    ['64 KB of alternatives', 'a pr or '.repeat(8192)],
  ])('nothing but %s ends in an error', (_, text) => {
    expect(errorOf(text).scimType).toBe('invalidFilter');
  });
});

describe('any text', () => {
  test('parses or is an invalidFilter', () => {
    const piece = fc.constantFrom(
      'a',
      'not',
      'and',
      'or',
      'pr',
      'eq',
      '(',
      ')',
      '[',
      ']',
      '"',
      '\\',
      '.',
      ':',
      ' ',
      '1',
      'é',
      'null',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
      fc.array(piece).map((pieces) => pieces.join(' ')),
    );

    holds(
      fc.property(text, (anything) => {
        try {
          parseFilter(anything);
        } catch (error) {
          expect(error).toMatchObject({ scimType: 'invalidFilter' });
        }
      }),
    );
  });
});
