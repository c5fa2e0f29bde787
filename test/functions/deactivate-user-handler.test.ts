import { expect, test } from 'vitest';
import { deactivateUserHandler } from '#functions/deactivate-user/deactivate-user-handler.ts';
import { Unavailable } from '#shared/directory/errors.ts';
import { directoryTelemetry } from '#shared/telemetry/directory-telemetry.ts';
import { fixedClock } from '#test/doubles/fixed-clock.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { samplePendingDeactivation, sampleUser } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { sampleContext } from '#test/shared/http/proxy-events.ts';
import { recordedTelemetry } from '#test/shared/telemetry/recorded-telemetry.ts';

const deactivation = samplePendingDeactivation();
const user = sampleUser({ life: { state: 'pending', deactivation } });
const event = { userId: user.id, deactivationId: deactivation.id };

function setUp(now: string) {
  const telemetry = recordedTelemetry();
  const users = memoryUserStore([user]);
  const directory = { ...testDirectory({ users, clock: fixedClock(now) }), telemetry: directoryTelemetry(telemetry) };
  return { users, telemetry, handler: deactivateUserHandler({ directory, telemetry }) };
}

test('a deactivation that is due is carried out, with the invocation’s id in the Sync Log', async () => {
  const { handler, users, telemetry } = setUp('2026-11-23T18:15:20.000Z');

  expect(await handler(event, sampleContext)).toEqual({ outcome: 'carried-out' });

  expect(users.all()).toMatchObject([{ life: { state: 'deactivated', cause: 'provisioning' } }]);
  expect(users.entries()).toMatchObject([{ id: deactivation.id, requestId: sampleContext.awsRequestId }]);
  expect(telemetry.metrics()).toEqual({ DeactivationsCarriedOut: 1, DeactivationLateness: 20 });
  expect(telemetry.logged()).toMatchObject([{ event: 'DeactivationCarriedOut', userId: user.id, lateSeconds: 20 }]);
});

test('an event that is delivered again finds nothing to do', async () => {
  const { handler, telemetry } = setUp('2026-11-23T18:15:20.000Z');

  await handler(event, sampleContext);

  expect(await handler(event, sampleContext)).toEqual({ outcome: 'not-pending' });
  expect(telemetry.metrics()).toMatchObject({ DeactivationsCarriedOut: 1, DeactivationsNotPending: 1 });
});

test('an event that comes much too early fails, so that Lambda repeats it', async () => {
  const { handler, users, telemetry } = setUp('2026-11-23T18:10:00.000Z');

  await expect(handler(event, sampleContext)).rejects.toThrow('called too early');

  expect(users.all()).toEqual([user]);
  expect(telemetry.logged()).toMatchObject([{ event: 'DeactivationFailed', ...event }]);
});

test('a store that stays unavailable makes it fail, so that Lambda repeats it', async () => {
  const { handler, users } = setUp('2026-11-23T18:15:20.000Z');
  for (let call = 0; call < 200; call++) users.beforeNext('get', () => Promise.reject(new Unavailable('down')));

  await expect(handler(event, sampleContext)).rejects.toThrow('down');
});

test.each([undefined, {}, { userId: user.id }, { userId: user.id, deactivationId: '../x' }])(
  'the event %j is refused before anything is read',
  async (malformed) => {
    const { handler, users } = setUp('2026-11-23T18:15:20.000Z');
    users.beforeNext('get', () => Promise.reject(new Error('read')));

    await expect(handler(malformed, sampleContext)).rejects.not.toThrow('read');
  },
);
