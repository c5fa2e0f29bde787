/** What the terminal shows. */
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AccessLogEntry } from '#infra/local/api-gateway/definition.ts';
import { createConsole } from '#infra/local/console/console.ts';

const entry: AccessLogEntry = {
  requestId: 'r1',
  apiId: 'scimapi',
  stage: 'scim',
  method: 'PATCH',
  url: '/scim/v2/Users/01U',
  status: 200,
  responseLatencyMilliseconds: 33.6,
};

const local = (hours: number, minutes: number, seconds: number) => new Date(2026, 10, 23, hours, minutes, seconds);

function follow() {
  const written: string[] = [];
  const shown = createConsole({
    write: (line) => written.push(line),
    now: () => local(18, 40, 2),
    requestFunctions: ['scim'],
    providerName: async (id) => (id === '01P' ? 'PingOne' : undefined),
  });
  const log = (functionName: string, fields: object) =>
    shown.functionLog({
      functionName,
      line: JSON.stringify({ timestamp: local(18, 40, 1).toISOString(), level: 'info', message: 'M.', ...fields }),
    });
  return { written, shown, log };
}

test('a request is one line with its provider, and what it did to a deactivation stands below it', async () => {
  const { written, shown, log } = follow();

  log('scim', {
    event: 'DeactivationRequested',
    requestId: 'r1',
    userId: '01U',
    dueAt: local(18, 40, 21).toISOString(),
  });
  log('scim', { event: 'RequestAnswered', requestId: 'r1', providerId: '01P' });
  shown.request(entry);
  await setImmediate();

  expect(written).toEqual([
    `18:40:02  PATCH   ${'/scim/v2/Users/01U'.padEnd(58)}  200     34 ms  PingOne`,
    '18:40:01  ➜ user 01U blocked; deactivation due at 18:40:21',
  ]);
});

test('what a worker does is shown at once', () => {
  const { written, log } = follow();

  log('worker', { event: 'DeactivationCarriedOut', requestId: 'r9', userId: '01U', lateSeconds: 0.31 });
  log('worker', { event: 'SweepFinished' });

  expect(written).toEqual(['18:40:01  ➜ user 01U deactivated, 0.3 s after it was due']);
});

test('trouble is shown with its cause, metrics and refused credentials are not shown, and lines of nobody are shown as they are', () => {
  const { written, shown, log } = follow();

  log('worker', {
    event: 'RequestFailed',
    level: 'error',
    cause: { name: 'AccessDenied', message: 'User: x is not …' },
  });
  log('worker', { _aws: {} });
  shown.functionLog({ functionName: 'worker', line: 'RangeError: out of it' });
  shown.functionLog({ functionName: 'authorizer', line: 'Invoke Error \t{"errorMessage":"Unauthorized"}' });

  expect(written).toEqual(['18:40:01  ! M. AccessDenied: User: x is not …', '  ! worker: RangeError: out of it']);
});

test('a client cannot write to the terminal with what it sends', async () => {
  const { written, shown } = follow();

  shown.request({ ...entry, url: '/scim/v2/Users?filter=%1B%5B2J%0Ax+eq+1' });
  shown.request({ ...entry, url: '/scim/v2/%E0%A4' });
  await setImmediate();

  expect(written[0]).toContain('/scim/v2/Users?filter=�x eq 1');
  expect(written[1]).toContain('/scim/v2/%E0%A4');
});
