/** `reprieve providers …`: the identity providers that provision users, and their settings. */
import { type Command, Option } from 'commander';
import type { AdminClient } from '#cli/admin-client.ts';
import { examples } from '#cli/examples.ts';
import { findOrganization, findProvider } from '#cli/find.ts';
import { providerPages } from '#cli/lists.ts';
import { type Names, readNames } from '#cli/names.ts';
import {
  addCondition,
  type Condition,
  durationArgument,
  limitOption,
  nonEmpty,
  providerArgument,
} from '#cli/options.ts';
import type { Session } from '#cli/session.ts';
import { showProvider } from '#cli/show.ts';
import { addedProvider, noProvider, providerHead, providerRow } from '#cli/text/providers.ts';
import { connectionMessage, type ProviderMessage, providerMessage } from '#shared/http/admin/messages/provider.ts';
import { addProviderLifeCommands } from './providers-life.ts';

export function addProviderCommands(program: Command, session: Session): void {
  const providers = program
    .command('providers')
    .description('add, list, change and remove the identity providers that provision users');
  addReading(providers, session);
  addCreation(providers, session);
  addSettings(providers, session);
  addProviderLifeCommands(providers, session);
}

type Settings = {
  readonly name?: string;
  readonly deactivationDelay?: number;
  readonly organization?: string;
  readonly strictness?: string;
  readonly put?: string;
};

async function settingsBody(
  admin: AdminClient,
  { name, deactivationDelay, organization, strictness, put }: Settings,
): Promise<object> {
  const organizationId = organization === undefined ? undefined : (await findOrganization(admin, organization)).id;
  return {
    displayName: name,
    deactivationDelaySeconds: deactivationDelay,
    organizationId,
    strictness,
    putSemantics: put,
  };
}

function addSettingOptions(command: Command): Command {
  return command
    .option(
      '--deactivation-delay <time>',
      'how long a deactivation waits, such as 15m or 7d; 0: not at all',
      durationArgument,
    )
    .option('--organization <organization>', 'where new users land: its id or its name', nonEmpty)
    .addOption(
      new Option('--strictness <mode>', 'what becomes of requests that break RFC 7644').choices(['lenient', 'strict']),
    )
    .addOption(new Option('--put <semantics>', 'what PUT does with left-out attributes').choices(['replace', 'merge']));
}

function addReading(providers: Command, { run }: Session): void {
  providers
    .command('list')
    .description('list the providers')
    .addOption(limitOption())
    .addHelpText('after', examples('reprieve providers list', 'reprieve providers list --json'))
    .action(({ limit }: { readonly limit?: number }) =>
      run(async ({ admin, isJson, showPages }) => {
        const names: Names = isJson ? (id) => id : await readNames(admin, 'providers', 'organizations');
        const toRow = (provider: ProviderMessage) => providerRow(provider, names);
        await showPages(providerPages(admin, limit), {
          member: 'providers',
          head: providerHead,
          toRow,
          none: noProvider,
        });
      }),
    );
  providers
    .command('show')
    .description('show a provider, its settings and its keys')
    .argument(...providerArgument)
    .addHelpText('after', examples('reprieve providers show PingOne'))
    .action((name: string) => run(async (context) => showProvider(context, await findProvider(context.admin, name))));
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
    .addHelpText(
      'after',
      '\nUnless set, a deactivation waits 15m, users land in the default organization, the provider is lenient, and PUT replaces.',
    )
    .addHelpText(
      'after',
      examples(
        'reprieve providers add --name PingOne --organization Engineering',
        'reprieve providers add --name Okta --auth oauth-token --deactivation-delay 2h',
      ),
    )
    .action(({ auth, ...settings }: Settings & { readonly auth: string }) =>
      run(async ({ admin, show }) => {
        const body = { ...(await settingsBody(admin, settings)), credentialType: auth };
        const request = { method: 'POST', path: ['providers'], body, isCreation: true } as const;
        await show(await admin.send(request, connectionMessage), addedProvider);
      }),
    );
}

function addSettings(providers: Command, { run }: Session): void {
  const edit = providers
    .command('edit')
    .description('change settings; pending deactivations keep the instant at which they are due')
    .argument(...providerArgument)
    .option('--name <text>', 'display name');
  addCondition(addSettingOptions(edit))
    .addHelpText(
      'after',
      examples(
        'reprieve providers edit PingOne --deactivation-delay 30m',
        'reprieve providers edit PingOne --name "PingOne EU" --organization Sales --strictness strict',
      ),
    )
    .action((name: string, { ifMatch, ...settings }: Settings & Condition) => {
      if (Object.keys(settings).length === 0) edit.error('error: name at least one setting to change');
      return run(async (context) => {
        const { id } = await findProvider(context.admin, name);
        const body = await settingsBody(context.admin, settings);
        const request = { method: 'PATCH', path: ['providers', id], body, ifMatch } as const;
        await showProvider(context, await context.admin.send(request, providerMessage));
      });
    });
}
