import { readFileSync } from 'node:fs';
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { metrics } from '#shared/config/metric-names.ts';
import { reprieveTemplate } from '#test/infra/synthesize.ts';

let template: Template;
let alarms: Record<string, unknown>[];
beforeAll(() => {
  template = reprieveTemplate();
  alarms = alarmsOf(template);
}, 60_000);

const alarmsOf = (of: Template): Record<string, unknown>[] =>
  Object.values(of.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);

const topicOf = (of: Template) => ({
  Ref: Object.keys(of.findResources('AWS::SNS::Topic')).find((id) => id.startsWith('MonitoringTopic')),
});

const topic = { Ref: expect.stringMatching(/^MonitoringTopic/) };

describe('the alarms', () => {
  test('are these', () => {
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual([
      'Reprieve-overdue-deactivations',
      'Reprieve-pending-share',
      'Reprieve-schedule-creations-failed',
      'Reprieve-sweep-silent',
      'Reprieve-sweep-failures',
      'Reprieve-schedule-dead-letters',
      'Reprieve-schedules-dropped',
      'Reprieve-deactivate-user-dead-letters',
      'Reprieve-deactivate-user-errors',
      'Reprieve-server-errors',
      'Reprieve-admin-server-errors',
      'Reprieve-credentials-refused',
      'Reprieve-function-throttles',
      'Reprieve-table-throttles',
      'Reprieve-sync-report-errors',
      'Reprieve-sync-report-silent',
    ]);
  });

  test('each tell the topic when they go off and when they are over', () => {
    for (const alarm of alarms) expect(alarm).toMatchObject({ AlarmActions: [topic], OKActions: [topic] });
  });

  test('are each explained under a heading of docs/operations.md, to which they point', () => {
    const operations = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
    const headings = [...operations.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);

    for (const { AlarmName, AlarmDescription } of alarms) {
      const name = String(AlarmName).replace('Reprieve-', '');
      expect(headings).toContain(name);
      expect(AlarmDescription).toMatch(new RegExp(`What to do: docs/operations.md#${name}$`));
    }
  });

  test('go off for silence in two cases only: when the sweep, or the sync report, does not run', () => {
    const breaching = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');

    expect(breaching).toEqual([
      expect.objectContaining({
        AlarmName: 'Reprieve-sweep-silent',
        MetricName: 'SweepRuns',
        Statistic: 'Sum',
        Period: 300,
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
      }),
      expect.objectContaining({
        AlarmName: 'Reprieve-sync-report-silent',
        MetricName: 'SyncReportRuns',
        Period: 10_800,
      }),
    ]);
  });

  test('take their thresholds from the settings', () => {
    const changed = alarmsOf(
      reprieveTemplate({ overdueAlarmSeconds: 240, pendingShareAlarmPercent: 12, pendingShareAlarmMinimum: 3 }),
    );

    expect(changed).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ AlarmName: 'Reprieve-overdue-deactivations', Threshold: 240 }),
        expect.objectContaining({
          AlarmName: 'Reprieve-pending-share',
          Threshold: 12,
          Metrics: expect.arrayContaining([expect.objectContaining({ Expression: 'IF(pending >= 3, share, 0)' })]),
        }),
      ]),
    );
  });
});

describe('whom the alarms tell', () => {
  test('is a topic that CloudWatch can publish to and nobody can reach without TLS', () => {
    const account = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
    const policies = template.findResources('AWS::SNS::TopicPolicy', { Properties: { Topics: [topicOf(template)] } });
    const [policy] = Object.values(policies);

    expect(policy?.Properties.PolicyDocument.Statement).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: account,
      }),
    ]);
  });

  test('is a topic whose key CloudWatch may use', () => {
    template.hasResourceProperties('AWS::SNS::Topic', {
      KmsMasterKeyId: { 'Fn::GetAtt': [Object.keys(template.findResources('AWS::KMS::Key'))[0], 'Arn'] },
    });
    const [key] = Object.values(template.findResources('AWS::KMS::Key'));
    expect(key?.Properties.KeyPolicy.Statement).toContainEqual({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      Resource: '*',
    });
  });

  test('is an e-mail address too, when one is set', () => {
    reprieveTemplate({ alarmEmail: 'ops@example.com' }).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
  });

  test('is the topic that is set, and then the stack makes none', () => {
    const arn = 'arn:aws:sns:eu-west-1:111122223333:on-call';
    const changed = reprieveTemplate({ alarmTopicArn: arn });

    expect(Object.keys(changed.findResources('AWS::SNS::Topic'))).toEqual(['SyncReportTopic']);
    changed.resourceCountIs('AWS::KMS::Key', 0);
    for (const alarm of alarmsOf(changed)) expect(alarm).toMatchObject({ AlarmActions: [arn], OKActions: [arn] });
  });
});

describe('the dashboard', () => {
  test('shows every metric that the functions write', () => {
    const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    const body = JSON.stringify(dashboard?.Properties.DashboardBody);

    const missing = Object.keys(metrics).filter((name) => !body.includes(`\\"Reprieve\\",\\"${name}\\"`));

    expect(dashboard?.Properties.DashboardName).toBe('Reprieve');
    expect(missing).toEqual([]);
  });
});
