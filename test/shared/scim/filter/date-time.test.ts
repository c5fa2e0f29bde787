/** Instants of dateTime texts, RFC 7643 §2.3.5. */
import { describe, expect, test } from 'vitest';
import { instantOf, parseDateTime } from '#shared/scim/filter/date-time.ts';

describe('parseDateTime', () => {
  test.each([
    ['2011-05-13T04:42:34Z', 1305261754000],
    ['2011-05-13t04:42:34z', 1305261754000],
    ['2011-05-13T04:42:34', 1305261754000],
    ['2011-05-13T04:42:34.000Z', 1305261754000],
    ['2011-05-13T04:42:34.5Z', 1305261754500],
    ['2011-05-13T04:42:34.123456Z', 1305261754123.456],
    ['2011-05-13T06:42:34+02:00', 1305261754000],
    ['2011-05-12T23:42:34.25-05:00', 1305261754250],
  ])('%s', (text, instant) => {
    expect(parseDateTime(text)).toBeCloseTo(instant, 2);
  });

  test.each([
    '',
    '2011-05-13',
    '04:42:34Z',
    '2011-05-13 04:42:34Z',
    '2011-13-13T04:42:34Z',
    '2011-05-13T25:42:34Z',
    '2011-05-13T04:42:34+0200',
    '2011-05-13T04:42:34.Z',
    'Fri, 13 May 2011 04:42:34 GMT',
    '1305261754000',
  ])('%j is not a dateTime', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  });
});

describe('instantOf', () => {
  test.each(['2011-05-13T04:42:34.000Z', '2011-05-13T04:42:34Z', '2011-05-13T06:42:34+02:00'])('%s', (value) => {
    expect(instantOf(value)).toBe(1305261754000);
  });

  test.each([undefined, 1305261754000, true, 'soon', '2011-05-13T04:42:34.xyzZ', []])('%j is no instant', (value) => {
    expect(instantOf(value)).toBeNaN();
  });
});
