/** Pending deactivations as a person reads them. */
import type * as z from 'zod/mini';
import type { Names } from '#cli/names.ts';
import { type Cell, instantText, table } from '#cli/output.ts';
import type { cancellationMessage, pendingDeactivationsMessage } from '#shared/http/admin/messages/deactivation.ts';

type PendingDeactivation = z.infer<typeof pendingDeactivationsMessage>['pendingDeactivations'][number];

export const deactivationHead = ['USER', 'PROVIDER', 'REQUESTED', 'DUE', 'LEGAL HOLD'];

export function deactivationRow(deactivation: PendingDeactivation, names: Names): readonly Cell[] {
  const { userId, userName, providerId, requestedAt, dueAt, held } = deactivation;
  return [
    userName ?? userId,
    providerId === undefined ? 'administrators' : names(providerId),
    requestedAt === undefined ? '' : instantText(requestedAt),
    instantText(dueAt),
    held ? { text: 'held', colour: 'yellow' } : '',
  ];
}

type Cancellation = z.infer<typeof cancellationMessage>;

export function cancellationText({ cancelled, failed }: Cancellation): string {
  return [`${cancelled} cancelled.`, ...failureTable(failed)].join('\n');
}

export function wouldBeCancelled({ cancelled, failed }: Cancellation): string {
  const count = cancelled === 1 ? '1 pending deactivation' : `${cancelled} pending deactivations`;
  return [`${count} would be cancelled.`, ...failureTable(failed)].join('\n');
}

function failureTable(failed: Cancellation['failed']): readonly string[] {
  const rows = failed.map(({ userId, code, detail }) => [userId, code, detail]);
  return rows.length > 0 ? [table(['NOT CANCELLED', 'CODE', 'WHY'], rows)] : [];
}
