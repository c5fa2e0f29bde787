/** Providers as a person reads them. */

import { formatDuration } from '#cli/duration.ts';
import type { Names } from '#cli/names.ts';
import { box, type Cell, instantText, list } from '#cli/output.ts';
import type { ConnectionMessage, ProviderMessage } from '#shared/http/admin/messages/provider.ts';

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

export const providerHead = ['ID', 'NAME', 'STATE', 'CREDENTIAL', 'DELAY', 'ORGANIZATION'];

export function providerRow(provider: ProviderMessage, names: Names): readonly Cell[] {
  return [
    provider.id,
    provider.displayName,
    stateCell(provider, names),
    credentialTypeNames[provider.credentialType],
    formatDuration(provider.deactivationDelaySeconds),
    names(provider.organizationId),
  ];
}

export const noProvider = 'There is no provider yet: add one with "reprieve providers add --name <text>".';

export function providerDetails(provider: ProviderMessage, names: Names): string {
  return list([
    ['ID', provider.id],
    ['Display name', provider.displayName],
    ['State', stateCell(provider, names)],
    ['Credential type', credentialTypeNames[provider.credentialType]],
    ['Deactivation delay', formatDuration(provider.deactivationDelaySeconds)],
    ['Organization', names(provider.organizationId)],
    ['Role mapping', provider.roleMapping],
    ['Strictness', provider.strictness],
    ['PUT', provider.putSemantics],
    ['Added', instantText(provider.createdAt)],
    ['Last modified', `${instantText(provider.lastModifiedAt)} (version ${provider.version})`],
    ...provider.credentials.map((credential) => ['Key', keyText(credential)] as const),
  ]);
}

function keyText({ keyId, createdAt, expiresAt, lastUsedAt }: ProviderMessage['credentials'][number]): string {
  return [
    keyId,
    `since ${instantText(createdAt)}`,
    ...(expiresAt === undefined ? [] : [`until ${instantText(expiresAt)}`]),
    ...(lastUsedAt === undefined ? [] : [`last used ${instantText(lastUsedAt)}`]),
  ].join(', ');
}

/** What takes a while is said here until it is done. */
function stateCell({ enabled, cancelling, removal }: ProviderMessage, names: Names): Cell {
  if (removal !== undefined) {
    const { usersBecome } = removal;
    const become =
      usersBecome.become === 'local' ? 'become local' : `go to provider ${names(usersBecome.toProviderId)}`;
    return { text: `being removed, its users ${become}`, colour: 'red' };
  }
  if (cancelling !== undefined) {
    return { text: 'disabled, its pending deactivations are being cancelled', colour: 'yellow' };
  }
  return enabled ? { text: 'enabled', colour: 'green' } : { text: 'disabled', colour: 'red' };
}

const credentialTypeNames = { 'api-credentials': 'API credentials', 'oauth-token': 'OAuth token' } as const;
