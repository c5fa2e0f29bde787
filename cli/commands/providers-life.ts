/** `reprieve providers …`: enabling, disabling and removing providers, and their credentials. */
import { type Command, Option } from 'commander';
import * as z from 'zod/mini';
import { examples } from '#cli/examples.ts';
import { findProvider } from '#cli/find.ts';
import {
  addCondition,
  addConsent,
  type Condition,
  type Consent,
  durationArgument,
  nonEmpty,
  providerArgument,
} from '#cli/options.ts';
import { printable } from '#cli/output.ts';
import type { Session } from '#cli/session.ts';
import { showProvider } from '#cli/show.ts';
import { rotatedCredential } from '#cli/text/providers.ts';
import { connectionMessage, providerMessage } from '#shared/http/admin/messages/provider.ts';

export function addProviderLifeCommands(providers: Command, session: Session): void {
  addEnabling(providers, session);
  addDisabling(providers, session);
  addRemoval(providers, session);
  addCredentials(providers, session);
}

function addEnabling(providers: Command, { run }: Session): void {
  addCondition(
    providers
      .command('enable')
      .description('accept requests of the provider again')
      .argument(...providerArgument),
  )
    .addHelpText('after', examples('reprieve providers enable PingOne'))
    .action((name: string, { ifMatch }: Condition) =>
      run(async (context) => {
        const { id } = await findProvider(context.admin, name);
        const request = { method: 'PATCH', path: ['providers', id], body: { enabled: true }, ifMatch } as const;
        await showProvider(context, await context.admin.send(request, providerMessage));
      }),
    );
}

type Disabling = Condition & Consent & { readonly pending: 'run' | 'cancel' };

function addDisabling(providers: Command, { run }: Session): void {
  const disable = providers
    .command('disable')
    .description('refuse every request of the provider from now on')
    .argument(...providerArgument)
    .addOption(
      new Option('--pending <what>', 'its pending deactivations run when they are due, or are cancelled')
        .choices(['run', 'cancel'])
        .default('run'),
    );
  addConsent(addCondition(disable))
    .addHelpText(
      'after',
      examples('reprieve providers disable PingOne', 'reprieve providers disable PingOne --pending cancel'),
    )
    .action((name: string, { pending, ifMatch, ...consent }: Disabling) =>
      run(async (context) => {
        const { id, displayName } = await findProvider(context.admin, name);
        if (pending === 'cancel') {
          await context.confirm(
            `Disable provider "${displayName}" and cancel every pending deactivation of its users?`,
            consent,
          );
        }
        const body = { pendingDeactivations: pending };
        const request = { method: 'POST', path: ['providers', id, 'disable'], body, ifMatch } as const;
        await showProvider(context, await context.admin.send(request, providerMessage));
      }),
    );
}

type Removal = Condition & Consent & { readonly usersBecome?: 'local'; readonly transferTo?: string };

function addRemoval(providers: Command, { run }: Session): void {
  const remove = providers
    .command('remove')
    .description('remove a provider for good, and settle what becomes of its users')
    .argument(...providerArgument)
    .addOption(new Option('--users-become <what>', 'its users are managed by administrators only').choices(['local']))
    .addOption(
      new Option('--transfer-to <provider>', 'its users go to another provider: its id or its display name')
        .argParser(nonEmpty)
        .conflicts('usersBecome'),
    );
  addConsent(addCondition(remove))
    .addHelpText(
      'after',
      examples(
        'reprieve providers remove PingOne --users-become local',
        'reprieve providers remove PingOne --transfer-to Okta --yes',
      ),
    )
    .action((name: string, { usersBecome, transferTo, ifMatch, ...consent }: Removal) => {
      if (usersBecome === undefined && transferTo === undefined) {
        remove.error('error: say what becomes of its users: --users-become local, or --transfer-to <provider>');
      }
      return run(async (context) => {
        const { admin, show, confirm } = context;
        const { id, displayName } = await findProvider(admin, name);
        const to = transferTo === undefined ? undefined : await findProvider(admin, transferTo);
        const become = to === undefined ? 'become local' : `go to provider "${to.displayName}"`;
        await confirm(`Remove provider "${displayName}" for good? Its users ${become}.`, consent);
        const query = { usersBecome: to === undefined ? 'local' : 'transferred', toProviderId: to?.id };
        const request = { method: 'DELETE', path: ['providers', id], query, ifMatch } as const;
        const left = await admin.send(request, z.optional(providerMessage));
        await show(left ?? { removed: id }, () =>
          left === undefined
            ? `Provider "${printable(displayName)}" is removed.`
            : `Provider "${printable(displayName)}" is disabled and being removed: it goes by itself after the last of its users, ` +
              'a minute from now at the soonest. "reprieve providers list" shows whether it is there.',
        );
      });
    });
}

function addCredentials(providers: Command, { run }: Session): void {
  const rotate = providers
    .command('rotate-credential')
    .description('make a new credential and show it, once; the one so far is accepted for a while longer')
    .argument(...providerArgument)
    .addOption(
      new Option('--overlap <time>', 'for how long the one so far is accepted; 0 ends it now')
        .argParser(durationArgument)
        .default(86_400, '1d'),
    );
  addCondition(rotate)
    .addHelpText(
      'after',
      examples(
        'reprieve providers rotate-credential PingOne',
        'reprieve providers rotate-credential PingOne --overlap 0',
      ),
    )
    .action((name: string, { overlap, ifMatch }: Condition & { readonly overlap: number }) =>
      run(async ({ admin, show }) => {
        const { id } = await findProvider(admin, name);
        const body = { overlapSeconds: overlap };
        const request = { method: 'POST', path: ['providers', id, 'credentials'], body, ifMatch } as const;
        await show(await admin.send(request, connectionMessage), rotatedCredential);
      }),
    );
}
