import { expect, test } from 'vitest';
import { beginning, lastWhole, periodBefore } from '#shared/directory/sync-log/report/period.ts';

test.each([
  ['day', '2026-11-24T00:10:00.000Z', '2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z', '2026-11-23'],
  ['day', '2026-11-24T23:59:59.999Z', '2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z', '2026-11-23'],
  ['day', '2028-03-01T00:00:00.000Z', '2028-02-29T00:00:00.000Z', '2028-03-01T00:00:00.000Z', '2028-02-29'],
  ['hour', '2026-11-24T00:10:00.000Z', '2026-11-23T23:00:00.000Z', '2026-11-24T00:00:00.000Z', '2026-11-23T23'],
  ['hour', '2026-11-24T17:59:59.999Z', '2026-11-24T16:00:00.000Z', '2026-11-24T17:00:00.000Z', '2026-11-24T16'],
] as const)('the last whole %s at %s is from %s to %s', (unit, now, from, before, text) => {
  const period = lastWhole(unit, now);

  expect(period).toEqual({ unit, from, before });
  expect(beginning(period)).toBe(text);
});

test('the hour before the first of a day is the last of the day before', () => {
  const first = lastWhole('hour', '2026-11-24T01:10:00.000Z');

  expect(beginning(periodBefore(first))).toBe('2026-11-23T23');
});
