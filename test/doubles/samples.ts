/** Valid entities for tests to start from. */
import type { UserChange } from '#shared/directory/ports.ts';
import type { Provider } from '#shared/directory/providers/provider.ts';
import type { UserEntry } from '#shared/directory/users/log-entry.ts';
import type { PendingDeactivation, User } from '#shared/directory/users/user.ts';

/** The provider that manages `sampleUser()`. */
export const sampleProviderId = '01KARPZZZZ0000000000000001';

/** An enabled, lenient provider with a 15 minutes' delay and one live credential (whose secret nobody knows). */
export function sampleProvider(changes: Partial<Provider> = {}): Provider {
  const id = changes.id ?? sampleProviderId;
  return {
    id,
    version: 1,
    displayName: 'PingOne',
    enabled: true,
    credentialType: 'api-credentials',
    credentials: [
      {
        keyId: `${id}.abcdefgh`,
        secretHash: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
        createdAt: '2026-11-23T17:00:00.000Z',
      },
    ],
    deactivationDelaySeconds: 900,
    organizationId: 'default',
    roleMapping: 'manual',
    strictness: 'lenient',
    putSemantics: 'replace',
    createdAt: '2026-11-23T17:00:00.000Z',
    lastModifiedAt: '2026-11-23T17:00:00.000Z',
    ...changes,
  };
}

/** An active user, managed by the sample provider. */
export function sampleUser(changes: Partial<User> = {}): User {
  return {
    id: '01KARQ00000000000000000001',
    version: 1,
    createdAt: '2026-11-23T18:00:00.000Z',
    lastModifiedAt: '2026-11-23T18:00:00.000Z',
    attributes: { userName: 'barbara.jensen@example.com' },
    management: { by: 'provider', providerId: sampleProviderId },
    organizationId: 'default',
    roles: [],
    life: { state: 'active' },
    blocks: {},
    matterIds: [],
    ...changes,
  };
}

/** Requested by the sample provider at 18:00, due at 18:15. */
export function samplePendingDeactivation(changes: Partial<PendingDeactivation> = {}): PendingDeactivation {
  return {
    id: '01KARQ0000000000000000000D',
    requestedAt: '2026-11-23T18:00:00.000Z',
    dueAt: '2026-11-23T18:15:00.000Z',
    providerId: sampleProviderId,
    ...changes,
  };
}

/** The entry of a change that touched attributes only. */
export function sampleEntry(user: User, changes: Partial<UserEntry> = {}): UserEntry {
  return {
    id: sampleEntryId(user.version),
    at: user.lastModifiedAt,
    actor: { by: 'provider', providerId: sampleProviderId },
    userId: user.id,
    userName: user.attributes.userName,
    operation: user.version === 1 ? 'create' : 'replace',
    outcome: 'changed',
    events: user.version === 1 ? ['created'] : [],
    changes: [],
    ignored: [],
    requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
    ...changes,
  };
}

/** The creation of `user`. */
export function sampleCreation(user: User = sampleUser()): UserChange {
  return { after: user, entry: sampleEntry(user) };
}

/** The next change of `before`, one minute later. */
export function sampleChange(before: User, changes: Partial<User>): UserChange & { readonly before: User } {
  const minuteLater = new Date(Date.parse(before.lastModifiedAt) + 60_000).toISOString();
  const version = before.version + 1;
  const after = { ...before, version, lastModifiedAt: minuteLater, ...changes };
  return { before, after, entry: sampleEntry(after) };
}

/** The id of the entry of a sample user's n-th version. */
export function sampleEntryId(version: number): string {
  return `01KARQE${String(version).padStart(19, '0')}`;
}
