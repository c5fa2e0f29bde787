/** What a refused filter or path says: the whole explanation, with the position. */
import { describe, expect, test } from 'vitest';
import { compileFilter } from '#shared/scim/filter/compile-filter.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import { parseListQuery } from '#shared/scim/messages/parse-list-query.ts';
import { parsePath } from '#shared/scim/path/parse-path.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const operators = 'eq, ne, co, sw, ew, gt, ge, lt, le, pr';
const quotationHint = '(a value with spaces, brackets or parentheses needs quotation marks)';

function read(filter: string, strictness: Strictness) {
  return compileFilter(parseFilter(filter, strictness), userResourceType, { strictness });
}

const ill = ([filter, position, problem]: readonly [string, number, string]) =>
  [filter, `The filter is invalid at character ${position}: ${problem}.`] as const;

const illFormed: readonly (readonly [string, number, string])[] = [
  ['', 1, 'expected the name of an attribute, "not" or "("'],
  ['"a" eq "b"', 1, 'expected the name of an attribute, "not" or "("'],
  ['\btitle pr', 1, 'expected the name of an attribute, "not" or "("'],
  ['\u000etitle pr', 1, 'expected the name of an attribute, "not" or "("'],
  ['title pr or', 12, 'expected the name of an attribute, "not" or "("'],
  ['title pr and ]', 14, 'expected the name of an attribute, "not" or "("'],
  ['title', 6, `expected one of the operators ${operators}`],
  ['emails[type pr].type', 21, `expected one of the operators ${operators}`],
  ['title xx "a"', 7, `the operator "xx" is not supported; use one of ${operators}`],
  [
    'title abcdefghijklmnopqrstuvwxyz "a"',
    7,
    `the operator "abcdefghijklmnopqrst" is not supported; use one of ${operators}`,
  ],
  ['title eq', 9, 'expected a value after eq'],
  ['title eq )', 10, 'expected a value after eq'],
  ['title eq "a', 10, 'the string that starts here has no closing quotation mark'],
  ['title eq "\u0001"', 11, 'a control character in a string must be escaped'],
  ['title eq "\\x"', 10, 'the string that starts here has an invalid escape'],
  ['title eq "\\ud800"', 10, 'the value is not well-formed Unicode'],
  ['not title pr', 5, 'expected "(" after "not"'],
  ['(title pr', 10, `expected "and", "or" or ")" ${quotationHint}`],
  ['emails[type pr', 15, `expected "and", "or" or "]" ${quotationHint}`],
  ['title pr x', 10, `expected "and", "or" or the end ${quotationHint}`],
  ['title pr)', 9, `expected "and", "or" or the end ${quotationHint}`],
  ['emails[type pr] ".value" eq "x"', 17, `expected "and", "or" or the end ${quotationHint}`],
  ['emails[type pr].', 16, 'expected the name of a sub-attribute after the dot'],
  ['emails[type pr].a.b eq "x"', 16, 'expected the name of a sub-attribute after the dot'],
  [`${'('.repeat(33)}a pr`, 33, 'parentheses and brackets are nested more than 32 deep'],
  [`a pr${' or a pr'.repeat(500)}`, 4001, 'a filter has at most 500 attribute expressions'],
  ['a'.repeat(16_385), 16_385, 'a filter has at most 16384 characters'],
];

