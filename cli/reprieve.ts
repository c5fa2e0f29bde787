/** The administrator's command line. Exit codes: 0 done, 1 refused or failed, 2 not understood. */
import { Command, CommanderError } from 'commander';
import { CommandError } from './command-error.ts';
import { addProviderCommands } from './provider-commands.ts';
import { session } from './session.ts';
import { findTarget, type TargetOptions } from './target.ts';
import { addUserCommands } from './user-commands.ts';

export type Streams = { readonly out: (text: string) => void; readonly error: (text: string) => void };

/** @param args without `node` and the script; @returns the exit code */
export async function reprieve(args: readonly string[], { out, error }: Streams): Promise<number> {
  const program = new Command('reprieve')
    .description(
      'Administers Reprieve: providers, their credentials, and users. Talks to the admin API of the local stack or of a deployed one.',
    )
    .option('--json', 'print answers as JSON')
    .option('--local', 'talk to the local stack (the default where one runs)')
    .option('--directory <path>', "folder of the local stack's data", '.local')
    .option('--profile <name>', 'AWS profile of a deployed stack')
    .option('--region <name>', 'AWS region of a deployed stack')
    .option('--stack <name>', 'CloudFormation stack', 'Reprieve')
    .configureOutput({ writeOut: out, writeErr: error })
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride();
  const options = () => program.opts<TargetOptions & { json?: boolean }>();
  const current = session({
    findTarget: () => findTarget(options()),
    isJson: () => options().json === true,
    write: out,
  });
  addProviderCommands(program, current);
  addUserCommands(program, current);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    if (!(thrown instanceof CommandError)) throw thrown;
    error(`${thrown.message}\n`);
    return 1;
  }
}

if (import.meta.main) {
  process.exitCode = await reprieve(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
  });
}
