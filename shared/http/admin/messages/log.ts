/** The Sync Log and the administrators' log in the admin API. */
import * as z from 'zod/mini';
import { instant, next } from './common.ts';

export const logEntryMessage = z.object({
  id: z.string(),
  at: instant,
  actor: z.discriminatedUnion('by', [
    z.object({ by: z.literal('provider'), providerId: z.string() }),
    z.object({ by: z.literal('unknown') }),
    z.object({ by: z.literal('administrator'), administratorId: z.string() }),
  ]),
  providerName: z
    .optional(z.string())
    .check(z.meta({ description: 'Of the provider that caused it, as it is called now, or was called last.' })),
  userId: z.optional(z.string()),
  userName: z
    .optional(z.string())
    .check(z.meta({ description: 'Empty once the user is erased; of a refused creation, what the client sent.' })),
  subject: z
    .optional(z.object({ type: z.enum(['provider', 'matter', 'organization']), id: z.string(), name: z.string() }))
    .check(z.meta({ description: 'Of a change of something that is no user.' })),
  operation: z.string(),
  outcome: z.enum(['changed', 'refused']),
  events: z.array(z.string()),
  changes: z.array(
    z.object({ attribute: z.string(), before: z.optional(z.unknown()), after: z.optional(z.unknown()) }),
  ),
  ignored: z.array(z.string()).check(z.meta({ description: 'Attributes that were sent and are not kept.' })),
  reason: z.optional(z.string()),
  dueAt: z.optional(instant),
  matterId: z.optional(z.string()),
  count: z
    .optional(z.number())
    .check(z.meta({ description: 'Of credentials refused: how many, from `at` to the end of that hour.' })),
  requestId: z.string(),
});

export const logMessage = z.object({ entries: z.array(logEntryMessage), next });

export type LogEntryMessage = z.infer<typeof logEntryMessage>;
