/** The grammar of the command line: the options of all commands, and every group of commands. */
import { Command, Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addCustodianCommands } from './commands/custodians.ts';
import { addDeactivationCommands } from './commands/deactivations.ts';
import { addLogCommands } from './commands/logs.ts';
import { addMatterCommands } from './commands/matters.ts';
import { addOpenApiCommand } from './commands/openapi.ts';
import { addOrganizationCommands } from './commands/organizations.ts';
import { addProviderCommands } from './commands/providers.ts';
import { addUserCommands } from './commands/users.ts';
import { examples } from './examples.ts';
import { nonEmpty } from './options.ts';
import { styled } from './output.ts';
import { session } from './session.ts';
import { findTarget, type TargetOptions } from './target.ts';
import type { Terminal } from './terminal.ts';

type Options = TargetOptions & { readonly json?: boolean };

export function createProgram(terminal: Terminal): Command {
  const { out, error, hasColours, environment } = terminal;
  const program = globalOptions(new Command('reprieve'))
    .configureOutput({
      writeOut: (text) => void out(text),
      writeErr: error,
      getOutHasColors: () => hasColours.out,
      getErrHasColors: () => hasColours.error,
    })
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => styled('bold', title) })
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride();
  const current = session({
    findTarget: () => findTarget(program.opts<Options>(), environment),
    isJson: () => program.opts<Options>().json === true,
    terminal,
  });
  addProviderCommands(program, current);
  addOrganizationCommands(program, current);
  addUserCommands(program, current);
  addMatterCommands(program, current);
  addCustodianCommands(program, current);
  addDeactivationCommands(program, current);
  addLogCommands(program, current);
  addOpenApiCommand(program, current);
  return program;
}

function globalOptions(program: Command): Command {
  return program
    .description('Administers Reprieve: providers, organizations, users, legal holds, deactivations, and the logs.')
    .usage('[options] <command>')
    .version(manifest.version, '--version', 'print the version')
    .option('--json', 'print answers as JSON')
    .addOption(
      new Option(
        '--local',
        'talk to the local stack: the default where one runs and no AWS profile is named',
      ).conflicts(['profile', 'region', 'stack']),
    )
    .addOption(
      new Option('--directory <path>', 'talk to the local stack whose data is in this folder (default: ".local")')
        .conflicts(['profile', 'region', 'stack'])
        .argParser(nonEmpty),
    )
    .option('--profile <name>', 'AWS profile of the deployed stack (or AWS_PROFILE)')
    .option('--region <name>', "AWS region of the deployed stack (or AWS_REGION, or the profile's)")
    .option('--stack <name>', 'CloudFormation name of the deployed stack (default: "Reprieve")')
    .addHelpText(
      'after',
      examples(
        'reprieve providers add --name PingOne --deactivation-delay 30m',
        'reprieve users search --provider PingOne --state pending --profile production',
        'reprieve users history jdoe@example.com --json',
        'reprieve sync-log --follow',
      ),
    )
    .addHelpText(
      'after',
      [
        '\nExit codes: 0 done, 1 refused or failed, 2 not understood.',
        'What cannot be undone is asked for first, and needs --yes where nobody can be asked.',
        'NO_COLOR=1 leaves colours out, DEBUG=1 shows more of a failure.',
      ].join('\n'),
    );
}
