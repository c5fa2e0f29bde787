/** `reprieve deactivations cancel`: many pending deactivations at once, as after a mistake at the identity provider. */
import type { Command } from 'commander';
import type * as z from 'zod/mini';
import type { AdminClient, AdminRequest } from '#cli/admin-client.ts';
import { CommandError } from '#cli/command-error.ts';
import { examples } from '#cli/examples.ts';
import { findProvider } from '#cli/find.ts';
import { addConsent, type Consent, nonEmpty, timeOption } from '#cli/options.ts';
import type { Context, Session } from '#cli/session.ts';
import { cancellationText, wouldBeCancelled } from '#cli/text/deactivations.ts';
import { instantOf } from '#cli/time.ts';
import { cancellationMessage } from '#shared/http/admin/messages/deactivation.ts';

type Filter = {
  readonly provider?: string;
  readonly requestedFrom?: string;
  readonly requestedBefore?: string;
  readonly dueFrom?: string;
  readonly dueBefore?: string;
};

type Cancellation = z.infer<typeof cancellationMessage>;

export function addCancellation(deactivations: Command, { run }: Session): void {
  const cancel = deactivations
    .command('cancel')
    .description('cancel all pending deactivations that fit: their users are active again')
    .option('--provider <provider>', 'of this one: its id or its display name', nonEmpty)
    .addOption(timeOption('--requested-from <time>', 'requested then or later: 2h ago, a date, an instant', 'ago'))
    .addOption(timeOption('--requested-before <time>', 'requested before: 2h ago, a date, an instant', 'ago'))
    .addOption(timeOption('--due-from <time>', 'due then or later: 2h from now, a date, an instant', 'ahead'))
    .addOption(timeOption('--due-before <time>', 'due before: 2h from now, a date, an instant', 'ahead'))
    .option('--dry-run', 'only say what would be cancelled');
  addConsent(cancel)
    .addHelpText(
      'after',
      examples(
        'reprieve deactivations cancel --provider PingOne --requested-from 2h',
        'reprieve deactivations cancel --due-before 2026-11-24 --dry-run',
      ),
    )
    .action(({ dryRun, yes, ...filter }: Filter & Consent & { readonly dryRun?: true }) => {
      if (Object.keys(filter).length === 0) cancel.error('error: say which: --provider, --requested-… or --due-…');
      return run(async (context) => {
        const body = await cancellationBody(context.admin, filter);
        if (dryRun) return context.show(await cancelAll(context, { ...body, dryRun }), wouldBeCancelled);
        if (yes !== true && !(await isConfirmed(context, body))) return;
        const cancelled = await cancelAll(context, body);
        await context.show(cancelled, cancellationText);
        if (cancelled.failed.length > 0) throw new CommandError('Some pending deactivations could not be cancelled.');
      });
    });
}

async function cancellationBody(admin: AdminClient, { provider, ...times }: Filter): Promise<object> {
  const providerId = provider === undefined ? undefined : (await findProvider(admin, provider)).id;
  const instants = Object.entries(times).map(([name, time]) => [name, instantOf(time)]);
  return { providerId, ...Object.fromEntries(instants) };
}

/** @returns false when there is nothing to cancel, which is then shown */
async function isConfirmed(context: Context, body: object): Promise<boolean> {
  const found = await cancelAll(context, { ...body, dryRun: true });
  if (found.cancelled === 0) {
    await context.show(found, () => 'No pending deactivation fits.');
    return false;
  }
  await context.confirm(`${wouldBeCancelled(found)} Cancel?`, {});
  return true;
}

/** One request goes on for some seconds only: the next begins where it ended. */
async function cancelAll({ admin, note }: Context, body: { readonly dryRun?: true }): Promise<Cancellation> {
  const failed: Cancellation['failed'] = [];
  let [cancelled, cursor]: [number, string | undefined] = [0, undefined];
  for (;;) {
    const request: AdminRequest = {
      method: 'POST',
      path: ['pending-deactivations', 'cancel'],
      body: { ...body, cursor },
    };
    const round: Cancellation = await admin.send(request, cancellationMessage);
    cancelled += round.cancelled;
    failed.push(...round.failed);
    if (round.next === undefined) return { cancelled, failed };
    cursor = round.next;
    note(`${cancelled} ${body.dryRun ? 'found' : 'cancelled'} so far …`);
  }
}
