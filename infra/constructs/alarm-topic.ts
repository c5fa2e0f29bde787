/** Whom CloudWatch tells about an alarm. */
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/**
 * Encrypted with a key of its own, as CloudWatch cannot publish to a topic under the account's `aws/sns` key; TLS only.
 */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, { email }: { readonly email?: string | undefined }) {
    const key = new Key(scope, `${id}Key`, {
      description: 'Encrypts what the alarms say',
      enableKeyRotation: true,
      // A topic keeps nothing that would have to be read later.
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(7),
    });
    super(scope, id, { displayName: 'Reprieve alarms', masterKey: key, enforceSSL: true });
    const cloudWatch = {
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    };
    key.addToResourcePolicy(
      new PolicyStatement({ ...cloudWatch, actions: ['kms:Decrypt', 'kms:GenerateDataKey*'], resources: ['*'] }),
    );
    // A topic with a policy of its own has lost the default one that lets CloudWatch in.
    this.addToResourcePolicy(
      new PolicyStatement({ ...cloudWatch, actions: ['sns:Publish'], resources: [this.topicArn] }),
    );
    if (email !== undefined) this.addSubscription(new EmailSubscription(email));
  }
}
