/** `reprieve matters …`: the legal matters that hold users. */
import type { Command } from 'commander';
import { examples } from '#cli/examples.ts';
import { findMatter } from '#cli/find.ts';
import { matterPages } from '#cli/lists.ts';
import {
  addCondition,
  addConsent,
  type Condition,
  type Consent,
  limitOption,
  matterArgument,
  nonEmpty,
} from '#cli/options.ts';
import type { Session } from '#cli/session.ts';
import { matterDetails, matterHead, matterRow, noMatter } from '#cli/text/matters.ts';
import { type MatterMessage, matterMessage } from '#shared/http/admin/messages/matter.ts';

export function addMatterCommands(program: Command, session: Session): void {
  const matters = program
    .command('matters')
    .description('open, list, rename and close the legal matters that keep users from being deactivated');
  addOpening(matters, session);
  addReading(matters, session);
  addRenaming(matters, session);
  addClosing(matters, session);
}

function addOpening(matters: Command, { run }: Session): void {
  matters
    .command('open')
    .description('open a matter, to which custodians are then added')
    .argument('<name>', 'what to call it', nonEmpty)
    .addHelpText('after', examples('reprieve matters open "Doe v. Example"'))
    .action((name: string) =>
      run(async ({ admin, show }) => {
        const request = { method: 'POST', path: ['matters'], body: { name }, isCreation: true } as const;
        await show(await admin.send(request, matterMessage), matterDetails);
      }),
    );
}

function addReading(matters: Command, { run }: Session): void {
  matters
    .command('list')
    .description('list the matters')
    .addOption(limitOption())
    .addHelpText('after', examples('reprieve matters list'))
    .action(({ limit }: { readonly limit?: number }) =>
      run(async ({ admin, showPages }) =>
        showPages(matterPages(admin, limit), { member: 'matters', head: matterHead, toRow: matterRow, none: noMatter }),
      ),
    );
  matters
    .command('show')
    .description('show a matter; "reprieve custodians list" shows whom it holds')
    .argument(...matterArgument)
    .addHelpText('after', examples('reprieve matters show "Doe v. Example"'))
    .action((name: string) => run(async ({ admin, show }) => show(await findMatter(admin, name), matterDetails)));
}

function addRenaming(matters: Command, { run }: Session): void {
  addCondition(
    matters
      .command('rename')
      .description('give a matter another name')
      .argument(...matterArgument)
      .argument('<name>', 'its new name', nonEmpty),
  )
    .addHelpText('after', examples('reprieve matters rename "Doe v. Example" "Doe v. Example Inc."'))
    .action((matter: string, name: string, { ifMatch }: Condition) =>
      run(async ({ admin, show }) => {
        const { id } = await findMatter(admin, matter);
        const request = { method: 'PATCH', path: ['matters', id], body: { name }, ifMatch } as const;
        await show(await admin.send(request, matterMessage), matterDetails);
      }),
    );
}

function addClosing(matters: Command, { run }: Session): void {
  addConsent(
    addCondition(
      matters
        .command('close')
        .description('close a matter for good, and release its custodians: deactivations that are due come with it')
        .argument(...matterArgument),
    ),
  )
    .addHelpText('after', examples('reprieve matters close "Doe v. Example"'))
    .action((matter: string, { ifMatch, ...consent }: Condition & Consent) =>
      run(async ({ admin, show, confirm }) => {
        const { id, name } = await findMatter(admin, matter);
        await confirm(`Close matter "${name}" for good? Its custodians are released.`, consent);
        const request = { method: 'POST', path: ['matters', id, 'close'], ifMatch } as const;
        await show(await admin.send(request, matterMessage), closedMatter);
      }),
    );
}

function closedMatter(matter: MatterMessage): string {
  const goesOn = 'Custodians are still being released, by itself: "reprieve matters show" tells when it is closed.';
  return matter.state === 'closing' ? `${matterDetails(matter)}\n${goesOn}` : matterDetails(matter);
}
