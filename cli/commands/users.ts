/** `reprieve users …`: finding users, where their lives stand, and how they came there. */
import { type Command, Option } from 'commander';
import type { AdminClient } from '#cli/admin-client.ts';
import { examples } from '#cli/examples.ts';
import { findOrganization, findProvider, findUser } from '#cli/find.ts';
import { type Names, readNames } from '#cli/names.ts';
import { limitOption, nonEmpty, userArgument } from '#cli/options.ts';
import { pagesOf } from '#cli/pages.ts';
import type { Session } from '#cli/session.ts';
import { showUser } from '#cli/show.ts';
import { historyHead, historyRow, noHistory } from '#cli/text/logs.ts';
import { userHead, userRow } from '#cli/text/users.ts';
import { logMessage } from '#shared/http/admin/messages/log.ts';
import { usersMessage } from '#shared/http/admin/messages/user.ts';
import { addUserEditingCommands } from './users-editing.ts';
import { addUserLifeCommands } from './users-life.ts';
import { addUserPlacementCommands } from './users-placement.ts';
import { addRoleCommands } from './users-roles.ts';

export function addUserCommands(program: Command, session: Session): void {
  const users = program
    .command('users')
    .description('find and change users, whoever manages them, and see their history');
  addSearch(users, session);
  addReading(users, session);
  addUserEditingCommands(users, session);
  addUserPlacementCommands(users, session);
  addRoleCommands(users, session);
  addUserLifeCommands(users, session);
}

type Search = {
  readonly userName?: string;
  readonly email?: string;
  readonly externalId?: string;
  readonly provider?: string;
  readonly organization?: string;
  readonly state?: string;
  readonly limit?: number;
};

function addSearch(users: Command, { run }: Session): void {
  users
    .command('search')
    .description('list users: all, one by name, or those of a provider, an organization or a state')
    .option('--user-name <text>', 'the whole userName', nonEmpty)
    .option('--email <text>', 'a whole e-mail address', nonEmpty)
    .option('--external-id <text>', 'the id at the identity provider', nonEmpty)
    .option('--provider <provider>', 'its id or its display name; "local": users whom no provider manages', nonEmpty)
    .option('--organization <organization>', 'its id or its name', nonEmpty)
    .addOption(
      new Option('--state <state>', 'where their lives stand').choices([
        'active',
        'pending',
        'deactivated',
        'blocked',
        'held',
        'deleted',
      ]),
    )
    .addOption(limitOption())
    .addHelpText(
      'after',
      examples(
        'reprieve users search --provider PingOne --state pending',
        'reprieve users search --email jdoe@example.com',
        'reprieve users search --provider local --json',
      ),
    )
    .action((search: Search) =>
      run(async ({ admin, isJson, showPages }) => {
        const query = await searchQuery(admin, search);
        const pages = pagesOf(
          async (page) => {
            const request = { method: 'GET', path: ['users'], query: { ...query, ...page } } as const;
            const { users: items, next } = await admin.send(request, usersMessage);
            return { items, next };
          },
          { limit: search.limit, pageSize: 100 },
        );
        const names: Names = isJson ? (id) => id : await readNames(admin, 'providers', 'organizations');
        const toRow = (user: Parameters<typeof userRow>[0]) => userRow(user, names);
        await showPages(pages, { member: 'users', head: userHead, toRow, none: 'There is no such user.' });
      }),
    );
}

async function searchQuery(admin: AdminClient, { provider, organization, ...search }: Search) {
  const { userName, email, externalId, state } = search;
  const providerId =
    provider === undefined || provider === 'local' ? provider : (await findProvider(admin, provider)).id;
  const organizationId = organization === undefined ? undefined : (await findOrganization(admin, organization)).id;
  return { userName, email, externalId, providerId, organizationId, state };
}

function addReading(users: Command, { run }: Session): void {
  users
    .command('show')
    .description('show a user: attributes, state, blocks, legal holds, who manages it')
    .argument(...userArgument)
    .addHelpText('after', examples('reprieve users show jdoe@example.com'))
    .action((name: string) => run(async (context) => showUser(context, await findUser(context.admin, name))));
  users
    .command('history')
    .description('show every change of a user')
    .argument(...userArgument)
    .addOption(new Option('--order <order>', 'what comes first').choices(['oldest', 'newest']).default('oldest'))
    .addOption(limitOption())
    .addHelpText(
      'after',
      examples('reprieve users history jdoe@example.com', 'reprieve users history 01M84YDA929Y0B8C4XACEBFXB2 --json'),
    )
    .action((name: string, { order, limit }: { readonly order: string; readonly limit?: number }) =>
      run(async ({ admin, showPages }) => {
        const { id } = await findUser(admin, name);
        const pages = pagesOf(
          async (page) => {
            const request = { method: 'GET', path: ['users', id, 'history'], query: { order, ...page } } as const;
            const { entries: items, next } = await admin.send(request, logMessage);
            return { items, next };
          },
          { limit, pageSize: 1000 },
        );
        await showPages(pages, { member: 'entries', head: historyHead, toRow: historyRow, none: noHistory });
      }),
    );
}
