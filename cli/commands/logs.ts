/** `reprieve sync-log`, `reprieve administrators-log`: what happened, filtered, exported, and as it happens. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AdminClient, AdminRequest } from '#cli/admin-client.ts';
import { UsageError } from '#cli/command-error.ts';
import { examples } from '#cli/examples.ts';
import { findMatter, findOrganization, findProvider, isId } from '#cli/find.ts';
import { followLog, type LogOutput, showLog, writeCsv } from '#cli/log-output.ts';
import { durationArgument, limitOption, nonEmpty, timeOption } from '#cli/options.ts';
import type { Session } from '#cli/session.ts';
import { instantOf, parseTime } from '#cli/time.ts';

type LogOptions = LogOutput & {
  readonly since?: string;
  readonly until?: string;
  readonly user?: string;
  readonly operation?: string;
  readonly outcome?: string;
  readonly order?: string;
  readonly csv?: true;
  readonly follow?: true;
};

type SyncLogOptions = LogOptions & { readonly provider?: string };
type Subject = { readonly [kind in 'provider' | 'organization' | 'matter']?: string | undefined };
type AdministratorsLogOptions = LogOptions & Subject & { readonly administrator?: string };

type Query = NonNullable<AdminRequest['query']>;

export function addLogCommands(program: Command, session: Session): void {
  addLogOptions(
    program
      .command('sync-log')
      .description('show what provisioning changed, and what it was refused')
      .option('--provider <provider>', 'by this one: its id or its display name; "unknown": by none', nonEmpty),
  )
    .addHelpText(
      'after',
      examples(
        'reprieve sync-log --since 2h --provider PingOne',
        'reprieve sync-log --since 2026-11-01 --until 2026-11-30 --csv > november.csv',
        'reprieve sync-log --follow --outcome refused',
      ),
    )
    .action(({ provider, ...options }: SyncLogOptions) =>
      runLog(session, 'sync-log', options, async (admin) => ({ providerId: await providerIdOf(admin, provider) })),
    );
  addLogOptions(
    program
      .command('administrators-log')
      .description('show what administrators did')
      .option('--administrator <arn>', 'by this one', nonEmpty)
      .option('--provider <provider>', 'to this provider', nonEmpty)
      .addOption(new Option('--organization <organization>', 'to this one').argParser(nonEmpty).conflicts('provider'))
      .addOption(
        new Option('--matter <matter>', 'to this one').argParser(nonEmpty).conflicts(['provider', 'organization']),
      ),
  )
    .addHelpText(
      'after',
      examples('reprieve administrators-log --since 7d', 'reprieve administrators-log --user jdoe@example.com --json'),
    )
    .action(({ administrator, provider, organization, matter, ...options }: AdministratorsLogOptions) =>
      runLog(session, 'administrators-log', options, async (admin) => ({
        administratorId: administrator,
        subjectId: await subjectIdOf(admin, { provider, organization, matter }),
      })),
    );
}

function addLogOptions(command: Command): Command {
  return command
    .option('--user <user>', 'about this user: userName or id', nonEmpty)
    .option('--operation <operation>', 'of this kind, such as create, patch or deactivate', nonEmpty)
    .addOption(new Option('--outcome <outcome>', 'changed, or refused').choices(['changed', 'refused']))
    .addOption(timeOption('--since <time>', 'from then on: 2h ago, a date, an instant (default: 24h)', 'ago'))
    .addOption(timeOption('--until <time>', 'up to then: 2h ago, a date (the whole day, in UTC), an instant', 'ago'))
    .addOption(new Option('--order <order>', 'what comes first (default: newest)').choices(['newest', 'oldest']))
    .addOption(limitOption())
    .addOption(new Option('--csv', 'as comma-separated values, with a row of headings').conflicts('limit'))
    .addOption(
      new Option(
        '--follow',
        'show the last 10 minutes, or as --since says, and then what is new until Ctrl-C',
      ).conflicts(['until', 'order', 'limit', 'csv']),
    )
    .addOption(
      new Option('--interval <time>', 'with --follow: how often to ask').argParser(intervalArgument).default(5, '5s'),
    )
    .addHelpText('after', '\nWith --json, one entry to a line.');
}

async function runLog(
  { run }: Session,
  path: string,
  options: LogOptions,
  readQuery: (admin: AdminClient) => Promise<Query>,
): Promise<void> {
  await run(async (context) => {
    if (options.csv && context.isJson) throw new UsageError('Choose --csv or --json.');
    const { since, until: to, user, operation, outcome, order } = options;
    const from = since ?? (to === undefined && !options.follow ? parseTime('24h', 'ago') : undefined);
    if (from !== undefined && to !== undefined && instantOf(from) >= endOf(to)) {
      throw new UsageError('--until must lie after --since.');
    }
    // Also somebody who is not there any more, or never was, has entries by name.
    const about = user === undefined ? {} : isId(user) ? { userId: user } : { userName: user };
    const query = { ...(await readQuery(context.admin)), ...about, from, to, operation, outcome, order };
    const request = { method: 'GET', path: [path], query } as const;
    if (options.csv) await writeCsv(context, request);
    else if (options.follow) await followLog(context, request, options);
    else await showLog(context, request, options);
  });
}

/** For comparison as text: a date is meant whole, up to its midnight. */
function endOf(dateOrInstant: string): string {
  const isDate = !dateOrInstant.includes('T');
  return isDate ? `${dateOrInstant}T24` : instantOf(dateOrInstant);
}

/** What is removed has entries by its id. */
async function providerIdOf(admin: AdminClient, provider: string | undefined): Promise<string | undefined> {
  if (provider === undefined || provider === 'unknown' || isId(provider)) return provider;
  return (await findProvider(admin, provider)).id;
}

async function subjectIdOf(
  admin: AdminClient,
  { provider, organization, matter }: Subject,
): Promise<string | undefined> {
  const name = provider ?? organization ?? matter;
  if (name === undefined || isId(name)) return name;
  const find = provider !== undefined ? findProvider : organization !== undefined ? findOrganization : findMatter;
  return (await find(admin, name)).id;
}

function intervalArgument(text: string): number {
  const seconds = durationArgument(text);
  if (seconds === 0) throw new InvalidArgumentError('Give a time from 1s.');
  return seconds;
}