const unfit: readonly (readonly [string, string])[] = [
  ['nothing pr', '"nothing" is not an attribute of User.'],
  ['department eq "x"', `"department" is not an attribute of User. Write "${enterprise}:department".`],
  ['urn:x:department pr', '"urn:x:department" is not an attribute of User.'],
  [`${enterprise}:nothing pr`, `"${enterprise}:nothing" is not an attribute of User.`],
  [`${'x'.repeat(101)} pr`, `"${'x'.repeat(100)}" is not an attribute of User.`],
  ['name eq "x"', '"name" is complex: compare one of its sub-attributes, such as "name.formatted".'],
  ['emails[nothing pr]', '"nothing" is not a sub-attribute of "emails".'],
  ['emails[type.value pr]', '"type.value" is not a sub-attribute of "emails".'],
  ['emails[urn:a:type pr]', '"urn:a:type" is not a sub-attribute of "emails".'],
  ['title[value pr]', '"title" has no sub-attributes to filter by in brackets.'],
  ['emails.type[value pr]', '"emails.type" has no sub-attributes to filter by in brackets.'],
  ['active gt true', '"active" is a boolean attribute: it can be compared by eq and ne, not by gt.'],
  ['active eq "x"', '"active" is a boolean attribute: compare it with true or false.'],
  ['title gt null', '"title" cannot be compared with null by gt; use eq, ne or pr.'],
  [
    'x509Certificates co "AAAA"',
    '"x509Certificates" is a binary attribute: it can be compared by eq and ne, not by co.',
  ],
  [
    'meta.created eq "x"',
    '"meta.created" is a dateTime attribute: compare it with a date and a time such as "2011-05-13T04:42:34Z".',
  ],
];

const strictly: readonly (readonly [string, string])[] = [
  ill(['title eq x', 10, 'expected a value: text in quotation marks, a number, true, false or null']),
  ['title eq 5', '"title" is text: compare it with a value in quotation marks.'],
  ['active eq "true"', '"active" is a boolean attribute: compare it with true or false.'],
  ['email eq "x"', '"email" is not an attribute of User.'],
];

describe('RFC 7644 §3.4.2.2 an invalidFilter', () => {
  test.each([...illFormed.slice(0, 23).map(ill), ...unfit])('%s: %s', (filter, detail) => {
    expect(() => read(filter, 'lenient')).toThrow(expect.objectContaining({ scimType: 'invalidFilter', detail }));
  });

  test.each(illFormed.slice(23))('of limits, %#', (...limit) => {
    const [filter, detail] = ill(limit);

    expect(() => read(filter, 'lenient')).toThrow(expect.objectContaining({ scimType: 'invalidFilter', detail }));
  });

  test.each(strictly)('%s for a strict provider: %s', (filter, detail) => {
    expect(() => read(filter, 'strict')).toThrow(expect.objectContaining({ scimType: 'invalidFilter', detail }));
    expect(() => read(filter, 'lenient')).not.toThrow();
  });
});

describe('RFC 7644 §3.5.2 an invalidPath', () => {
  const notOne =
    'The path is not that of an attribute, such as title, name.familyName or emails[type eq "work"].value.';
  const afterBracket = 'After the closing bracket a path ends, or goes on with a dot and a sub-attribute.';

  test.each([
    ['', notOne],
    ['a b', notOne],
    ['a.b.c', notOne],
    ['[type pr]', notOne],
    ['a.b[c pr]', 'The path filters a sub-attribute: brackets belong after the attribute itself.'],
    ['emails[type pr]x', afterBracket],
    ['emails[type pr].a.b', afterBracket],
    ['emails[type pr].urn:a:b', afterBracket],
  ])('%j: %s', (path, detail) => {
    for (const strictness of ['lenient', 'strict'] as const) {
      expect(() => parsePath(path, strictness)).toThrow(expect.objectContaining({ scimType: 'invalidPath', detail }));
    }
  });

  test('is one of more than 16,384 characters', () => {
    const longest = 'x'.repeat(16_384);

    expect(parsePath(longest)).toEqual({ name: longest });
    expect(() => parsePath(`${longest}x`)).toThrow(
      expect.objectContaining({ scimType: 'invalidPath', detail: 'The path has more than 16384 characters.' }),
    );
  });
});

test.each([
  [{ startIndex: 'x' }, '"startIndex" must be an integer.'],
  [{ attributes: 'a', excludedAttributes: 'b' }, 'Send "attributes" or "excludedAttributes", not both.'],
])('RFC 7644 §3.4.2: the query %j is an invalidValue', (query, detail) => {
  expect(() => parseListQuery(query)).toThrow(expect.objectContaining({ scimType: 'invalidValue', detail }));
});
