/** `reprieve users …`: which organization a user belongs to, and which provider manages it. */
import type { Command } from 'commander';
import { examples } from '#cli/examples.ts';
import { findOrganization, findProvider, findUser } from '#cli/find.ts';
import { addCondition, type Condition, organizationArgument, providerArgument, userArgument } from '#cli/options.ts';
import type { Session } from '#cli/session.ts';
import { showUser } from '#cli/show.ts';
import { userMessage } from '#shared/http/admin/messages/user.ts';

export function addUserPlacementCommands(users: Command, session: Session): void {
  addMove(users, session);
  addManagement(users, session, {
    name: 'open',
    operation: 'open-to-provisioning',
    description: 'let a provider find a local user, and manage it from its first change on',
    example: 'reprieve users open jdoe@example.com PingOne',
  });
  addManagement(users, session, {
    name: 'transfer',
    operation: 'transfer',
    description: 'give a user to another provider; a pending deactivation keeps the instant at which it is due',
    example: 'reprieve users transfer jdoe@example.com Okta',
  });
}

function addMove(users: Command, { run }: Session): void {
  addCondition(
    users
      .command('move')
      .description('move a user to another organization; no provider moves it back')
      .argument(...userArgument)
      .argument(...organizationArgument),
  )
    .addHelpText('after', examples('reprieve users move jdoe@example.com Engineering'))
    .action((name: string, organization: string, { ifMatch }: Condition) =>
      run(async (context) => {
        const { admin } = context;
        const [{ id }, { id: organizationId }] = await Promise.all([
          findUser(admin, name),
          findOrganization(admin, organization),
        ]);
        const request = {
          method: 'PUT',
          path: ['users', id, 'organization'],
          body: { organizationId },
          ifMatch,
        } as const;
        await showUser(context, await admin.send(request, userMessage));
      }),
    );
}

type ManagementCommand = {
  readonly name: string;
  readonly operation: string;
  readonly description: string;
  readonly example: string;
};

function addManagement(users: Command, { run }: Session, management: ManagementCommand): void {
  const { name, operation, description, example } = management;
  addCondition(
    users
      .command(name)
      .description(description)
      .argument(...userArgument)
      .argument(...providerArgument),
  )
    .addHelpText('after', examples(example))
    .action((user: string, provider: string, { ifMatch }: Condition) =>
      run(async (context) => {
        const { admin } = context;
        const [{ id }, { id: providerId }] = await Promise.all([findUser(admin, user), findProvider(admin, provider)]);
        const request = { method: 'POST', path: ['users', id, operation], body: { providerId }, ifMatch } as const;
        await showUser(context, await admin.send(request, userMessage));
      }),
    );
}
