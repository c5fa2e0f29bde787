/** `reprieve organizations …`: where users belong. */
import type { Command } from 'commander';
import * as z from 'zod/mini';
import { examples } from '#cli/examples.ts';
import { findOrganization } from '#cli/find.ts';
import { organizationPages } from '#cli/lists.ts';
import {
  addCondition,
  addConsent,
  type Condition,
  type Consent,
  limitOption,
  nonEmpty,
  organizationArgument,
} from '#cli/options.ts';
import { printable } from '#cli/output.ts';
import type { Session } from '#cli/session.ts';
import { organizationDetails, organizationHead, organizationRow } from '#cli/text/organizations.ts';
import { organizationMessage } from '#shared/http/admin/messages/organization.ts';

export function addOrganizationCommands(program: Command, session: Session): void {
  const organizations = program
    .command('organizations')
    .description('add, list, rename and remove the organizations that users belong to');
  addReading(organizations, session);
  addCreation(organizations, session);
  addRenaming(organizations, session);
  addRemoval(organizations, session);
}

function addReading(organizations: Command, { run }: Session): void {
  organizations
    .command('list')
    .description('list the organizations')
    .addOption(limitOption())
    .addHelpText('after', examples('reprieve organizations list'))
    .action(({ limit }: { readonly limit?: number }) =>
      run(async ({ admin, showPages }) =>
        showPages(organizationPages(admin, limit), {
          member: 'organizations',
          head: organizationHead,
          toRow: organizationRow,
          none: 'There is no organization.',
        }),
      ),
    );
  organizations
    .command('show')
    .description('show an organization')
    .argument(...organizationArgument)
    .addHelpText('after', examples('reprieve organizations show Engineering'))
    .action((name: string) =>
      run(async ({ admin, show }) => show(await findOrganization(admin, name), organizationDetails)),
    );
}

function addCreation(organizations: Command, { run }: Session): void {
  organizations
    .command('add')
    .description('add an organization')
    .argument('<name>', 'what to call it', nonEmpty)
    .addHelpText('after', examples('reprieve organizations add Engineering'))
    .action((name: string) =>
      run(async ({ admin, show }) => {
        const request = { method: 'POST', path: ['organizations'], body: { name }, isCreation: true } as const;
        await show(await admin.send(request, organizationMessage), organizationDetails);
      }),
    );
}

function addRenaming(organizations: Command, { run }: Session): void {
  addCondition(
    organizations
      .command('rename')
      .description('give an organization another name')
      .argument(...organizationArgument)
      .argument('<name>', 'its new name', nonEmpty),
  )
    .addHelpText('after', examples('reprieve organizations rename Engineering Research'))
    .action((organization: string, name: string, { ifMatch }: Condition) =>
      run(async ({ admin, show }) => {
        const { id } = await findOrganization(admin, organization);
        const request = { method: 'PATCH', path: ['organizations', id], body: { name }, ifMatch } as const;
        await show(await admin.send(request, organizationMessage), organizationDetails);
      }),
    );
}

function addRemoval(organizations: Command, { run }: Session): void {
  addConsent(
    addCondition(
      organizations
        .command('remove')
        .description('remove an organization that no user and no provider uses')
        .argument(...organizationArgument),
    ),
  )
    .addHelpText('after', examples('reprieve organizations remove Engineering'))
    .action((organization: string, { ifMatch, ...consent }: Condition & Consent) =>
      run(async ({ admin, show, confirm }) => {
        const { id, name } = await findOrganization(admin, organization);
        await confirm(`Remove organization "${name}" for good?`, consent);
        const request = { method: 'DELETE', path: ['organizations', id], ifMatch } as const;
        await admin.send(request, z.undefined());
        await show({ removed: id }, () => `Organization "${printable(name)}" is removed.`);
      }),
    );
}
