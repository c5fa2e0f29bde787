/** Organizations in the admin API. */
import * as z from 'zod/mini';
import { instant, name, next, version } from './common.ts';

export const organizationRequest = z.strictObject({ name });

export const organizationMessage = z.object({
  id: z.string(),
  version,
  name: z.string(),
  users: z.number().check(z.meta({ description: 'How many users belong to it, deleted ones included.' })),
  removing: z
    .optional(z.object({ at: instant, administratorId: z.string(), requestId: z.string() }))
    .check(z.meta({ description: 'Set while it is being removed.' })),
  createdAt: instant,
  lastModifiedAt: instant,
});

export const organizationsMessage = z.object({ organizations: z.array(organizationMessage), next });

export type OrganizationMessage = z.infer<typeof organizationMessage>;
