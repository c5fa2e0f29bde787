/** The policies that AWS maintains and that our template attaches by name. */
import { parsePolicy, type Statement } from './policy.ts';

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonAPIGatewayPushToCloudWatchLogs.html */
const pushToCloudWatchLogs = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogGroups',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
      'logs:GetLogEvents',
      'logs:FilterLogEvents',
    ],
    Resource: '*',
  },
};

const documents: ReadonlyMap<string, unknown> = new Map([
  ['arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs', pushToCloudWatchLogs],
]);

/** @throws Error when the local stack does not have the policy */
export function managedPolicy(arn: string): readonly Statement[] {
  const document = documents.get(arn);
  if (document === undefined) throw new Error(`The local stack does not know the managed policy ${arn}.`);
  return parsePolicy(document, arn);
}
