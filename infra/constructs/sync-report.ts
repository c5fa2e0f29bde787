/** The sync report: the topic that it is published to, and the schedules that ask for it. */
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Alias } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { pinLogicalId } from './logical-id.ts';
import { RecurringSchedules } from './recurring-schedules.ts';

/** SNS takes 100 characters. */
const maximumDisplayName = 100;

/** The function is connected afterwards, as it is told the topic. */
export class SyncReport extends Construct {
  /**
   * TLS only, and encrypted with the account's `aws/sns` key: other than CloudWatch, a function of the account needs no
   * key of its own for that.
   */
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: { readonly email?: string | undefined }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      // The sender of an e-mail: it tells one deployment from another.
      displayName: `${Stack.of(this).stackName} sync report`.slice(-maximumDisplayName),
      masterKey: Alias.fromAliasName(this, 'Key', 'alias/aws/sns'),
      enforceSSL: true,
    });
    pinLogicalId(this.topic, 'SyncReportTopic');
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));
    new CfnOutput(Stack.of(this), 'SyncReportTopicArn', {
      value: this.topic.topicArn,
      description: 'Where the sync report is published',
    });
  }

  /** A run reports the day or the hour that is over: all attempts are made before the next hour is. */
  connect(report: IFunction): void {
    report.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: Duration.minutes(15) });
    const retryPolicy = { maximumEventAgeInSeconds: 1800, maximumRetryAttempts: 10 };
    new RecurringSchedules(this, 'SyncReportSchedule', {
      target: report,
      schedules: {
        // Ten minutes later every index has caught up.
        SyncReportSchedule: {
          description: 'Reports what provisioning did the day before',
          expression: 'cron(10 0 * * ? *)',
          input: { report: 'day' },
          retryPolicy,
        },
        ErrorNoticeSchedule: {
          description: 'Reports what went wrong in the hour before',
          expression: 'cron(10 * * * ? *)',
          input: { report: 'errors' },
          retryPolicy,
        },
      },
    });
  }
}
