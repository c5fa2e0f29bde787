import { expect, test } from 'vitest';
import { reportHandler } from '#functions/report/report-handler.ts';
import { Unavailable } from '#shared/directory/errors.ts';
import type { ReportMessage } from '#shared/directory/sync-log/report/ports.ts';
import { fixedClock } from '#test/doubles/fixed-clock.ts';
import { memorySyncLog } from '#test/doubles/memory-log.ts';
import { memoryProviderStore } from '#test/doubles/memory-provider-store.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { sampleContext } from '#test/shared/http/proxy-events.ts';
import { recordedTelemetry } from '#test/shared/telemetry/recorded-telemetry.ts';

function setUp(publish = async (_: ReportMessage): Promise<void> => {}) {
  const telemetry = recordedTelemetry();
  const users = memoryUserStore();
  const providers = memoryProviderStore([sampleProvider()]);
  const clock = fixedClock('2026-11-24T00:10:00.000Z');
  const reporting = { providers, users, syncLog: memorySyncLog(users.log), topic: { publish }, clock };
  return { telemetry, handler: reportHandler({ reporting, telemetry, frequency: 'daily', overdueSeconds: 180 }) };
}

test('the summary of the day is made when it is asked for, and counted', async () => {
  const { handler, telemetry } = setUp();

  const outcome = await handler({ report: 'day' }, sampleContext);

  expect(outcome).toEqual({ period: '2026-11-23', refused: 0, unauthorized: 0, overdue: 0, published: true });
  expect(telemetry.metrics()).toEqual({ SyncReportRuns: 1, SyncReportsPublished: 1 });
  expect(telemetry.logged()).toMatchObject([{ event: 'SyncReportFinished', period: '2026-11-23', published: true }]);
});

test('errors are looked for when they are asked for, and a run without any counts too', async () => {
  const { handler, telemetry } = setUp();

  expect(await handler({ report: 'errors' }, sampleContext)).toMatchObject({
    period: '2026-11-23T23',
    published: false,
  });

  expect(telemetry.metrics()).toEqual({ SyncReportRuns: 1, SyncReportsPublished: 0 });
});

test('a report that is not taken fails, counts no run, and says why in the log', async () => {
  const { handler, telemetry } = setUp(() => Promise.reject(new Unavailable('SNS did not take a message')));

  await expect(handler({ report: 'day' }, sampleContext)).rejects.toThrow('SNS did not take a message');

  expect(telemetry.metrics()).toEqual({});
  expect(telemetry.logged()).toMatchObject([{ event: 'SyncReportFailed', cause: { name: 'Unavailable' } }]);
});

test.each([{}, { report: 'week' }, null])('%j asks for nothing that there is', async (event) => {
  await expect(setUp().handler(event, sampleContext)).rejects.toThrow();
});
