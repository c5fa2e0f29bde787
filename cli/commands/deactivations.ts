/** `reprieve deactivations …`: what is pending, carried out now, or cancelled. */
import { type Command, Option } from 'commander';
import { addUserList, changeEach, readUserList, showOutcomes, type UserFile, type Users } from '#cli/bulk.ts';
import { examples } from '#cli/examples.ts';
import { findProvider, findUserId } from '#cli/find.ts';
import { type Names, readNames } from '#cli/names.ts';
import { addConsent, type Consent, limitOption, nonEmpty, timeOption } from '#cli/options.ts';
import { pagesOf } from '#cli/pages.ts';
import type { Session } from '#cli/session.ts';
import { deactivationHead, deactivationRow } from '#cli/text/deactivations.ts';
import { instantOf } from '#cli/time.ts';
import { pendingDeactivationsMessage } from '#shared/http/admin/messages/deactivation.ts';
import { userMessage } from '#shared/http/admin/messages/user.ts';
import { addCancellation } from './deactivations-cancel.ts';

export function addDeactivationCommands(program: Command, session: Session): void {
  const deactivations = program
    .command('deactivations')
    .description('list, carry out and cancel the deactivations that wait');
  addReading(deactivations, session);
  addCarryingOut(deactivations, session);
  addCancellation(deactivations, session);
}

type Filter = {
  readonly provider?: string;
  readonly dueFrom?: string;
  readonly dueBefore?: string;
  readonly held?: boolean;
  readonly limit?: number;
};

function addReading(deactivations: Command, { run }: Session): void {
  deactivations
    .command('list')
    .description('list pending deactivations, the next one first')
    .option('--provider <provider>', 'of this one only: its id or its display name', nonEmpty)
    .addOption(timeOption('--due-from <time>', 'due then or later: 2h from now, a date, an instant', 'ahead'))
    .addOption(timeOption('--due-before <time>', 'due before: 2h from now, a date, an instant', 'ahead'))
    .addOption(new Option('--held', 'only those that a legal hold keeps from coming true'))
    .addOption(new Option('--no-held', 'only those that nothing keeps from coming true'))
    .addOption(limitOption())
    .addHelpText(
      'after',
      examples('reprieve deactivations list --due-before 2h', 'reprieve deactivations list --provider PingOne --json'),
    )
    .action(({ provider, dueFrom, dueBefore, held, limit }: Filter) =>
      run(async ({ admin, isJson, showPages }) => {
        const query = {
          providerId: provider === undefined ? undefined : (await findProvider(admin, provider)).id,
          dueFrom: dueFrom && instantOf(dueFrom),
          dueBefore: dueBefore && instantOf(dueBefore),
          held,
        };
        const pages = pagesOf(
          async (page) => {
            const request = { method: 'GET', path: ['pending-deactivations'], query: { ...query, ...page } } as const;
            const { pendingDeactivations: items, next } = await admin.send(request, pendingDeactivationsMessage);
            return { items, next };
          },
          { limit, pageSize: 100 },
        );
        const names: Names = isJson ? (id) => id : await readNames(admin, 'providers');
        await showPages(pages, {
          member: 'pendingDeactivations',
          head: deactivationHead,
          toRow: (deactivation) => deactivationRow(deactivation, names),
          none: 'No deactivation is pending.',
        });
      }),
    );
}

function addCarryingOut(deactivations: Command, { run }: Session): void {
  const carryOut = deactivations
    .command('carry-out')
    .description('carry out the pending deactivations of users now, and show what becomes of each');
  addConsent(addUserList(carryOut))
    .addHelpText(
      'after',
      examples(
        'reprieve deactivations carry-out jdoe@example.com',
        'reprieve deactivations carry-out --file leavers.txt --yes',
      ),
    )
    .action((users: Users = [], options: UserFile & Consent = {}) =>
      run(async (context) => {
        const all = await readUserList(context, users, options);
        await context.confirm(`Carry out the pending deactivation of ${all.length} users now?`, options);
        const change = async (user: string) => {
          const id = await findUserId(context.admin, user);
          return context.admin.send({ method: 'POST', path: ['users', id, 'carry-out-deactivation'] }, userMessage);
        };
        await showOutcomes(context, changeEach(all, change, 'deactivated'));
      }),
    );
}
