import { expect, test } from 'vitest';
import { sweepHandler } from '#functions/sweep/sweep-handler.ts';
import { Unavailable } from '#shared/directory/errors.ts';
import { directoryTelemetry } from '#shared/telemetry/directory-telemetry.ts';
import { fixedClock } from '#test/doubles/fixed-clock.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { samplePendingDeactivation, sampleUser } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { sampleContext } from '#test/shared/http/proxy-events.ts';
import { recordedTelemetry } from '#test/shared/telemetry/recorded-telemetry.ts';

const overdue = sampleUser({ life: { state: 'pending', deactivation: samplePendingDeactivation() } });
const active = sampleUser({ id: '01KARQ00000000000000000002', attributes: { userName: 'dana@example.com' } });

function setUp(users = memoryUserStore([overdue, active])) {
  const telemetry = recordedTelemetry();
  const clock = fixedClock('2026-11-23T18:17:00.000Z');
  const directory = { ...testDirectory({ users, clock }), telemetry: directoryTelemetry(telemetry) };
  return { users, telemetry, handler: sweepHandler({ directory, telemetry, patienceSeconds: 90 }) };
}

test('what is overdue is carried out, and the deployment counted', async () => {
  const { handler, telemetry } = setUp();

  const report = await handler({}, sampleContext);

  expect(report).toEqual({
    overdue: 1,
    oldestLateSeconds: 120,
    carriedOut: 1,
    left: 0,
    unfinished: 0,
    users: 2,
    pendingDeactivations: 0,
  });
  expect(telemetry.metrics()).toEqual({
    DeactivationsCarriedOut: 1,
    DeactivationLateness: 120,
    SweepRuns: 1,
    DeactivationsSwept: 1,
    DeactivationsOverdue: 1,
    OldestOverdue: 120,
    UnfinishedWork: 0,
    Users: 2,
    PendingDeactivations: 0,
    PendingSharePercent: 0,
  });
  expect(telemetry.logged()).toMatchObject([
    { event: 'DeactivationCarriedOut' },
    { event: 'SweepFinished', overdue: 1 },
  ]);
});

test('a deployment without users has no share of users pending', async () => {
  const { handler, telemetry } = setUp(memoryUserStore());

  await handler({}, sampleContext);

  expect(telemetry.metrics()).toMatchObject({ SweepRuns: 1, PendingSharePercent: 0 });
});

test('the share of users pending is a percentage of all', async () => {
  const waiting = { ...samplePendingDeactivation(), dueAt: '2026-11-24T18:00:00.000Z' };
  const pending = { ...overdue, life: { state: 'pending', deactivation: waiting } as const };
  const { handler, telemetry } = setUp(memoryUserStore([pending, active]));

  await handler({}, sampleContext);

  expect(telemetry.metrics()).toMatchObject({ Users: 2, PendingDeactivations: 1, PendingSharePercent: 50 });
});

test('a sweep that cannot read fails and counts no run', async () => {
  const { handler, users, telemetry } = setUp();
  users.beforeNext('overdue', () => Promise.reject(new Unavailable('down')));

  await expect(handler({}, sampleContext)).rejects.toThrow('down');

  expect(telemetry.metrics()).toEqual({});
  expect(telemetry.logged()).toMatchObject([{ event: 'SweepFailed', cause: { name: 'Unavailable' } }]);
});
