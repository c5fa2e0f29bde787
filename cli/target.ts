/** Finds the admin API that a command is for: the local stack that runs here, or a deployed one. */
import type { AdminTarget } from './admin-client.ts';
import { awsSettings } from './aws-settings.ts';
import { CommandError } from './command-error.ts';
import { deployedTarget } from './deployed-target.ts';
import { localTarget } from './local-target.ts';

export type TargetOptions = {
  /** The local stack, wherever else AWS credentials may lead. */
  readonly local?: boolean | undefined;
  /** The folder of the local stack's data, `.local` unless named; naming it names the local stack. */
  readonly directory?: string | undefined;
  /** As the AWS CLI has them. */
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** The CloudFormation stack's name. */
  readonly stack?: string | undefined;
};

/**
 * The local stack where one runs and nothing names a deployed one. AWS_PROFILE names one, as `--profile` does; a region
 * alone in the environment does not: many shells have one.
 * @throws CommandError
 */
export async function findTarget(
  options: TargetOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<AdminTarget> {
  const { directory = '.local', region, stack } = options;
  const local = options.local || options.directory !== undefined;
  const settings = awsSettings(options, environment);
  const deployed = { ...settings, stack };
  if (!local && (settings.profile || region || stack)) return deployedTarget(deployed);
  const running = localTarget(directory);
  if (running !== undefined) return running;
  if (local) throw new CommandError(`No local stack has its data in ${directory}: start one with "npm start".`);
  return deployedTarget(deployed, `No local stack has its data in ${directory}. `);
}
