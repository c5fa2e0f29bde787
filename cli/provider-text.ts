/** Providers as a person reads them. */
import type { ConnectionMessage, ProviderMessage } from '#shared/http/admin/messages/provider.ts';
import { formatDuration } from './duration.ts';
import { box, instantText, list, table } from './output.ts';

/** What is entered at the identity provider. */
type Connection = { readonly displayName: string } & Pick<ConnectionMessage, 'baseUrl' | 'basic' | 'bearer'>;

export function connectionBox(
  { displayName, baseUrl, basic, bearer }: Connection,
  title = 'SCIM Provider Created',
): string {
  const credential: readonly (readonly [string, string])[] = basic
    ? [
        ['User name', basic.username],
        ['Password', basic.password],
      ]
    : [['Token', bearer?.token ?? '']];
  return box(title, list([['Display name', displayName], ['Base URL', baseUrl], ...credential]));
}

export function addedProvider({ provider: { displayName }, ...connection }: ConnectionMessage): string {
  return `${connectionBox({ displayName, ...connection })}\n${shownOnce}`;
}

export function rotatedCredential({ provider, ...connection }: ConnectionMessage): string {
  const { displayName, credentials } = provider;
  const [, previous] = credentials;
  const until =
    previous?.expiresAt === undefined
      ? 'The credential before it is not accepted any more.'
      : `The credential before it, ${previous.keyId}, is accepted until ${instantText(previous.expiresAt)}.`;
  return `${connectionBox({ displayName, ...connection }, 'New Credential')}\n${shownOnce}\n${until}`;
}

const shownOnce = 'Enter it at the identity provider now: it is not shown again.';

export function providerTable(providers: readonly ProviderMessage[]): string {
  if (providers.length === 0) return 'There is no provider yet: add one with "reprieve providers add --name <text>".';
  const rows = providers.map((provider) => [
    provider.id,
    provider.displayName,
    provider.enabled ? 'enabled' : 'disabled',
    credentialTypeNames[provider.credentialType],
    formatDuration(provider.deactivationDelaySeconds),
  ]);
  return table(['ID', 'NAME', 'STATE', 'CREDENTIAL', 'DELAY'], rows);
}

export function providerDetails(provider: ProviderMessage): string {
  return list([
    ['ID', provider.id],
    ['Display name', provider.displayName],
    ['State', provider.enabled ? 'enabled' : 'disabled'],
    ['Credential type', credentialTypeNames[provider.credentialType]],
    ['Deactivation delay', formatDuration(provider.deactivationDelaySeconds)],
    ['Organization', provider.organizationId],
    ['Role mapping', provider.roleMapping],
    ['Strictness', provider.strictness],
    ['PUT', provider.putSemantics],
    ['Added', instantText(provider.createdAt)],
    ...provider.credentials.map(
      ({ keyId, createdAt, expiresAt }) =>
        [
          'Key',
          `${keyId}, since ${instantText(createdAt)}${expiresAt ? `, until ${instantText(expiresAt)}` : ''}`,
        ] as const,
    ),
  ]);
}

const credentialTypeNames = { 'api-credentials': 'API credentials', 'oauth-token': 'OAuth token' } as const;
