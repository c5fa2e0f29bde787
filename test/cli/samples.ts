/** What the admin API answers, for tests of what is made of it. */
import type { LogEntryMessage } from '#shared/http/admin/messages/log.ts';
import type { MatterMessage } from '#shared/http/admin/messages/matter.ts';
import type { OrganizationMessage } from '#shared/http/admin/messages/organization.ts';
import type { ConnectionMessage, ProviderMessage } from '#shared/http/admin/messages/provider.ts';
import type { UserMessage } from '#shared/http/admin/messages/user.ts';

export const providerId = '01M84YDA929Y0B8C4XACEBFXB2';
export const userId = '01M84YDA929Y0B8C4XACEBFXB3';
export const organizationId = '01M84YDA929Y0B8C4XACEBFXB5';
export const matterId = '01M84YDA929Y0B8C4XACEBFXB6';

export function provider(changes: Partial<ProviderMessage> = {}): ProviderMessage {
  return {
    id: providerId,
    version: 1,
    displayName: 'PingOne',
    enabled: true,
    credentialType: 'api-credentials',
    credentials: [{ keyId: `${providerId}.aaaaaaaa`, createdAt: '2026-01-01T12:00:00.000Z' }],
    deactivationDelaySeconds: 900,
    organizationId: 'default',
    roleMapping: 'manual',
    strictness: 'lenient',
    putSemantics: 'replace',
    createdAt: '2026-01-01T12:00:00.000Z',
    lastModifiedAt: '2026-01-01T12:00:00.000Z',
    ...changes,
  };
}

export function connection(changes: Partial<ConnectionMessage> = {}): ConnectionMessage {
  const basic = { username: `${providerId}.aaaaaaaa`, password: 'a-password' };
  return { provider: provider(), baseUrl: 'https://example.com/scim/v2', basic, ...changes };
}

export function organization(changes: Partial<OrganizationMessage> = {}): OrganizationMessage {
  return {
    id: organizationId,
    version: 2,
    name: 'Engineering',
    users: 12,
    createdAt: '2026-01-01T12:00:00.000Z',
    lastModifiedAt: '2026-01-02T12:00:00.000Z',
    ...changes,
  };
}

/** The default organization, and another. */
export const organizations = {
  organizations: [organization({ id: 'default', name: 'Everybody', users: 3 }), organization()],
};

export function matter(changes: Partial<MatterMessage> = {}): MatterMessage {
  return {
    id: matterId,
    version: 1,
    name: 'Doe v. Example',
    state: 'open',
    createdAt: '2026-01-01T12:00:00.000Z',
    lastModifiedAt: '2026-01-01T12:00:00.000Z',
    ...changes,
  };
}

export function user(changes: Partial<UserMessage> = {}): UserMessage {
  return {
    id: userId,
    version: 3,
    createdAt: '2026-01-01T12:00:00.000Z',
    lastModifiedAt: '2026-01-02T12:00:00.000Z',
    attributes: { userName: 'jdoe@example.com' },
    management: { by: 'provider', providerId },
    organizationId: 'default',
    roles: [],
    life: { state: 'active' },
    blocks: {},
    matterIds: [],
    ...changes,
  };
}

export function entry(changes: Partial<LogEntryMessage> = {}): LogEntryMessage {
  return {
    id: '01M84YDA929Y0B8C4XACEBFXB4',
    at: '2026-01-01T12:00:00.000Z',
    actor: { by: 'provider', providerId },
    userId,
    userName: 'jdoe@example.com',
    operation: 'patch',
    outcome: 'changed',
    events: [],
    changes: [],
    ignored: [],
    requestId: 'r1',
    ...changes,
  };
}
