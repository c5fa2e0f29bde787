/** What the operations on pending deactivations of many users take and answer. */
import * as z from 'zod/mini';
import { identifier, inOrder, moment } from '#shared/http/admin/messages/common.ts';
import {
  cancellationMessage,
  cancellationRequest,
  pendingDeactivationsMessage,
} from '#shared/http/admin/messages/deactivation.ts';
import { flag, page } from '#shared/http/admin/parameters.ts';
import type { Description } from './description.ts';

export const deactivationContract = {
  listPendingDeactivations: {
    summary: 'List pending deactivations by when they are due',
    description: 'A page may have fewer than asked for, and still have "next".',
    query: z
      .strictObject({
        providerId: z
          .optional(identifier)
          .check(z.meta({ description: 'Who manages the user now. 400 when there is no such provider.' })),
        dueFrom: z.optional(moment),
        dueBefore: z.optional(moment),
        held: z.optional(flag),
        ...page(100, 50),
      })
      .check(inOrder('dueFrom', 'dueBefore')),
    answers: { 200: pendingDeactivationsMessage },
  },
  cancelPendingDeactivations: {
    summary: 'Cancel many pending deactivations',
    description:
      'Each is cancelled or not: what keeps one keeps none of the others. Goes on as long as there is time; with "next" in the answer, repeat the request with it as "cursor".',
    body: cancellationRequest,
    answers: { 200: cancellationMessage },
  },
} as const satisfies Readonly<Record<string, Description>>;
