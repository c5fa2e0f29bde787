/** Provisioning providers in the admin API: settings, credentials, and how to connect a client. */
import * as z from 'zod/mini';
import { instant, moment, name, next, organizationIdentifier, settlement, version } from './common.ts';

const credentialType = z
  .enum(['api-credentials', 'oauth-token'])
  .check(z.meta({ description: 'api-credentials: user name and password; oauth-token: a bearer token.' }));
const deactivationDelaySeconds = z
  .int()
  .check(
    z.minimum(0),
    z.meta({ description: '0, or from 60 (unless the deployment has another minimum) to 2592000, which is 30 days.' }),
  );
const strictness = z
  .enum(['lenient', 'strict'])
  .check(z.meta({ description: 'What becomes of requests that break RFC 7644.' }));
const putSemantics = z
  .enum(['replace', 'merge'])
  .check(z.meta({ description: 'What PUT does with attributes that are left out: clear them, or keep them.' }));

export const newProviderRequest = z.strictObject({
  displayName: name,
  credentialType,
  deactivationDelaySeconds: z.optional(deactivationDelaySeconds),
  organizationId: z.optional(organizationIdentifier),
  strictness: z.optional(strictness),
  putSemantics: z.optional(putSemantics),
  credentialExpiresAt: z.optional(moment).check(z.meta({ description: 'Absent: until rotated away.' })),
});

/** What is left out stays. */
export const providerSettingsRequest = z
  .strictObject({
    displayName: z.optional(name),
    enabled: z.optional(z.boolean()).check(z.meta({ description: 'Disabled here, pending deactivations run.' })),
    deactivationDelaySeconds: z.optional(deactivationDelaySeconds),
    organizationId: z.optional(organizationIdentifier),
    strictness: z.optional(strictness),
    putSemantics: z.optional(putSemantics),
  })
  .check(
    z.refine((settings) => Object.keys(settings).length > 0, 'name at least one setting to change'),
    z.meta({ minProperties: 1 }),
  );

export const disablingRequest = z.strictObject({
  pendingDeactivations: z
    .enum(['run', 'cancel'])
    .check(z.meta({ description: 'run: they are carried out when due; cancel: none comes true from here on.' })),
});

/** One day: time to enter the new credential at the identity provider. */
const defaultOverlapSeconds = 86_400;

export const rotationRequest = z.strictObject({
  overlapSeconds: z
    ._default(z.int().check(z.minimum(0)), defaultOverlapSeconds)
    .check(z.meta({ description: 'How much longer the credential so far is accepted: 30 days at most.' })),
  expiresAt: z.optional(moment).check(z.meta({ description: 'Of the new credential; absent: until rotated away.' })),
});

const credentialMessage = z.object({
  keyId: z.string(),
  createdAt: instant,
  expiresAt: z.optional(instant),
  lastUsedAt: z
    .optional(instant)
    .check(z.meta({ description: 'Absent: never used. May be five minutes older than the last use.' })),
});

export const providerMessage = z.object({
  id: z.string(),
  version,
  displayName: z.string(),
  enabled: z.boolean(),
  credentialType,
  credentials: z.array(credentialMessage).check(z.meta({ description: 'Newest first.' })),
  deactivationDelaySeconds: z.number(),
  organizationId: z.string(),
  roleMapping: z.literal('manual'),
  strictness,
  putSemantics,
  cancelling: z
    .optional(z.object(settlement))
    .check(z.meta({ description: 'Set while its pending deactivations are being cancelled.' })),
  removal: z
    .optional(
      z.object({
        ...settlement,
        usersBecome: z.discriminatedUnion('become', [
          z.object({ become: z.literal('local') }),
          z.object({ become: z.literal('transferred'), toProviderId: z.string() }),
        ]),
      }),
    )
    .check(z.meta({ description: 'Set while it is being removed.' })),
  createdAt: instant,
  lastModifiedAt: instant,
});

export const providersMessage = z.object({ providers: z.array(providerMessage), next });

/** What is entered at the identity provider; shown by this one answer and never again. Either `basic` or `bearer`. */
export const connectionMessage = z.object({
  provider: providerMessage,
  baseUrl: z.string(),
  basic: z.optional(z.object({ username: z.string(), password: z.string() })),
  bearer: z.optional(z.object({ token: z.string() })),
});

export type ConnectionMessage = z.infer<typeof connectionMessage>;
export type ProviderMessage = z.infer<typeof providerMessage>;
