import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { AwsError } from '#infra/local/aws-error.ts';
import type { Scheduler, SchedulerOptions } from '#infra/local/scheduler/schedule.ts';
import { nextSecond, oneShot, openHarness } from './harness.ts';

const opened: Scheduler[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((scheduler) => scheduler.close()));
});

function open(changes: Partial<SchedulerOptions> = {}) {
  const harness = openHarness(changes);
  opened.push(harness.scheduler);
  return harness;
}

function create(scheduler: Scheduler, { Name, ...members }: ReturnType<typeof oneShot>): number {
  return scheduler.handle({ method: 'POST', url: `/schedules/${Name}`, body: JSON.stringify(members) }).status;
}

function statusOf(scheduler: Scheduler, name: string): number {
  return scheduler.handle({ method: 'GET', url: `/schedules/${name}?groupName=deactivations`, body: '' }).status;
}

const past = new Date('2026-01-01T00:00:00Z');
const refuse = () => {
  throw AwsError.accessDenied('not authorized to perform lambda:InvokeFunction');
};

describe('a one-shot schedule', () => {
  test('fires once, not before its instant, and is gone after completion', async () => {
    const { scheduler, deliveries, until } = open();
    const due = nextSecond();

    create(scheduler, oneShot('d-1', due));
    await until(() => statusOf(scheduler, 'd-1') === 404);

    expect(deliveries).toEqual([
      {
        targetArn: 'arn:aws:lambda:eu-central-1:111122223333:function:worker',
        roleArn: 'arn:aws:iam::111122223333:role/schedules',
        input: '{"userId":"U1"}',
        scheduleArn: 'arn:aws:scheduler:eu-central-1:111122223333:schedule/deactivations/d-1',
        groupArn: 'arn:aws:scheduler:eu-central-1:111122223333:schedule-group/deactivations',
        at: expect.any(Number),
      },
    ]);
    expect(deliveries[0]?.at).toBeGreaterThanOrEqual(due.getTime());
  });

  test('stays without ActionAfterCompletion DELETE, and does not fire again', async () => {
    const { scheduler, deliveries, until } = open();
    create(scheduler, oneShot('kept', past, { ActionAfterCompletion: 'NONE' }));
    await until(() => deliveries.length === 1);

    create(scheduler, oneShot('other', past));
    await until(() => deliveries.length === 2);

    expect(statusOf(scheduler, 'kept')).toBe(200);
    expect(deliveries[1]?.scheduleArn).toMatch(/other$/);
  });

  test('that was deleted or is disabled does not fire', async () => {
    const { scheduler, deliveries, until } = open();
    const due = nextSecond();
    create(scheduler, oneShot('deleted', due));
    create(scheduler, oneShot('disabled', due, { State: 'DISABLED' }));
    create(scheduler, oneShot('fires', due));
    scheduler.handle({ method: 'DELETE', url: '/schedules/deleted?groupName=deactivations', body: '' });

    await until(() => statusOf(scheduler, 'fires') === 404);

    expect(deliveries.map(({ scheduleArn }) => scheduleArn.split('/').at(-1))).toEqual(['fires']);
  });

  test('is delivered more than once on demand', async () => {
    const { scheduler, deliveries, until } = open({ copiesOf: () => 3 });
    create(scheduler, oneShot('d-1', past));

    await until(() => statusOf(scheduler, 'd-1') === 404);

    expect(deliveries).toHaveLength(3);
  });

  test('fills context attributes into its input', async () => {
    const { scheduler, deliveries, until } = open();
    const Input =
      '{"at":"<aws.scheduler.scheduled-time>","arn":"<aws.scheduler.schedule-arn>","n":<aws.scheduler.attempt-number>}';
    const { Target } = oneShot('d-1', past);
    scheduler.putSchedule({
      ...oneShot('d-1', past),
      Target: { ...Target, Arn: 'arn:aws:sqs:eu-central-1:1:q', Input },
    });

    await until(() => deliveries.length === 1);

    expect(JSON.parse(deliveries[0]?.input ?? '')).toEqual({
      at: '2026-01-01T00:00:00Z',
      arn: deliveries[0]?.scheduleArn,
      n: 1,
    });
  });
});

