/** `reprieve providers …`: the provisioning providers and their credentials. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type ConnectionMessage,
  connectionMessage,
  type ProviderMessage,
  providerMessage,
  providersMessage,
} from '#shared/http/admin-messages.ts';
import type { AdminClient } from './admin-client.ts';
import { CommandError } from './command-error.ts';
import { parseDuration } from './duration.ts';
import { connectionBox, providerDetails, providerTable } from './provider-text.ts';
import type { Session } from './session.ts';

const providerArgument = ['<provider>', 'its id or its display name'] as const;

export function addProviderCommands(program: Command, session: Session): void {
  const providers = program.command('providers').description('the identity providers that provision users');
  addCreation(providers, session);
  addReading(providers, session);
  addSettings(providers, session);
  addCredentials(providers, session);
}

type Settings = {
  readonly name?: string;
  readonly auth?: string;
  readonly deactivationDelay?: number;
  readonly strictness?: string;
  readonly put?: string;
};

function settingsBody({ name, deactivationDelay, strictness, put }: Settings) {
  return { displayName: name, deactivationDelaySeconds: deactivationDelay, strictness, putSemantics: put };
}

function addSettingOptions(command: Command): Command {
  return command
    .option('--deactivation-delay <time>', 'how long a deactivation waits: 0, or 60s to 30d', durationArgument)
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
      new Option('--auth <type>', 'credential type')
        .choices(['api-credentials', 'oauth-token'])
        .default('api-credentials'),
    );
  addSettingOptions(add).action((settings: Settings) =>
    run(async (admin, show) => {
      const body = { ...settingsBody(settings), credentialType: settings.auth };
      show(await admin.send({ method: 'POST', path: ['providers'], body }, connectionMessage), createdBox);
    }),
  );
}

function addReading(providers: Command, { run }: Session): void {
  providers
    .command('list')
    .description('list the providers')
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
    .action((name: string) => run(async (admin, show) => show(await findProvider(admin, name), providerDetails)));
}

function addSettings(providers: Command, session: Session): void {
  const edit = providers
    .command('edit')
    .description('change settings; pending deactivations keep the instant at which they are due')
    .argument(...providerArgument)
    .option('--name <text>', 'display name');
  addSettingOptions(edit).action((name: string, settings: Settings) => change(session, name, settingsBody(settings)));
  providers
    .command('enable')
    .description('accept requests of the provider again')
    .argument(...providerArgument)
    .action((name: string) => change(session, name, { enabled: true }));
  providers
    .command('disable')
    .description('refuse every request of the provider from now on; its pending deactivations run')
    .argument(...providerArgument)
    .action((name: string) => change(session, name, { enabled: false }));
}

function createdBox({ provider, ...connection }: ConnectionMessage): string {
  return connectionBox({ displayName: provider.displayName, ...connection });
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
    .option('--overlap <time>', 'for how long the one so far is accepted (0 ends it now)', durationArgument, 86_400)
    .action((name: string, { overlap }: { overlap: number }) =>
      run(async (admin, show) => {
        const { id } = await findProvider(admin, name);
        const path = ['providers', id, 'credentials'];
        show(
          await admin.send({ method: 'POST', path, body: { overlapSeconds: overlap } }, connectionMessage),
          createdBox,
        );
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
    throw new CommandError(`There is no provider "${name}": "providers list" shows them all.`);
  if (others.length > 0) throw new CommandError(`${found.length} providers are named "${name}": give the id of one.`);
  return provider;
}

function durationArgument(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === undefined) throw new InvalidArgumentError('Give a time such as 90s, 15m, 2h or 7d.');
  return seconds;
}
