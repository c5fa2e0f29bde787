/** The values that each type of RFC 7643 §2.3 takes, and what is said of others. */
import { describe, expect, test } from 'vitest';
import { parseSimple } from '#shared/scim/resource/parse-simple.ts';
import { attribute } from '#shared/scim/schema/definition.ts';
import { enterprise, parse, parseSpecimen, parseStrictly, refusal } from './read.ts';

describe('RFC 7643 §2.3 types', () => {
  test.each([
    ['active', 'yes', '"active" must be true or false.'],
    ['title', { formatted: 'x' }, '"title" must be a string.'],
    ['title', ['a', 'b'], '"title" must be a string.'],
    ['name', 'Jane', '"name" must be an object with sub-attributes.'],
    ['emails', [['a@example.com', 'b@example.com']], '"emails" must be an object with sub-attributes.'],
    ['emails', [{ value: ['a', 'b'] }], '"emails.value" must be a string.'],
    ['nickName', 'half a pair: \uD800', '"nickName" is not well-formed Unicode.'],
    ['x509Certificates', [{ value: 'not base64!' }], '"x509Certificates.value" must be base64.'],
    [enterprise, 'x', `"${enterprise}" must be an object with sub-attributes.`],
    [enterprise, { manager: true }, `"${enterprise}:manager" must be an object with sub-attributes.`],
  ])('%s cannot be %j', (attribute, value, detail) => {
    expect(refusal(() => parse({ userName: 'jane', [attribute]: value }))).toEqual({
      scimType: 'invalidValue',
      detail,
    });
  });

  test.each([
    ['active', 'False', '"active" must be true or false.'],
    ['title', 5, '"title" must be a string.'],
    ['emails', { value: 'a@example.com' }, '"emails" must be an array.'],
    ['emails', ['a@example.com'], '"emails" must be an object with sub-attributes.'],
    ['name', [{ givenName: 'Jane' }], '"name" must be an object with sub-attributes.'],
    ['x509Certificates', [{ value: 'AAAA\nAAAA' }], '"x509Certificates.value" must be base64.'],
  ])('to a strict provider %s cannot be %j', (attribute, value, detail) => {
    expect(refusal(() => parseStrictly({ [attribute]: value }))).toEqual({ scimType: 'invalidValue', detail });
  });

  test('every type of RFC 7643 takes its values and no others', () => {
    const right = { count: 3, weight: 1.5, seenAt: '2026-11-23T18:00:00+01:00', labels: ['a', 'b'] };
    expect(parseSpecimen(right, 'strict')).toEqual({ labels: ['a', 'b'], count: 3, weight: 1.5, seenAt: right.seenAt });

    const wrong = {
      '"count" must be an integer.': [1.5, 2 ** 53, '3'].map((count) => ({ count })),
      '"weight" must be a number.': ['1.5', Infinity].map((weight) => ({ weight })),
      '"seenAt" must be a dateTime.': ['yesterday', '2026-13-01T00:00:00Z'].map((seenAt) => ({ seenAt })),
      '"seenAt" must be a string.': [{ seenAt: 5 }],
    };
    for (const [detail, bodies] of Object.entries(wrong)) {
      for (const body of bodies) {
        expect(refusal(() => parseSpecimen(body, 'strict'))).toEqual({ scimType: 'invalidValue', detail });
      }
    }
  });

  test.each([
    'https://photos.example.com/jane%20doe.png?size=l&v=2#top%20left',
    'HTTPS://[2001:db8::1]:8443/a',
    'urn:ietf:params:scim:schemas:core:2.0:User',
    'data:image/png;base64,iVBORw0KGgo=',
    'mailto:jane@example.com',
    '../Users/26118915',
    '/Users/a:b',
    '?id=a:b',
    '#a:b',
    "Users/(a)!$&'*+,;=~_-.",
  ])('%j is a URI (§2.3.7)', (value) => {
    expect(parseStrictly({ profileUrl: value, photos: [{ value }] })).toEqual({
      userName: 'jane',
      profileUrl: value,
      photos: [{ value }],
    });
  });

  test.each([
    'C:\\photos\\jane.png',
    'photo of jane',
    'jane doe.png',
    'https://example.com/ü',
    'https://example.com/%2',
    'https://example.com/%zz',
    'https://example.com/#%2',
    'https://example.com/#%zz',
    'https://example.com/#a#b',
    'https://example.com/<jane>',
    'https://example.com/\n',
    'https://example.com/#\n',
    '1http://example.com',
    'a b:c',
    'ä:b',
    ':b',
  ])('%j is not a URI: a lenient provider keeps it', (value) => {
    expect(refusal(() => parseStrictly({ profileUrl: value }))).toEqual({
      scimType: 'invalidValue',
      detail: '"profileUrl" must be a URI.',
    });
    expect(refusal(() => parseStrictly({ photos: [{ value }] })).detail).toBe('"photos.value" must be a URI.');
    expect(refusal(() => parseStrictly({ [enterprise]: { manager: { $ref: value } } })).detail).toBe(
      `"${enterprise}:manager.$ref" must be a URI.`,
    );
    expect(parse({ userName: 'jane', profileUrl: value }).resource).toEqual({ userName: 'jane', profileUrl: value });
  });

  test.each(['', 'AAAA', 'AAA', 'AA', 'AAA=', 'AA==', '+/+/', '-_-_'])('%j is base64 (RFC 4648 §4, §5)', (value) => {
    expect(parseStrictly({ x509Certificates: [{ value, display: 'x' }] }).x509Certificates).toEqual([
      { value, display: 'x' },
    ]);
  });

  test.each(['A', 'AAAAA', 'A=', 'A==', 'AAA==', 'AAAA=', '=', '==', '====', 'AA=A', '+_', 'AA AA', 'é'])(
    '%j is not base64',
    (value) => {
      expect(refusal(() => parseStrictly({ x509Certificates: [{ value }] })).detail).toBe(
        '"x509Certificates.value" must be base64.',
      );
    },
  );

  test.each(['2026-11-23T18:00:00.1234567Z', '2026-11-23T18:00:00', '2024-02-29T00:00:00Z'])(
    '%s is a dateTime, and is kept as it came (§2.3.5)',
    (seenAt) => {
      expect(parseSpecimen({ seenAt }, 'strict')).toEqual({ seenAt });
    },
  );

  test('the 30th of February is no dateTime', () => {
    expect(refusal(() => parseSpecimen({ seenAt: '2026-02-30T00:00:00Z' })).scimType).toBe('invalidValue');
  });

  test('a canonical value of a case exact attribute is no other one', () => {
    const unit = attribute({ name: 'unit', description: '', caseExact: true, canonicalValues: ['mW', 'MW'] });

    expect(parseSimple('mw', unit, 'unit', 'strict')).toBe('mw');
  });

  test('a canonical value in another case is canonicalized, any other value is taken as it is', () => {
    const emails = [
      { value: 'a@example.com', type: 'WORK' },
      { value: 'b@example.com', type: 'Summer House' },
    ];

    expect(parseStrictly({ emails }).emails).toEqual([
      { value: 'a@example.com', type: 'work' },
      { value: 'b@example.com', type: 'Summer House' },
    ]);
  });
});
