import { expect, test } from 'vitest';
import { directoryTelemetry } from '#shared/telemetry/directory-telemetry.ts';
import { recordedTelemetry } from './recorded-telemetry.ts';

test('the lines of invocations that run side by side carry each its own request id and fields', async () => {
  const telemetry = recordedTelemetry();
  const invoke = (requestId: string) =>
    telemetry.invocation(requestId, async () => {
      telemetry.annotate({ providerId: `of ${requestId}` });
      await Promise.resolve();
      telemetry.log('UserDeleted');
    });

  await Promise.all([invoke('r-1'), invoke('r-2')]);

  expect(telemetry.logged()).toMatchObject([
    { requestId: 'r-1', providerId: 'of r-1' },
    { requestId: 'r-2', providerId: 'of r-2' },
  ]);
});

test('metrics are written when the invocation ends, even when it fails', async () => {
  const telemetry = recordedTelemetry();

  const failing = telemetry.invocation('r-1', async () => {
    telemetry.count('Requests');
    throw new Error('broken');
  });

  await expect(failing).rejects.toThrow('broken');
  expect(telemetry.metrics()).toEqual({ Requests: 1 });
});

test('outside of an invocation fields are not kept', () => {
  const telemetry = recordedTelemetry();

  telemetry.annotate({ providerId: 'p-1' });
  telemetry.log('UserDeleted');

  expect(telemetry.logged()[0]).not.toHaveProperty('providerId');
});

test('an event of the directory is logged with its ids, and counted', async () => {
  const telemetry = recordedTelemetry();
  const { record } = directoryTelemetry(telemetry);
  const timer = { userId: 'u-1', deactivationId: 'd-1' };

  await telemetry.invocation('r-1', async () => {
    record({ type: 'deactivation-requested', userId: 'u-1', providerId: 'p-1', dueAt: '2026-11-23T18:15:00.000Z' });
    record({ type: 'schedule-creation-failed', ...timer, cause: new Error('throttled') });
    record({ type: 'deactivated', userId: 'u-1', providerId: 'p-1', lateSeconds: 30 });
    record({ type: 'deleted', userId: 'u-1', providerId: 'p-1' });
  });

  expect(telemetry.logged()).toMatchObject([
    { event: 'DeactivationRequested', userId: 'u-1', providerId: 'p-1', dueAt: '2026-11-23T18:15:00.000Z' },
    { event: 'ScheduleCreationFailed', ...timer, cause: { message: 'throttled' } },
    { event: 'DeactivationCarriedOut', lateSeconds: 30 },
    { event: 'UserDeleted' },
  ]);
  expect(telemetry.metrics()).toEqual({
    DeactivationsRequested: 1,
    ScheduleCreationsFailed: 1,
    DeactivationsCarriedOut: 1,
    DeactivationLateness: 30,
  });
});

test('holds are counted when they are placed and released, and unfinished work when it fails', async () => {
  const telemetry = recordedTelemetry();
  const { record } = directoryTelemetry(telemetry);

  await telemetry.invocation('r-1', async () => {
    record({ type: 'hold-placed', userId: 'u-1' });
    record({ type: 'hold-placed', userId: 'u-2' });
    record({ type: 'hold-released', userId: 'u-1' });
    record({ type: 'unfinished-work-failed', kind: 'close-matter', cause: new Error('throttled') });
  });

  expect(telemetry.logged()).toMatchObject([
    { event: 'LegalHoldPlaced', level: 'info', userId: 'u-1' },
    { event: 'LegalHoldPlaced', userId: 'u-2' },
    { event: 'LegalHoldReleased', userId: 'u-1' },
    { event: 'UnfinishedWorkFailed', kind: 'close-matter', cause: { message: 'throttled' } },
  ]);
  expect(telemetry.metrics()).toEqual({ LegalHoldsPlaced: 2, LegalHoldsReleased: 1, UnfinishedWorkFailures: 1 });
});
