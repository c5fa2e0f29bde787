/** Users in the admin API, their lives whole, and what administrators ask of them. */
import * as z from 'zod/mini';
import { identifier, instant, next, organizationIdentifier, version } from './common.ts';

/** Read by the SCIM parser itself, strictly: here it only has to be an object. */
const scimUser = z.looseObject({}).check(
  z.meta({
    description: 'A User (RFC 7643 §4.1) without "active": whom an administrator creates is active.',
    properties: {
      schemas: { type: 'array', items: { const: 'urn:ietf:params:scim:schemas:core:2.0:User' }, minItems: 1 },
      userName: { type: 'string' },
      externalId: { type: 'string' },
    },
    required: ['schemas', 'userName'],
  }),
);

export const newUserRequest = z.strictObject({
  organizationId: z.optional(organizationIdentifier),
  user: scimUser,
});

export const patchOpRequest = z.looseObject({}).check(
  z.meta({
    description: 'A PatchOp message (RFC 7644 §3.5.2); "active" is no attribute here.',
    properties: {
      schemas: { type: 'array', items: { const: 'urn:ietf:params:scim:api:messages:2.0:PatchOp' }, minItems: 1 },
      Operations: {
        type: 'array',
        items: {
          type: 'object',
          properties: { op: { enum: ['add', 'remove', 'replace'] }, path: { type: 'string' }, value: {} },
          required: ['op'],
        },
      },
    },
    required: ['schemas', 'Operations'],
  }),
);

export const placementRequest = z.strictObject({ organizationId: organizationIdentifier });

export const managementRequest = z.strictObject({ providerId: identifier });

const roleRule =
  'must begin with a letter (A to Z, a to z), digit or underscore, go on with such, spaces, dots and hyphens, not end in a space, and have 100 characters at most';
const role = z.string().check(z.regex(/^\w(?:[\w .-]{0,98}[\w.-])?$/, roleRule));

export const roleRequest = z.strictObject({ role });

export const rolesRequest = z.strictObject({ roles: z.array(role).check(z.maxLength(100)) });

const pendingDeactivation = z.object({ id: z.string(), requestedAt: instant, dueAt: instant, providerId: z.string() });

export const userMessage = z.object({
  id: z.string(),
  version,
  createdAt: instant,
  lastModifiedAt: instant,
  attributes: z
    .looseObject({ userName: z.string() })
    .check(z.meta({ description: 'The SCIM attributes that are kept.' })),
  management: z.discriminatedUnion('by', [
    z.object({ by: z.literal('provider'), providerId: z.string() }),
    z.object({ by: z.literal('administrators'), openToProviderId: z.optional(z.string()) }),
  ]),
  organizationId: z.string(),
  roles: z.array(z.string()),
  life: z.discriminatedUnion('state', [
    z.object({ state: z.literal('active') }),
    z.object({ state: z.literal('pending'), deactivation: pendingDeactivation }),
    z.object({ state: z.literal('deactivated'), at: instant, cause: z.enum(['provisioning', 'administrator']) }),
  ]),
  blocks: z
    .object({ provisioning: z.optional(instant), administrator: z.optional(instant) })
    .check(z.meta({ description: 'Since when each cause blocks the user.' })),
  matterIds: z.array(z.string()).check(z.meta({ description: 'The matters whose legal hold keeps the user.' })),
  deletedAt: z.optional(instant).check(z.meta({ description: 'Set once the provider has deleted the user.' })),
});

export const usersMessage = z.object({ users: z.array(userMessage), next });

export type UserMessage = z.infer<typeof userMessage>;
