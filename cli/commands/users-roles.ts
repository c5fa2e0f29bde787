/** `reprieve users roles …`: what administrators alone give to users. */
import type { Command } from 'commander';
import type { AdminRequest } from '#cli/admin-client.ts';
import { examples } from '#cli/examples.ts';
import { findUser } from '#cli/find.ts';
import { addCondition, type Condition, nonEmptyList, userArgument } from '#cli/options.ts';
import type { Session } from '#cli/session.ts';
import { showUser } from '#cli/show.ts';
import { userMessage } from '#shared/http/admin/messages/user.ts';

const roleRule = 'letters from A to Z, digits, underscores, and within it spaces, dots, hyphens';

export function addRoleCommands(users: Command, session: Session): void {
  const roles = users.command('roles').description('show and change the roles of a user');
  addReading(roles, session);
  addReplacement(roles, session);
  addChange(roles, session, {
    name: 'add',
    description: 'give a user one role more, or several',
    request: (id, role) => ({ method: 'POST', path: ['users', id, 'roles'], body: { role } }),
  });
  addChange(roles, session, {
    name: 'remove',
    description: 'take a role from a user, or several',
    request: (id, role) => ({ method: 'DELETE', path: ['users', id, 'roles', role] }),
  });
}

function addReading(roles: Command, { run }: Session): void {
  roles
    .command('show')
    .description('show the roles of a user, one to a line')
    .argument(...userArgument)
    .addHelpText('after', examples('reprieve users roles show jdoe@example.com'))
    .action((name: string) =>
      run(async ({ admin, show }) => {
        const user = await findUser(admin, name);
        await show({ roles: user.roles }, (shown) => shown.roles.join('\n') || 'The user has no role.');
      }),
    );
}

function addReplacement(roles: Command, { run }: Session): void {
  addCondition(
    roles
      .command('set')
      .description('give a user these roles and no others; without a role, none')
      .argument(...userArgument)
      .argument('[role...]', roleRule, nonEmptyList),
  )
    .addHelpText('after', examples('reprieve users roles set jdoe@example.com Reader "Legal Reviewer"'))
    .action((name: string, given: readonly string[] = [], { ifMatch }: Condition = {}) =>
      run(async (context) => {
        const { id } = await findUser(context.admin, name);
        const request = { method: 'PUT', path: ['users', id, 'roles'], body: { roles: given }, ifMatch } as const;
        await showUser(context, await context.admin.send(request, userMessage));
      }),
    );
}

type RoleChange = {
  readonly name: string;
  readonly description: string;
  readonly request: (userId: string, role: string) => AdminRequest;
};

function addChange(roles: Command, { run }: Session, { name, description, request }: RoleChange): void {
  roles
    .command(name)
    .description(description)
    .argument(...userArgument)
    .argument('<role...>', roleRule, nonEmptyList)
    .addHelpText('after', examples(`reprieve users roles ${name} jdoe@example.com Reader`))
    .action((user: string, given: readonly string[]) =>
      run(async (context) => {
        let changed = await findUser(context.admin, user);
        for (const role of given) changed = await context.admin.send(request(changed.id, role), userMessage);
        await showUser(context, changed);
      }),
    );
}
