/** Matters and legal holds in the admin API. */
import * as z from 'zod/mini';
import { identifier, instant, name, next, version } from './common.ts';
import { userMessage } from './user.ts';

export const matterRequest = z.strictObject({ name });

export const matterMessage = z.object({
  id: z.string(),
  version,
  name: z.string(),
  state: z
    .enum(['open', 'closing', 'closed'])
    .check(z.meta({ description: 'closing: takes no new custodian, and releases those it has, one by one.' })),
  closed: z.optional(z.object({ at: instant, administratorId: z.string(), requestId: z.string() })),
  createdAt: instant,
  lastModifiedAt: instant,
});

export const mattersMessage = z.object({ matters: z.array(matterMessage), next });

export const custodiansMessage = z.object({ custodians: z.array(userMessage), next });

/** So many users are placed on hold by one request. */
const maximumHolds = 1000;

const names = z.array(z.string().check(z.minLength(1), z.maxLength(1024))).check(z.maxLength(maximumHolds));

export const holdsRequest = z
  .strictObject({
    userIds: z.optional(z.array(identifier).check(z.maxLength(maximumHolds))),
    userNames: z.optional(names),
  })
  .check(
    z.refine(({ userIds = [], userNames = [] }) => {
      const count = userIds.length + userNames.length;
      return count > 0 && count <= maximumHolds;
    }, `name 1 to ${maximumHolds} users, by id or by userName`),
    z.meta({ minProperties: 1 }),
  );

const holdOutcome = z.object({
  userId: z.optional(z.string()),
  userName: z.optional(z.string()),
  outcome: z
    .enum(['placed', 'already-placed', 'not-found', 'refused', 'not-tried'])
    .check(
      z.meta({ description: 'not-tried: the time was up, or the service could not do it now; ask again for these.' }),
    ),
  code: z.optional(z.string()),
  detail: z.optional(z.string()),
});

export const holdsMessage = z.object({
  outcomes: z.array(holdOutcome).check(z.meta({ description: 'One for each user, in the order of the request.' })),
});

export type MatterMessage = z.infer<typeof matterMessage>;
export type HoldsMessage = z.infer<typeof holdsMessage>;
