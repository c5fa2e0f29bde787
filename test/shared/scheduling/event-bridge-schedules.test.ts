import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Unavailable } from '#shared/directory/errors.ts';
import { eventBridgeSchedules } from '#shared/scheduling/event-bridge-schedules.ts';
import { schedulesContract } from '#test/contract/schedules.ts';
import { samplePendingDeactivation, sampleUser } from '#test/doubles/samples.ts';
import { type LocalScheduler, openLocalScheduler, schedulerError } from './local-scheduler.ts';

const groupName = 'deactivations';
const targetArn = 'arn:aws:lambda:eu-central-1:111122223333:function:deactivate-user';
const roleArn = 'arn:aws:iam::111122223333:role/deactivation-schedules';
const deadLetterArn = 'arn:aws:sqs:eu-central-1:111122223333:schedule-dead-letters';
const userId = sampleUser().id;
const deactivation = samplePendingDeactivation();

const described = z.object({ ScheduleExpression: z.string(), Target: z.object({ Input: z.string() }) });
const input = z.object({ userId: z.string(), deactivationId: z.string() });

describe('on EventBridge Scheduler', () => {
  let scheduler: LocalScheduler;
  const open = (settings = {}) =>
    eventBridgeSchedules({
      client: scheduler.client,
      groupName,
      targetArn,
      roleArn,
      deadLetterArn,
      minimumLeadSeconds: 60,
      now: () => '2026-11-23T18:00:00.250Z',
      ...settings,
    });
  const expression = async () => (await scheduler.schedules())[0]?.ScheduleExpression;

  beforeEach(async () => {
    scheduler = await openLocalScheduler(groupName);
  });

  afterEach(async () => scheduler.close());

  schedulesContract(async () => ({
    schedules: open(),
    scheduled: async () =>
      (await scheduler.schedules()).map((schedule) => {
        const { ScheduleExpression, Target } = described.parse(schedule);
        const dueAt = new Date(`${ScheduleExpression.slice('at('.length, -1)}Z`).toISOString();
        return { ...input.parse(JSON.parse(Target.Input)), dueAt };
      }),
  }));

  test('a schedule invokes the worker once, without slack, and deletes itself', async () => {
    await open().create(userId, deactivation);

    expect(await scheduler.schedules()).toEqual([
      expect.objectContaining({
        Name: 'd-01KARQ00000000000000000001-01KARQ0000000000000000000D',
        GroupName: groupName,
        ScheduleExpression: 'at(2026-11-23T18:15:00)',
        ScheduleExpressionTimezone: 'UTC',
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
        State: 'ENABLED',
        Target: {
          Arn: targetArn,
          RoleArn: roleArn,
          Input: '{"userId":"01KARQ00000000000000000001","deactivationId":"01KARQ0000000000000000000D"}',
          RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 60 },
          DeadLetterConfig: { Arn: deadLetterArn },
        },
      }),
    ]);
  });

  test('never fires before the due instant: a fraction of a second is rounded up', async () => {
    await open().create(userId, { ...deactivation, dueAt: '2026-11-23T18:15:00.001Z' });

    expect(await expression()).toBe('at(2026-11-23T18:15:01)');
  });

  test.each([
    ['sooner than the minimum lead', '2026-11-23T18:00:20.000Z'],
    ['already past', '2026-11-23T17:59:00.000Z'],
  ])('fires after the minimum lead when the deactivation is due %s', async (_, dueAt) => {
    await open().create(userId, { ...deactivation, dueAt });

    expect(await expression()).toBe('at(2026-11-23T18:01:01)');
  });

  test('fires at the due instant when there is no minimum lead', async () => {
    await open({ minimumLeadSeconds: 0 }).create(userId, { ...deactivation, dueAt: '2026-11-23T18:00:20.000Z' });

    expect(await expression()).toBe('at(2026-11-23T18:00:20)');
  });

  test('a lost reply leaves one schedule and no error', async () => {
    scheduler.answerNext(undefined);

    await open().create(userId, deactivation);

    expect(await scheduler.schedules()).toHaveLength(1);
  });

  test.each([
    ['throttling', 429, 'ThrottlingException'],
    ['a full quota', 402, 'ServiceQuotaExceededException'],
    ['a fault of the service', 500, 'InternalServerException'],
    ['a missing permission', 403, 'AccessDeniedException'],
    ['a refused request', 400, 'ValidationException'],
  ])('%s is Unavailable, with the cause', async (_, status, name) => {
    const answer = schedulerError(status, name);
    scheduler.answerNext(answer, answer);
    const creating = open().create(userId, deactivation);
    await expect(creating).rejects.toThrow(Unavailable);
    await expect(creating).rejects.toHaveProperty('cause.name', name);

    scheduler.answerNext(answer, answer);
    const deleting = open().delete(userId, deactivation);
    await expect(deleting).rejects.toThrow(Unavailable);
    await expect(deleting).rejects.toHaveProperty('cause.name', name);
  });

  test('a group that is not there is Unavailable for creating, and nothing to delete', async () => {
    await expect(open({ groupName: 'another' }).create(userId, deactivation)).rejects.toThrow(Unavailable);
    await expect(open({ groupName: 'another' }).delete(userId, deactivation)).resolves.toBeUndefined();
  });
});
