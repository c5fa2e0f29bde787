/** Pending deactivations in the admin API, and cancelling many of them. */
import * as z from 'zod/mini';
import { identifier, inOrder, instant, moment, next } from './common.ts';

const pendingDeactivationMessage = z.object({
  userId: z.string(),
  userName: z.optional(z.string()),
  deactivationId: z.string(),
  providerId: z
    .optional(z.string())
    .check(z.meta({ description: 'Who manages the user now; absent: administrators.' })),
  requestedAt: z.optional(instant),
  dueAt: instant,
  held: z.boolean().check(z.meta({ description: 'A legal hold keeps it back.' })),
});

export const pendingDeactivationsMessage = z.object({
  pendingDeactivations: z.array(pendingDeactivationMessage),
  next,
});

/** Which to cancel; what is left out does not matter, but one is there. */
const conditions = ['providerId', 'requestedFrom', 'requestedBefore', 'dueFrom', 'dueBefore'] as const;

export const cancellationRequest = z
  .strictObject({
    providerId: z
      .optional(identifier)
      .check(
        z.meta({ description: 'Who manages the user now. 400 when there is no such provider: nothing is cancelled.' }),
      ),
    requestedFrom: z.optional(moment),
    requestedBefore: z.optional(moment),
    dueFrom: z.optional(moment),
    dueBefore: z.optional(moment),
    dryRun: z.optional(z.boolean()).check(z.meta({ description: 'Only say what would be cancelled.' })),
    cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(1024))),
  })
  .check(
    inOrder('requestedFrom', 'requestedBefore'),
    inOrder('dueFrom', 'dueBefore'),
    z.refine(
      (request) => conditions.some((condition) => request[condition] !== undefined),
      `name at least one of ${conditions.join(', ')}`,
    ),
  );

export const cancellationMessage = z.object({
  cancelled: z.number().check(z.meta({ description: 'How many; of a dry run, how many would be.' })),
  failed: z.array(z.object({ userId: z.string(), code: z.string(), detail: z.string() })),
  next,
});
