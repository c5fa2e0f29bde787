/** `reprieve providers …`: the provisioning providers and their credentials. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  connectionMessage,
  type ProviderMessage,
  providerMessage,
  providersMessage,
} from '#shared/http/admin/messages/provider.ts';
import type { AdminClient } from './admin-client.ts';
import { CommandError } from './command-error.ts';
import { parseDuration } from './duration.ts';
import { examples } from './examples.ts';
import { addedProvider, providerDetails, providerTable, rotatedCredential } from './provider-text.ts';
import type { Session } from './session.ts';

const providerArgument = ['<provider>', 'its id or its display name'] as const;

export function addProviderCommands(program: Command, session: Session): void {
  const providers = program
    .command('providers')
    .description('add, list and change the identity providers that provision users');
  addCreation(providers, session);
  addReading(providers, session);
  addSettings(providers, session);
  addSwitch(providers, session);
  addCredentials(providers, session);
}

type Settings = {
  readonly name?: string;
  readonly deactivationDelay?: number;
  readonly strictness?: string;
  readonly put?: string;
};

function settingsBody({ name, deactivationDelay, strictness, put }: Settings) {
  return { displayName: name, deactivationDelaySeconds: deactivationDelay, strictness, putSemantics: put };
}

function addSettingOptions(command: Command): Command {
  return command
    .option(
      '--deactivation-delay <time>',
      'how long a deactivation waits, such as 15m or 7d; 0: not at all',
      durationArgument,
    )
    .addOption(
      new Option('--strictness <mode>', 'what becomes of requests that break RFC 7644').choices(['lenient', 'strict']),
    )
    .addOption(new Option('--put <semantics>', 'what PUT does with left-out attributes').choices(['replace', 'merge']));
}

function addCreation(providers: Command, { run }: Session): void {
  const add = providers
    .command('add')
    .description('add a provider and show, once, what to enter at the identity provider')
    .requiredOption('--name <text>', 'display name')
    .addOption(
      new Option('--auth <type>', 'API credentials are for HTTP Basic, an OAuth token is a bearer token')
        .choices(['api-credentials', 'oauth-token'])
        .default('api-credentials'),
    );
  addSettingOptions(add)
    .addHelpText('after', '\nUnless set, a deactivation waits 15m, the provider is lenient, and PUT replaces.')
    .addHelpText(
      'after',
      examples(
        'reprieve providers add --name PingOne',
        'reprieve providers add --name Okta --auth oauth-token --deactivation-delay 2h',
      ),
    )
    .action(({ auth, ...settings }: Settings & { readonly auth: string }) =>
      run(async (admin, show) => {
        const body = { ...settingsBody(settings), credentialType: auth };
        show(await admin.send({ method: 'POST', path: ['providers'], body }, connectionMessage), addedProvider);
      }),
    );
}

function addReading(providers: Command, { run }: Session): void {
  providers
    .command('list')
    .description('list the providers')
    .addHelpText('after', examples('reprieve providers list', 'reprieve providers list --json'))
    .action(() =>
      run(async (admin, show) => {
        const answer = await admin.send({ method: 'GET', path: ['providers'] }, providersMessage);
        show(answer, ({ providers }) => providerTable(providers));
      }),
    );
  providers
    .command('show')
    .description('show a provider, its settings and its keys')
    .argument(...providerArgument)
    .addHelpText('after', examples('reprieve providers show PingOne'))
    .action((name: string) => run(async (admin, show) => show(await findProvider(admin, name), providerDetails)));
}

function addSettings(providers: Command, session: Session): void {
  const edit = providers
    .command('edit')
    .description('change settings; pending deactivations keep the instant at which they are due')
    .argument(...providerArgument)
    .option('--name <text>', 'display name');
  addSettingOptions(edit)
    .addHelpText(
      'after',
      examples(
        'reprieve providers edit PingOne --deactivation-delay 30m',
        'reprieve providers edit PingOne --name "PingOne EU" --strictness strict',
      ),
    )
    .action((name: string, settings: Settings) => {
      if (Object.keys(settings).length === 0) edit.error('error: name at least one setting to change');
      return change(session, name, settingsBody(settings));
    });
}

function addSwitch(providers: Command, session: Session): void {
  providers
    .command('enable')
    .description('accept requests of the provider again')
    .argument(...providerArgument)
    .addHelpText('after', examples('reprieve providers enable PingOne'))
    .action((name: string) => change(session, name, { enabled: true }));
  providers
    .command('disable')
    .description('refuse every request of the provider from now on; its pending deactivations run')
    .argument(...providerArgument)
    .addHelpText('after', examples('reprieve providers disable PingOne'))
    .action((name: string) => change(session, name, { enabled: false }));
}

async function change({ run }: Session, name: string, body: object): Promise<void> {
  await run(async (admin, show) => {
    const { id } = await findProvider(admin, name);
    show(await admin.send({ method: 'PATCH', path: ['providers', id], body }, providerMessage), providerDetails);
  });
}

function addCredentials(providers: Command, { run }: Session): void {
  providers
    .command('rotate-credential')
    .description('make a new credential and show it, once; the one so far is accepted for a while longer')
    .argument(...providerArgument)
    .addOption(
      new Option('--overlap <time>', 'for how long the one so far is accepted; 0 ends it now')
        .argParser(durationArgument)
        .default(86_400, '1d'),
    )
    .addHelpText(
      'after',
      examples(
        'reprieve providers rotate-credential PingOne',
        'reprieve providers rotate-credential PingOne --overlap 0',
      ),
    )
    .action((name: string, { overlap }: { readonly overlap: number }) =>
      run(async (admin, show) => {
        const { id } = await findProvider(admin, name);
        const request = { method: 'POST', path: ['providers', id, 'credentials'] } as const;
        const body = { overlapSeconds: overlap };
        show(await admin.send({ ...request, body }, connectionMessage), rotatedCredential);
      }),
    );
}

/** @throws CommandError when no provider, or more than one, goes by the name */
async function findProvider(admin: AdminClient, name: string): Promise<ProviderMessage> {
  const { providers } = await admin.send({ method: 'GET', path: ['providers'] }, providersMessage);
  const byId = providers.find(({ id }) => id === name);
  const found = byId ? [byId] : providers.filter(({ displayName }) => displayName === name);
  const [provider, ...others] = found;
  if (provider === undefined)
    throw new CommandError(`There is no provider "${name}": "reprieve providers list" shows them all.`);
  if (others.length > 0) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new CommandError(`${found.length} providers are named "${name}". Give the id of one: ${ids}.`);
  }
  return provider;
}

function durationArgument(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === undefined) throw new InvalidArgumentError('Give a time such as 90s, 15m, 2h or 7d.');
  return seconds;
}
