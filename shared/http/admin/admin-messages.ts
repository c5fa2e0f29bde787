/** The JSON of the admin API, both ways: what it takes is checked against these, what it answers can be. */
import * as z from 'zod/mini';

const instant = z.string();
const credentialType = z.enum(['api-credentials', 'oauth-token']);
const strictness = z.enum(['lenient', 'strict']);
const putSemantics = z.enum(['replace', 'merge']);

/** POST /providers. */
export const newProviderRequest = z.strictObject({
  displayName: z.string(),
  /** `api-credentials`: user name and password; `oauth-token`: a bearer token. */
  credentialType,
  deactivationDelaySeconds: z.optional(z.number()),
  organizationId: z.optional(z.string()),
  strictness: z.optional(strictness),
  putSemantics: z.optional(putSemantics),
});

/** PATCH /providers/{providerId}: what is left out stays. */
export const providerSettingsRequest = z
  .strictObject({
    displayName: z.optional(z.string()),
    enabled: z.optional(z.boolean()),
    deactivationDelaySeconds: z.optional(z.number()),
    organizationId: z.optional(z.string()),
    strictness: z.optional(strictness),
    putSemantics: z.optional(putSemantics),
  })
  .check(z.refine((settings) => Object.keys(settings).length > 0, 'name at least one setting to change'));

/** One day: time to enter the new credential at the identity provider. */
const defaultOverlapSeconds = 86_400;

/**
 * POST /providers/{providerId}/credentials: how much longer the credential so far is accepted. The body may be left
 * out.
 */
export const rotationRequest = z.strictObject({ overlapSeconds: z._default(z.number(), defaultOverlapSeconds) });

const settlement = { since: instant, administratorId: z.string(), requestId: z.string() };

export const providerMessage = z.object({
  id: z.string(),
  displayName: z.string(),
  enabled: z.boolean(),
  credentialType,
  /** Newest first. */
  credentials: z.array(z.object({ keyId: z.string(), createdAt: instant, expiresAt: z.optional(instant) })),
  deactivationDelaySeconds: z.number(),
  organizationId: z.string(),
  roleMapping: z.literal('manual'),
  strictness,
  putSemantics,
  /** Set while its pending deactivations are being cancelled. */
  cancelling: z.optional(z.object(settlement)),
  /** Set while it is being removed. */
  removal: z.optional(
    z.object({
      ...settlement,
      usersBecome: z.discriminatedUnion('become', [
        z.object({ become: z.literal('local') }),
        z.object({ become: z.literal('transferred'), toProviderId: z.string() }),
      ]),
    }),
  ),
  createdAt: instant,
  lastModifiedAt: instant,
});

/** What is entered at the identity provider; shown by this one answer and never again. Either `basic` or `bearer`. */
export const connectionMessage = z.object({
  provider: providerMessage,
  baseUrl: z.string(),
  basic: z.optional(z.object({ username: z.string(), password: z.string() })),
  bearer: z.optional(z.object({ token: z.string() })),
});

/** GET /providers. */
export const providersMessage = z.object({ providers: z.array(providerMessage) });

const pendingDeactivation = z.object({ id: z.string(), requestedAt: instant, dueAt: instant, providerId: z.string() });

export const userMessage = z.object({
  id: z.string(),
  version: z.number(),
  createdAt: instant,
  lastModifiedAt: instant,
  /** The SCIM attributes. */
  attributes: z.looseObject({ userName: z.string() }),
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
  blocks: z.object({ provisioning: z.optional(instant), administrator: z.optional(instant) }),
  matterIds: z.array(z.string()),
  deletedAt: z.optional(instant),
});

/** GET /users?userName=…: the one user who has the name, or nobody. */
export const usersMessage = z.object({ users: z.array(userMessage) });

const syncLogEntryMessage = z.object({
  id: z.string(),
  at: instant,
  actor: z.discriminatedUnion('by', [
    z.object({ by: z.literal('provider'), providerId: z.string() }),
    z.object({ by: z.literal('administrator'), administratorId: z.string() }),
  ]),
  userId: z.string(),
  userName: z.string(),
  operation: z.string(),
  outcome: z.enum(['changed', 'refused']),
  events: z.array(z.string()),
  changes: z.array(
    z.object({ attribute: z.string(), before: z.optional(z.unknown()), after: z.optional(z.unknown()) }),
  ),
  ignored: z.array(z.string()),
  reason: z.optional(z.string()),
  dueAt: z.optional(instant),
  matterId: z.optional(z.string()),
  requestId: z.string(),
});

/** GET /users/{userId}/sync-log, oldest first. */
export const syncLogMessage = z.object({ entries: z.array(syncLogEntryMessage) });

/** RFC 9457, with one member for each member of the request that is wrong. */
export const problemMessage = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  /** Why a change cannot be made as things stand, for programs: `ACTIVE_LEGAL_HOLD`. */
  code: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
});

export type ConnectionMessage = z.infer<typeof connectionMessage>;
export type ProblemMessage = z.infer<typeof problemMessage>;
export type ProviderMessage = z.infer<typeof providerMessage>;
export type SyncLogEntryMessage = z.infer<typeof syncLogEntryMessage>;
export type UserMessage = z.infer<typeof userMessage>;
