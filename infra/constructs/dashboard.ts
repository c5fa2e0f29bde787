/** One dashboard that tells the state of the product before that of its parts. */
import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  type IWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { MetricName } from '#shared/config/metric-names.ts';
import { droppedSchedules, functionThrottles, type Monitored, tableThrottles } from './monitored.ts';

const perFiveMinutes = { statistic: 'Sum', period: Duration.minutes(5) };

function graph(title: string, left: readonly IMetric[], right: readonly IMetric[] = []): GraphWidget {
  return new GraphWidget({
    title,
    left: [...left],
    right: [...right],
    width: 8,
    height: 6,
    leftYAxis: { min: 0, showUnits: false },
    rightYAxis: { min: 0, showUnits: false },
  });
}

const heading = (text: string) => new TextWidget({ markdown: `## ${text}`, width: 24, height: 1 });

/** @param name of the dashboard in the account */
export function addDashboard(
  scope: Construct,
  name: string,
  monitored: Monitored,
  alarms: readonly IAlarm[],
): Dashboard {
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: name,
    defaultInterval: Duration.hours(12),
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 4 })],
      [heading('Deactivations')],
      deactivationWidgets(monitored),
      [heading('Requests')],
      requestWidgets(monitored),
      [heading('Delivery and storage')],
      platformWidgets(monitored),
    ],
  });
}

function deactivationWidgets({ metric }: Monitored): IWidget[] {
  const all = (...names: readonly MetricName[]) => names.map((name) => metric(name));
  return [
    graph('Every step', [
      ...all('DeactivationsRequested', 'SchedulesCreated', 'ScheduleCreationsFailed', 'DeactivationsCancelled'),
      ...all('DeactivationsCarriedOut', 'DeactivationsSwept', 'DeactivationsHeldBack', 'DeactivationsNotPending'),
      ...all('ScheduleDeletionsFailed', 'UsersReactivated'),
    ]),
    graph('Pending', all('PendingDeactivations', 'Users'), all('PendingSharePercent')),
    graph('Late', all('DeactivationsOverdue'), [
      metric('DeactivationLateness', { statistic: 'p50', label: 'Lateness p50 (s)' }),
      metric('DeactivationLateness', { label: 'Lateness, greatest (s)' }),
      metric('OldestOverdue'),
    ]),
    graph('Sweep', all('SweepRuns', 'SweepFailures', 'UnfinishedWork', 'UnfinishedWorkFailures')),
    graph('Legal holds', all('LegalHoldsPlaced', 'LegalHoldsReleased')),
  ];
}

function requestWidgets({ metric, scimApi, adminApi }: Monitored): IWidget[] {
  const latency = (statistic: string) => [
    scimApi.metricLatency({ statistic, period: Duration.minutes(5), label: `API ${statistic}` }),
    metric('RequestLatency', { statistic, label: `Function ${statistic}` }),
  ];
  return [
    graph('SCIM requests', [scimApi.metricCount(perFiveMinutes), metric('Requests'), metric('UsersCreated')]),
    graph('SCIM latency (ms)', [...latency('p50'), ...latency('p95')]),
    graph('SCIM errors', [
      scimApi.metricClientError({ ...perFiveMinutes, label: 'API 4xx' }),
      scimApi.metricServerError({ ...perFiveMinutes, label: 'API 5xx' }),
      metric('ClientErrors'),
      metric('ServerErrors'),
      metric('RequestsNotImplemented'),
      metric('CredentialsRefused'),
    ]),
    graph('Admin API', [
      adminApi.metricCount({ ...perFiveMinutes, label: 'Requests' }),
      adminApi.metricClientError({ ...perFiveMinutes, label: '4xx' }),
      adminApi.metricServerError({ ...perFiveMinutes, label: '5xx' }),
    ]),
  ];
}

function platformWidgets(monitored: Monitored): IWidget[] {
  const { metric, schedules, table, functions } = monitored;
  return [
    graph('Dead letters', [
      schedules.deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', label: 'Schedules' }),
      schedules.workerDeadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', label: 'Worker' }),
    ]),
    graph('Schedules', [
      schedules.group.metricAttempts(perFiveMinutes),
      schedules.group.metricTargetErrors(perFiveMinutes),
      droppedSchedules(monitored),
    ]),
    graph('Table', [
      table.metricConsumedReadCapacityUnits(perFiveMinutes),
      table.metricConsumedWriteCapacityUnits(perFiveMinutes),
      metric('CommitRetries'),
    ]),
    graph('Sync report', [metric('SyncReportRuns'), metric('SyncReportsPublished')]),
    graph('Throttles', [functionThrottles(monitored), tableThrottles(monitored)]),
    graph(
      'Function errors',
      functions.map((each) => each.metricErrors(perFiveMinutes)),
    ),
    graph(
      'Function duration p95 (ms)',
      functions.map((each) => each.metricDuration({ statistic: 'p95', period: Duration.minutes(5) })),
    ),
  ];
}
