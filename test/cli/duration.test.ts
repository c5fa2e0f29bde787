import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from '#cli/duration.ts';

describe('a length of time', () => {
  test.each([
    ['20s', 20],
    ['15m', 900],
    ['2h', 7200],
    ['7d', 604_800],
    ['90', 90],
    ['0', 0],
    [' 15 m ', 900],
  ])('%s is %i seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each(['', 'm', '1.5h', '-5m', '15M', '1h30m', '1w', '١٥m', '0x10', '1e3', '9999999999'])(
    '%j is not understood',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  test.each([
    [0, 'none'],
    [59, '59s'],
    [60, '1m'],
    [900, '15m'],
    [5400, '90m'],
    [86_400, '1d'],
    [2_592_000, '30d'],
  ])('%i seconds are shown in the largest unit that is whole', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  test('is the same again when it is read as it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_592_000 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds))).toBe(seconds);
      }),
    );
  });
});
