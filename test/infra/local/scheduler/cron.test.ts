import { expect, test } from 'vitest';
import { firstRun, nextRun, parseExpression } from '#infra/local/scheduler/expression.ts';

test.each([
  ['cron(10 * * * ? *)', '2026-11-24T17:09:59.999Z', '2026-11-24T17:10:00.000Z'],
  ['cron(10 * * * ? *)', '2026-11-24T17:10:00.000Z', '2026-11-24T18:10:00.000Z'],
  ['cron(0 * * * ? *)', '2026-11-24T23:30:00.000Z', '2026-11-25T00:00:00.000Z'],
  ['cron(10 0 * * ? *)', '2026-11-24T00:10:00.000Z', '2026-11-25T00:10:00.000Z'],
  ['cron(10 0 * * ? *)', '2026-12-31T23:59:00.000Z', '2027-01-01T00:10:00.000Z'],
  ['cron(59 23 * * ? *)', '2026-11-24T23:58:00.000Z', '2026-11-24T23:59:00.000Z'],
])('%s, seen at %s, runs next at %s', (text, now, next) => {
  const expression = parseExpression(text);

  expect(new Date(firstRun(expression, Date.parse(now))).toISOString()).toBe(next);
  expect(nextRun(expression, 0, Date.parse(now))).toBe(Date.parse(next));
});

test.each([
  'cron(60 * * * ? *)',
  'cron(0 24 * * ? *)',
  'cron(* * * * ? *)',
  'cron(0 0 ? * MON *)',
  'cron(0 0 * * * *)',
])('%s is refused, not misunderstood', (text) => {
  expect(() => parseExpression(text)).toThrow('The local scheduler does not know cron');
});
