/** What the operations that read the logs take and answer. */
import * as z from 'zod/mini';
import { unknownProvider } from '#shared/directory/sync-log/read-sync-log.ts';
import { logOperations } from '#shared/directory/users/log-entry.ts';
import { identifier, inOrder, organizationIdentifier } from '#shared/http/admin/messages/common.ts';
import { logMessage } from '#shared/http/admin/messages/log.ts';
import { from, page, providerOr, text, to, word } from '#shared/http/admin/parameters.ts';
import type { Description } from './description.ts';

/** What both logs are read by. */
const reading = {
  from: z.optional(from),
  to: z.optional(to),
  userId: z.optional(identifier),
  userName: z.optional(text),
  operation: z.optional(word(...logOperations)),
  outcome: z.optional(word('changed', 'refused')),
  order: z._default(word('newest', 'oldest'), 'newest'),
  ...page(1000, 100),
};
const periodAndPage =
  'A date is meant whole, in UTC. Without "from": 24 hours. A page may have fewer entries than asked for, and still have "next". The rows of CSV have a header on the first page only; a value that a spreadsheet would take for a formula begins with an apostrophe.';

export const logContract = {
  syncLog: {
    summary: 'Read the Sync Log: what provisioning changed and what it was refused',
    description: periodAndPage,
    query: z
      .strictObject({
        ...reading,
        providerId: z.optional(providerOr(unknownProvider)).check(
          z.meta({
            description:
              'Of a provider, also a removed one, 400 when there never was such a one; "unknown": credentials that belong to no provider.',
          }),
        ),
      })
      .check(inOrder('from', 'to')),
    answers: { 200: logMessage },
    hasCsv: true,
  },
  administratorsLog: {
    summary: 'Read what administrators did to users, providers, organizations and matters',
    description: periodAndPage,
    query: z
      .strictObject({
        ...reading,
        administratorId: z.optional(text).check(z.meta({ description: 'The ARN of an IAM identity.' })),
        subjectId: z
          .optional(organizationIdentifier)
          .check(z.meta({ description: 'Of the provider, organization or matter that was changed.' })),
      })
      .check(inOrder('from', 'to')),
    answers: { 200: logMessage },
    hasCsv: true,
  },
} as const satisfies Readonly<Record<string, Description>>;
