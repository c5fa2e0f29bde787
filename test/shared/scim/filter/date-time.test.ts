/** Instants of dateTime texts, RFC 7643 §2.3.5. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseDateTime, storedInstant } from '#shared/scim/filter/date-time.ts';

const timestamp = '2011-05-13T04:42:34.000Z';

/** With the letter O in the place of one digit. */
const misread = Array.from(timestamp.matchAll(/\d/g), ({ index }) => {
  return `${timestamp.slice(0, index)}O${timestamp.slice(index + 1)}`;
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('parseDateTime', () => {
  test.each([
    ['2011-05-13T04:42:34Z', '2011-05-13T04:42:34'],
    ['2011-05-13t04:42:34z', '2011-05-13T04:42:34'],
    ['2011-05-13T04:42:34', '2011-05-13T04:42:34'],
    ['2011-05-13T04:42:34.000Z', '2011-05-13T04:42:34'],
    ['2011-05-13T04:42:34.500Z', '2011-05-13T04:42:34.5'],
    ['2011-05-13T04:42:34.1234567Z', '2011-05-13T04:42:34.1234567'],
    ['2011-05-13T06:42:34+02:00', '2011-05-13T04:42:34'],
    ['2011-05-12T23:42:34.25-05:00', '2011-05-13T04:42:34.25'],
    ['2012-02-29T00:00:00Z', '2012-02-29T00:00:00'],
    ['2011-05-13T24:00:00Z', '2011-05-14T00:00:00'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00'],
  ])('%s is %s in UTC', (text, instant) => {
    expect(parseDateTime(text)).toBe(instant);
  });

  test('a text without an offset is taken as UTC wherever the server stands', () => {
    vi.stubEnv('TZ', 'Asia/Kolkata');

    expect(parseDateTime('2011-05-13T04:42:34')).toBe('2011-05-13T04:42:34');
  });

  test.each([
    ['2011-05-13T04:42:34Z', '2011-05-13T04:42:34.0000001Z'],
    ['2011-05-13T04:42:34.1234567Z', '2011-05-13T04:42:34.1234568Z'],
    ['2011-05-13T04:42:34.45Z', '2011-05-13T04:42:34.5Z'],
    ['2011-05-13T04:42:34.9Z', '2011-05-13T04:42:35Z'],
    ['2011-05-13T23:00:00+02:00', '2011-05-13T22:00:00Z'],
  ])('%s sorts before %s', (earlier, later) => {
    expect(String(parseDateTime(earlier)) < String(parseDateTime(later))).toBe(true);
  });

  test.each([
    '2011-05-13T04:42:34.000Z',
    '2011-05-13T04:42:34.120Z',
    '2011-05-13T04:42:34.123Z',
    '2011-05-13T04:42:34.0Z',
    '2011-05-13T04:42:34.5Z',
    '2011-05-13T04:42:34.1234Z',
    '2011-05-13T04:42:34Z',
    '2011-05-13T06:42:34.000+02:00',
    '2011-05-13',
  ])('storedInstant reads %s the same way', (text) => {
    expect(storedInstant(text)).toBe(parseDateTime(text));
  });

  test.each([
    '',
    '2011-05-13',
    '04:42:34Z',
    '2011-05-13 04:42:34Z',
    '2011-13-13T04:42:34Z',
    '2011-02-30T04:42:34Z',
    '2011-02-29T04:42:34Z',
    '2011-05-13T25:42:34Z',
    '2011-05-13T04:42:34+0200',
    '2011-05-13T04:42:34.Z',
    '2011-05-13T04:42:34.xyzZ',
    '0000-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    'Fri, 13 May 2011 04:42:34 GMT',
    '1305261754000',
    'x2011-05-13T04:42:34Z',
    '2011-05-13T04:42:34Zx',
    ' 2011-05-13T04:42:34.000Z',
    '2011-05-13T04:42:34.000Z ',
    '1-05-13T04:42:34.000Z',
    'MMXI-05-13T04:42:34.000Z',
    ...misread,
  ])('%j is not a dateTime', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
    expect(storedInstant(text)).toBeUndefined();
  });
});
