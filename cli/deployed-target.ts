/** The admin API of a deployed stack, found by the outputs of its CloudFormation stack. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { AdminTarget } from './admin-client.ts';
import type { AwsSettings } from './aws-settings.ts';
import { CommandError } from './command-error.ts';

type Deployed = AwsSettings & { readonly stack?: string | undefined };

/** CloudFormation answers within a second; a person waits. */
const requestHandler = { connectionTimeout: 2000, requestTimeout: 3000, throwOnRequestTimeout: true };

/** The SDK would warn, in the midst of the answer, of keys in the environment that a named profile goes before. */
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** @param circumstance a sentence that explains why a deployed stack is looked for; @throws CommandError */
export async function deployedTarget(
  { stack = 'Reprieve', ...settings }: Deployed,
  circumstance = '',
): Promise<AdminTarget> {
  const client = new CloudFormationClient({ maxAttempts: 2, requestHandler, logger: silent, ...settings });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const adminUrl = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'AdminUrl')?.OutputValue;
    if (adminUrl === undefined) throw new CommandError(`The stack ${stack} has no output "AdminUrl": is it Reprieve?`);
    return { adminUrl, region: await client.config.region(), credentials: client.config.credentials };
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError(
      `${circumstance}The deployed stack ${stack} cannot be asked: ${reasonOf(cause, settings.profile)}\n` +
        'Start a local one with "npm start", or name the deployed one with --profile, --region and --stack.',
      { cause },
    );
  } finally {
    client.destroy();
  }
}

/** The AWS SDK's own words, but where they leave out what to do. */
function reasonOf(cause: unknown, profile: string | undefined): string {
  const { name, message } = cause instanceof Error ? cause : Error(String(cause));
  const ofProfile = profile
    ? ` The profile "${profile}" has none, or is not there: "aws configure list-profiles" shows them all.`
    : '';
  if (message === 'Region is missing') return `no AWS region is set (--region, or AWS_REGION).${ofProfile}`;
  if (message.startsWith('Could not load credentials')) {
    return `no AWS credentials are found (--profile, or "aws sso login", "aws configure").${ofProfile}`;
  }
  return name === 'TimeoutError' ? 'CloudFormation does not answer in time.' : message || name;
}
