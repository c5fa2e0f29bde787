import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { instantOf, parseTime } from '#cli/time.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 10, 12), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a time', () => {
  test.each([
    ['2h', 'ago', '2026-01-10T10:00:00.000Z'],
    ['7d', 'ago', '2026-01-03T12:00:00.000Z'],
    ['0s', 'ago', '2026-01-10T12:00:00.000Z'],
    ['90m', 'ahead', '2026-01-10T13:30:00.000Z'],
    ['2026-01-05', 'ago', '2026-01-05'],
    [' 2024-02-29 ', 'ago', '2024-02-29'],
    ['2026-01-05T08:00:00Z', 'ago', '2026-01-05T08:00:00.000Z'],
    ['2026-01-05 08:00:00Z', 'ago', '2026-01-05T08:00:00.000Z'],
    ['2026-01-05T08:00+02:00', 'ahead', '2026-01-05T06:00:00.000Z'],
    ['2026-01-05T08:00:00.123Z', 'ago', '2026-01-05T08:00:00.123Z'],
  ] as const)('%s, %s, is %s', (text, direction, time) => {
    expect(parseTime(text, direction)).toBe(time);
  });

  test.each([
    '',
    '2',
    'yesterday',
    '2h30m',
    '2026-02-30',
    '2026-13-01',
    '2026-01-05T08:00',
    '2026-01-05T25:00Z',
    '20260105',
  ])('%j is not understood: a number alone could be anything, and a time without a zone too', (text) => {
    expect(parseTime(text, 'ago')).toBeUndefined();
  });
});

test('a date begins at midnight in UTC', () => {
  expect(instantOf('2026-01-05')).toBe('2026-01-05T00:00:00.000Z');
  expect(instantOf('2026-01-05T08:00:00.000Z')).toBe('2026-01-05T08:00:00.000Z');
});
