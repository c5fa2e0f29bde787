import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { reprieveTemplate } from '#test/infra/synthesize.ts';

let template: Template;
beforeAll(() => {
  template = reprieveTemplate();
}, 60_000);

const queues = ['DeactivationScheduleDeadLetters', 'DeactivateUserDeadLetters'];

describe('what a pending deactivation waits in', () => {
  test('is a schedule group that belongs to this deployment', () => {
    template.hasResourceProperties('AWS::Scheduler::ScheduleGroup', { Name: 'Reprieve-deactivations' });
  });

  test('has the worker repeat a failed deactivation twice, then hand it to a queue', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: 'DeactivateUserFunction' },
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 900,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['DeactivateUserDeadLetters', 'Arn'] } } },
    });
  });

  test.each(queues)('keeps what could not be delivered in %s: standard, encrypted, for 14 days', (id) => {
    const { Properties } = template.toJSON().Resources[id];

    expect(Properties).toEqual({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
  });

  test.each(queues)('lets nobody reach %s without TLS', (id) => {
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: id }],
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Action: 'sqs:*',
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      },
    });
  });
});

describe('the sweep', () => {
  test('starts every minute, in the default group, where the SCIM function cannot delete its schedule', () => {
    const { Properties } = template.toJSON().Resources.SweepSchedule;

    expect(Properties).toEqual({
      Description: 'Carries out the deactivations that are overdue',
      FlexibleTimeWindow: { Mode: 'OFF' },
      GroupName: 'default',
      ScheduleExpression: 'rate(1 minute)',
      Target: {
        Arn: { 'Fn::GetAtt': ['SweepFunction', 'Arn'] },
        RoleArn: { 'Fn::GetAtt': ['SweepScheduleRole', 'Arn'] },
        RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
      },
    });
  });

  test('is over before the next one begins, and is not repeated: the next one is its repetition', () => {
    expect(template.toJSON().Resources.SweepFunction.Properties.Timeout).toBeLessThan(60);
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: 'SweepFunction' },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });
});
