/** The operations on pending deactivations of many users. */
import {
  cancelPendingDeactivations,
  listPendingDeactivations,
} from '#shared/directory/deactivations/pending-deactivations.ts';
import type { deactivationContract } from '#shared/http/admin/contract/deactivations.ts';
import type { Operations } from '#shared/http/admin/operation.ts';
import { budgetSeconds } from './answers.ts';

export const deactivationOperations: Operations<keyof typeof deactivationContract> = {
  listPendingDeactivations: async ({ directory }, { query: { cursor, held, ...query } }) => {
    const { items, next } = await listPendingDeactivations(directory, { ...query, after: cursor, isHeld: held });
    return { status: 200, body: { pendingDeactivations: items.map(withHeld), next } };
  },
  cancelPendingDeactivations: async ({ directory }, { administrator, body: { cursor, dryRun, ...which } }) => ({
    status: 200,
    body: await cancelPendingDeactivations(directory, {
      ...which,
      administrator,
      isDryRun: dryRun,
      after: cursor,
      budgetSeconds,
    }),
  }),
};

function withHeld<Entry extends { readonly isHeld: boolean }>({ isHeld: held, ...entry }: Entry) {
  return { ...entry, held };
}
