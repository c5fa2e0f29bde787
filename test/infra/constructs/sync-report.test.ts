import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { reprieveTemplate } from '#test/infra/synthesize.ts';

let template: Template;
beforeAll(() => {
  template = reprieveTemplate();
}, 60_000);

describe('the topic of the sync report', () => {
  test('is encrypted, out of reach without TLS, and tells its deployment', () => {
    template.hasResourceProperties('AWS::SNS::Topic', { DisplayName: 'Reprieve sync report' });
    const { KmsMasterKeyId } = template.toJSON().Resources.SyncReportTopic.Properties;
    expect(JSON.stringify(KmsMasterKeyId)).toContain(':alias/aws/sns');
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      Topics: [{ Ref: 'SyncReportTopic' }],
      PolicyDocument: {
        Statement: [
          {
            Sid: 'AllowPublishThroughSSLOnly',
            Effect: 'Deny',
            Principal: '*',
            Action: 'sns:Publish',
            Resource: { Ref: 'SyncReportTopic' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    });
  });

  test('has an e-mail address among its subscribers when one is set', () => {
    reprieveTemplate({ syncReportEmail: 'identity@example.com' }).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'identity@example.com',
      TopicArn: { Ref: 'SyncReportTopic' },
    });
  });
});

describe('the sync report', () => {
  test.each([
    ['SyncReportSchedule', 'cron(10 0 * * ? *)', '{"report":"day"}'],
    ['ErrorNoticeSchedule', 'cron(10 * * * ? *)', '{"report":"errors"}'],
  ])('is asked for by %s at %s', (id, expression, input) => {
    expect(template.toJSON().Resources[id].Properties).toMatchObject({
      GroupName: 'default',
      ScheduleExpression: expression,
      Target: { Arn: { 'Fn::GetAtt': ['ReportFunction', 'Arn'] }, Input: input },
    });
  });

  test('is over, with all its repetitions, before the next hour is to be reported', () => {
    const { MaximumEventAgeInSeconds: scheduled } =
      template.toJSON().Resources.ErrorNoticeSchedule.Properties.Target.RetryPolicy;
    const [asynchronous] = Object.values(
      template.findResources('AWS::Lambda::EventInvokeConfig', {
        Properties: { FunctionName: { Ref: 'ReportFunction' }, MaximumRetryAttempts: 2 },
      }),
    );

    expect(10 * 60 + scheduled + asynchronous?.Properties.MaximumEventAgeInSeconds).toBeLessThan(3600);
  });

  test.each(['daily', 'errors-only'])('is told that it is wanted %s', (syncReport) => {
    const changed = reprieveTemplate({ syncReport, overdueAlarmSeconds: 240 });

    expect(changed.toJSON().Resources.ReportFunction.Properties.Environment.Variables).toMatchObject({
      SYNC_REPORT: syncReport,
      SYNC_REPORT_TOPIC_ARN: { Ref: 'SyncReportTopic' },
      OVERDUE_SECONDS: '240',
    });
  });

  test('leaves nothing in the stack of those who never want one', () => {
    const without = JSON.stringify(reprieveTemplate({ syncReport: 'never' }).toJSON().Resources);

    expect(without).not.toMatch(/SyncReportTopic|ReportFunction|ErrorNotice|sync-report-/);
  });
});
