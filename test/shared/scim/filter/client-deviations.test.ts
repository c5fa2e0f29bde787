/** What lenient providers may write in filters, each with the answer that a strict provider gets. */
import { describe, expect, test } from 'vitest';
import { compileFilter } from '#shared/scim/filter/compile-filter.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import { parsePath } from '#shared/scim/path/parse-path.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { specimenResourceType } from '#test/shared/scim/resource/specimen.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const user: ScimObject = {
  externalId: '007',
  userName: 'jdoe@example.com',
  title: '701984',
  active: true,
  emails: [{ value: 'jdoe@example.com', type: 'work' }],
  x509Certificates: [{ value: 'AAAA' }],
  [enterprise]: { department: 'SCIM', employeeNumber: 'true' },
  meta: { created: '2026-11-23T18:00:00.000Z' },
};

function matches(filter: string, strictness: Strictness, resourceType = userResourceType, resource = user): boolean {
  return compileFilter(parseFilter(filter, strictness), resourceType, { strictness })(resource);
}

describe('what a strict provider is refused', () => {
  test.each([
    ['a value without quotation marks', 'userName eq jdoe@example.com', 'a value: text in quotation marks, a number'],
    ['a number for text', 'title eq 701984', '"title" is text'],
    ['digits for text', 'externalId eq 007', 'a value: text in quotation marks, a number'],
    ['a boolean for text', `${enterprise}:employeeNumber eq true`, `"${enterprise}:employeeNumber" is text`],
    ['a word for a boolean', 'active eq True', 'a value: text in quotation marks, a number, true, false or null'],
    ['text for a boolean', 'active eq "True"', '"active" is a boolean attribute'],
    ['text for binary without quotation marks', 'x509Certificates eq AAAA', 'a value: text in quotation marks'],
    ['a dateTime without quotation marks', 'meta.created eq 2026-11-23T18:00:00Z', 'a value: text in quotation marks'],
    ['email', 'email eq "jdoe@example.com"', '"email" is not an attribute of User.'],
    ['a comparison after the bracket', 'emails[type eq "work"].value eq "jdoe@example.com"', 'or the end'],
    [
      'a dot after the URN',
      `${enterprise}.department eq "SCIM"`,
      '"urn:ietf:params:scim:schemas:extension:enterprise:2.0:',
    ],
  ])('%s', (_what, filter, detail) => {
    expect(matches(filter, 'lenient')).toBe(true);
    expect(() => matches(filter, 'strict')).toThrow(
      expect.objectContaining({ scimType: 'invalidFilter', detail: expect.stringContaining(detail) }),
    );
  });

  test.each([
    ['a number as text', 'count eq "3"', '"count" is a numeric attribute'],
    ['a boolean for a number', 'count eq true', '"count" is a numeric attribute'],
  ])('%s', (_what, filter, detail) => {
    const strictly = () => matches(filter, 'strict', specimenResourceType, { count: 3 });

    expect(strictly).toThrow(
      expect.objectContaining({ scimType: 'invalidFilter', detail: expect.stringContaining(detail) }),
    );
  });

  test('in a value path, too', () => {
    expect(matches('emails[type eq work]', 'lenient')).toBe(true);
    expect(() => matches('emails[type eq work]', 'strict')).toThrow('a value: text in quotation marks');
    expect(() => matches('emails[type eq 5]', 'strict')).toThrow('"type" is text');
    expect(() => parsePath('a[b[c pr].d eq "x"]', 'strict')).toThrow('character 10: expected "and", "or" or "]"');
  });
});

describe('what is no deviation: RFC 7644 §3.4.2.2 has it', () => {
  test.each([
    'USERNAME EQ "JDOE@example.com"',
    'active eq true',
    'active ne false',
    'title ne null',
    `${enterprise.toUpperCase()}:DEPARTMENT eq "scim"`,
    'emails eq "jdoe@example.com"',
    'emails[type eq "work" and value co "@example.com"]',
    'x509Certificates eq "AAAA"',
    'meta.created eq "2026-11-23T19:00:00.0000000+01:00"',
    'schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"',
  ])('%s', (filter) => {
    expect(matches(filter, 'strict')).toBe(true);
    expect(matches(filter, 'lenient')).toBe(true);
  });

  test.each(['3', '3.0', '0.3e1', '30E-1', '3e0'])('JSON number %s', (number) => {
    for (const strictness of ['lenient', 'strict'] as const) {
      expect(matches(`count eq ${number}`, strictness, specimenResourceType, { count: 3 })).toBe(true);
    }
  });
});

test('a value that is not well-formed Unicode is refused: no attribute can have it', () => {
  for (const value of ['"\\ud800"', '"a\\udc00b"', 'a\ud800']) {
    expect(() => parseFilter(`userName eq ${value}`)).toThrow('character 13: the value is not well-formed Unicode');
  }
});