describe('a target that refuses', () => {
  const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:letters';
  const withPolicy = (RetryPolicy: object, at = past) =>
    oneShot('d-1', at, { Target: { ...oneShot('d-1', at).Target, RetryPolicy, DeadLetterConfig: { Arn: queueArn } } });

  test('is tried again, and the schedule completes when it accepts', async () => {
    let attempts = 0;
    const deliver = () => {
      attempts += 1;
      if (attempts < 3) refuse();
    };
    const { scheduler, deliveries, letters, until } = open({ deliver });
    create(scheduler, withPolicy({}, nextSecond()));

    await until(() => statusOf(scheduler, 'd-1') === 404);

    expect([deliveries.length, letters.length]).toEqual([3, 0]);
  });

  test('gets a dead letter with the documented attributes when the retries are used up', async () => {
    const { scheduler, deliveries, letters, until } = open({ deliver: refuse });
    create(scheduler, withPolicy({ MaximumRetryAttempts: 2 }, nextSecond()));

    await until(() => letters.length === 1 && statusOf(scheduler, 'd-1') === 404);

    expect(deliveries).toHaveLength(3);
    expect(letters[0]).toMatchObject({
      queueArn,
      roleArn: 'arn:aws:iam::111122223333:role/schedules',
      attributes: {
        ERROR_CODE: 'AccessDeniedException',
        ERROR_MESSAGE: 'not authorized to perform lambda:InvokeFunction',
        EXECUTION_ID: expect.stringMatching(/^[0-9a-f]{16}$/),
        EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
        IS_PAYLOAD_TRUNCATED: 'false',
        RETRY_ATTEMPTS: '2',
        SCHEDULED_TIME: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        SCHEDULE_ARN: deliveries[0]?.scheduleArn,
        TARGET_ARN: deliveries[0]?.targetArn,
      },
    });
    expect(JSON.parse(letters[0]?.body ?? '')).toEqual({
      FunctionName: deliveries[0]?.targetArn,
      InvocationType: 'Event',
      Payload: '{"userId":"U1"}',
    });
  });

  test('gets a dead letter at once when the event is too old', async () => {
    const { scheduler, deliveries, letters, until } = open({ deliver: refuse });
    create(scheduler, withPolicy({ MaximumEventAgeInSeconds: 60 }));

    await until(() => letters.length === 1);

    expect(deliveries).toHaveLength(1);
    expect(letters[0]?.attributes.EXHAUSTED_RETRY_CONDITION).toBe('MaximumEventAgeInSeconds');
  });

  test('loses the dead letter, with a line that says so, when the queue refuses too', async () => {
    const sendDeadLetter = () => {
      throw new Error('no permission');
    };
    const { scheduler, lines, until } = open({ deliver: refuse, sendDeadLetter });
    create(scheduler, withPolicy({ MaximumRetryAttempts: 0 }));

    await until(() => statusOf(scheduler, 'd-1') === 404);

    expect(lines.at(-1)).toMatch(/^dead letter of arn:.*d-1 did not reach .*letters: no permission$/);
  });
});

describe('a recurring schedule of the template', () => {
  const sweep = {
    ...oneShot('sweep', past),
    ScheduleExpression: 'rate(1 minute)',
    ActionAfterCompletion: 'NONE' as const,
  };

  test('fires when it starts and then at its rate, without making up for what it missed', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const { scheduler, deliveries, until } = open({ now: () => now });
    scheduler.putSchedule(sweep);
    await until(() => deliveries.length === 1);

    now += 59_999;
    scheduler.putSchedule({ ...oneShot('probe', new Date(0)) });
    await until(() => deliveries.length === 2);
    now += 600_001;
    scheduler.putSchedule({ ...oneShot('second-probe', new Date(0)) });
    await until(() => deliveries.length === 4);

    const names = deliveries.map(({ scheduleArn }) => scheduleArn.split('/').at(-1));
    expect(names.slice(0, 2)).toEqual(['sweep', 'probe']);
    expect(names.slice(2).sort()).toEqual(['second-probe', 'sweep']);
  });

  test('keeps its next run when the template has not changed', async () => {
    const { scheduler, deliveries, until } = open();
    scheduler.putSchedule(sweep);
    await until(() => deliveries.length === 1);

    scheduler.putSchedule(sweep);
    scheduler.putSchedule(oneShot('probe', past));
    await until(() => deliveries.length === 2);

    expect(deliveries[1]?.scheduleArn).toMatch(/probe$/);
  });
});

describe('after a restart', () => {
  const file = () => join(mkdtempSync(join(tmpdir(), 'scheduler-')), 'schedules.sqlite');

  test('schedules that became due meanwhile fire at once, others wait', async () => {
    const kept = file();
    const first = open({ file: kept, now: () => 0 });
    create(first.scheduler, oneShot('overdue', past));
    create(first.scheduler, oneShot('later', new Date('2090-01-01T00:00:00Z')));
    await first.scheduler.close();
    opened.splice(0);

    const { scheduler, deliveries, until } = open({ file: kept });
    await until(() => statusOf(scheduler, 'overdue') === 404);

    expect([first.deliveries.length, deliveries.length, statusOf(scheduler, 'later')]).toEqual([0, 1, 200]);
  });

  test('a delivery that waited for its retry is made', async () => {
    const kept = file();
    const first = open({ file: kept, deliver: refuse, timeScale: 1 });
    create(first.scheduler, oneShot('d-1', nextSecond()));
    await first.until(() => first.lines.length === 1);
    await first.scheduler.close();
    opened.splice(0);

    const { scheduler, deliveries, until } = open({ file: kept });
    await until(() => statusOf(scheduler, 'd-1') === 404);

    expect(deliveries).toHaveLength(1);
  });
});
