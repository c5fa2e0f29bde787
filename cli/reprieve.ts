/** The administrator's command line. Exit codes: 0 done, 1 refused or failed, 2 not understood. */
import { inspect } from 'node:util';
import { Command, CommanderError, Option } from 'commander';
import { CommandError } from './command-error.ts';
import { examples } from './examples.ts';
import { printable } from './output.ts';
import { addProviderCommands } from './provider-commands.ts';
import { session } from './session.ts';
import { findTarget, type TargetOptions } from './target.ts';
import { addUserCommands } from './user-commands.ts';

export type Terminal = {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Whether failures are shown with everything that is known of them. */
  readonly debug?: boolean;
};

type Options = TargetOptions & { readonly json?: boolean };

/** @param args without `node` and the script; @returns the exit code */
export async function reprieve(args: readonly string[], { out, error, debug = false }: Terminal): Promise<number> {
  const program = createProgram().configureOutput({ writeOut: out, writeErr: error });
  const current = session({
    findTarget: () => findTarget(program.opts<Options>()),
    isJson: () => program.opts<Options>().json === true,
    write: out,
  });
  addProviderCommands(program, current);
  addUserCommands(program, current);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    error(`${debug ? inspect(thrown) : sentence(thrown)}\n`);
    return 1;
  }
}

function createProgram(): Command {
  return new Command('reprieve')
    .description('Administers Reprieve: its providers, their credentials, and its users.')
    .usage('[options] <command>')
    .option('--json', 'print answers as JSON')
    .addOption(
      new Option('--local', 'talk to the local stack: the default where one runs').conflicts([
        'profile',
        'region',
        'stack',
      ]),
    )
    .option('--directory <path>', "folder of the local stack's data", '.local')
    .option('--profile <name>', 'AWS profile of the deployed stack')
    .option('--region <name>', 'AWS region of the deployed stack')
    .option('--stack <name>', 'CloudFormation name of the deployed stack (default: "Reprieve")')
    .addHelpText(
      'after',
      examples(
        'reprieve providers add --name PingOne --deactivation-delay 30m',
        'reprieve providers list --profile production --region eu-central-1',
        'reprieve users history jdoe@example.com --json',
      ),
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 refused or failed, 2 not understood. DEBUG=1 shows more of a failure.',
    )
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride();
}

/** What failed may quote what a client sent. */
function sentence(thrown: unknown): string {
  const text =
    thrown instanceof CommandError
      ? thrown.message
      : `Unexpected failure: ${thrown}. DEBUG=1 shows where it comes from.`;
  return text.split('\n').map(printable).join('\n');
}

if (import.meta.main) {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // Whoever reads the answer has seen enough of it.
    if (code === 'EPIPE') return;
    process.stderr.write(`The answer could not be written: ${message}.\n`);
    process.exitCode = 1;
  });
  const exitCode = await reprieve(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
    debug: Boolean(process.env.DEBUG),
  });
  process.exitCode ??= exitCode;
}
