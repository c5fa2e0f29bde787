/** Every alarm: what it watches, when it goes off, and what that means. What to do then is in docs/operations.md. */
import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { droppedSchedules, functionThrottles, type Monitored, tableThrottles } from './monitored.ts';

export type AlarmDefinition = {
  /** Also its heading in docs/operations.md. */
  readonly name: string;
  readonly meaning: string;
  readonly metric: IMetric;
  /** The value at which it goes off, upwards unless `below` is set. */
  readonly threshold: number;
  /** Goes off under the threshold, and when there is no data at all. */
  readonly below?: true;
};

export type AlarmThresholds = {
  readonly overdueAlarmSeconds: number;
  readonly pendingShareAlarmPercent: number;
  readonly pendingShareAlarmMinimum: number;
};

/** In the order of docs/operations.md: what endangers a deactivation first. */
export function alarmDefinitions(monitored: Monitored, thresholds: AlarmThresholds): readonly AlarmDefinition[] {
  return [
    ...deactivationAlarms(monitored, thresholds),
    ...sweepAlarms(monitored),
    ...deliveryAlarms(monitored),
    ...endpointAlarms(monitored),
    ...reportAlarms(monitored),
  ];
}

function deactivationAlarms({ metric }: Monitored, thresholds: AlarmThresholds): readonly AlarmDefinition[] {
  const pendingShare = new MathExpression({
    expression: `IF(pending >= ${thresholds.pendingShareAlarmMinimum}, share, 0)`,
    usingMetrics: { pending: metric('PendingDeactivations'), share: metric('PendingSharePercent') },
    label: 'Share of the users with a pending deactivation',
    period: Duration.minutes(5),
  });
  return [
    {
      name: 'overdue-deactivations',
      meaning: 'A deactivation is later than promised: a leaver may still be counted as a user.',
      metric: metric('OldestOverdue'),
      threshold: thresholds.overdueAlarmSeconds,
    },
    {
      name: 'pending-share',
      meaning: 'Unusually many users wait for their deactivation: an identity provider may have made a mistake.',
      metric: pendingShare,
      threshold: thresholds.pendingShareAlarmPercent,
    },
    {
      name: 'schedule-creations-failed',
      meaning: 'Users are blocked, but no schedule could be created to deactivate them: the sweep will.',
      metric: metric('ScheduleCreationsFailed'),
      threshold: 1,
    },
  ];
}

function sweepAlarms({ metric }: Monitored): readonly AlarmDefinition[] {
  return [
    {
      name: 'sweep-silent',
      meaning: 'The sweep has not completed a run for five minutes: nothing would catch a lost deactivation.',
      metric: metric('SweepRuns'),
      threshold: 1,
      below: true,
    },
    {
      name: 'sweep-failures',
      meaning: 'The sweep found overdue deactivations that it could not carry out.',
      metric: metric('SweepFailures'),
      threshold: 1,
    },
  ];
}

function deliveryAlarms(monitored: Monitored): readonly AlarmDefinition[] {
  const { schedules } = monitored;
  const options = { statistic: 'Sum', period: Duration.minutes(5) };
  const waiting = (queue: Queue) =>
    queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: Duration.minutes(1) });
  return [
    {
      name: 'schedule-dead-letters',
      meaning: 'EventBridge Scheduler could not hand a deactivation to its function.',
      metric: waiting(schedules.deadLetters),
      threshold: 1,
    },
    {
      name: 'schedules-dropped',
      meaning: 'EventBridge Scheduler gave up on a deactivation, or could not even write it to the dead-letter queue.',
      metric: droppedSchedules(monitored),
      threshold: 1,
    },
    {
      name: 'deactivate-user-dead-letters',
      meaning: 'The function that deactivates a user failed three times on one deactivation.',
      metric: waiting(schedules.workerDeadLetters),
      threshold: 1,
    },
    {
      name: 'deactivate-user-errors',
      meaning: 'The function that deactivates a user failed; Lambda repeats it twice.',
      metric: schedules.worker.metricErrors(options),
      threshold: 1,
    },
  ];
}

function endpointAlarms(monitored: Monitored): readonly AlarmDefinition[] {
  const options = { statistic: 'Sum', period: Duration.minutes(5) };
  return [
    {
      name: 'server-errors',
      meaning: 'The SCIM endpoint answers with 5xx: identity providers cannot get their changes through.',
      metric: new MathExpression({
        expression: 'errors - FILL(notImplemented, 0)',
        usingMetrics: {
          errors: monitored.scimApi.metricServerError(options),
          notImplemented: monitored.metric('RequestsNotImplemented', options),
        },
        label: '5xx other than 501',
        period: options.period,
      }),
      threshold: 5,
    },
    {
      name: 'admin-server-errors',
      meaning: 'The admin API answers with 5xx.',
      metric: monitored.adminApi.metricServerError(options),
      threshold: 1,
    },
    {
      name: 'credentials-refused',
      meaning: 'Many requests carry a credential that is not accepted: a rotated secret not entered, or guessing.',
      metric: monitored.metric('CredentialsRefused'),
      threshold: 20,
    },
    {
      name: 'function-throttles',
      meaning: 'Lambda refuses invocations: no concurrency is left for the functions.',
      metric: functionThrottles(monitored),
      threshold: 1,
    },
    {
      name: 'table-throttles',
      meaning: 'DynamoDB throttles the table or one of its indexes.',
      metric: tableThrottles(monitored),
      threshold: 1,
    },
  ];
}

function reportAlarms({ metric, report }: Monitored): readonly AlarmDefinition[] {
  if (report === undefined) return [];
  return [
    {
      name: 'sync-report-errors',
      meaning: 'The sync report could not be made or published; Lambda repeats it twice.',
      metric: report.metricErrors({ statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 1,
    },
    {
      name: 'sync-report-silent',
      meaning: 'The sync report has not completed a run for three hours: nobody would be told of errors.',
      metric: metric('SyncReportRuns', { period: Duration.hours(3) }),
      threshold: 1,
      below: true,
    },
  ];
}
