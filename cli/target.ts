/** Finds the admin API that a command is for: the local stack that runs here, or a deployed one. */
import { readFileSync } from 'node:fs';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import type { AdminTarget } from './admin-client.ts';
import { CommandError } from './command-error.ts';

export type TargetOptions = {
  /** The local stack, wherever else AWS credentials may lead. */
  readonly local?: boolean | undefined;
  /** The folder of the local stack's data. */
  readonly directory: string;
  /** As the AWS CLI has them. */
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** The CloudFormation stack's name. */
  readonly stack: string;
};

const endpointSchema = z.object({
  adminUrl: z.string(),
  operator: z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), region: z.string() }),
});

/** The local stack where one runs and nothing names a deployed one. @throws CommandError */
export async function findTarget(options: TargetOptions): Promise<AdminTarget> {
  const namesDeployed = options.profile !== undefined || options.region !== undefined;
  const local = options.local || !namesDeployed ? localTarget(options.directory) : undefined;
  if (local !== undefined) return local;
  if (options.local) {
    throw new CommandError(`No local stack runs with its data in ${options.directory}: start it with "npm start".`);
  }
  return deployedTarget(options);
}

function localTarget(directory: string): AdminTarget | undefined {
  try {
    const endpoint = endpointSchema.parse(JSON.parse(readFileSync(`${directory}/endpoint.json`, 'utf8')));
    const { region, ...credentials } = endpoint.operator;
    return { adminUrl: endpoint.adminUrl, region, credentials };
  } catch {
    return undefined;
  }
}

async function deployedTarget({ profile, region, stack }: TargetOptions): Promise<AdminTarget> {
  const client = new CloudFormationClient({
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
  });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const adminUrl = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'AdminUrl')?.OutputValue;
    if (adminUrl === undefined) throw new CommandError(`The stack ${stack} has no output "AdminUrl".`);
    return { adminUrl, region: await client.config.region(), credentials: await client.config.credentials() };
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(
      `No local stack runs here, and the deployed stack ${stack} could not be asked: ${reason}\n` +
        'Start a local one with "npm start", or name the deployed one with --profile, --region and --stack.',
      { cause },
    );
  } finally {
    client.destroy();
  }
}
