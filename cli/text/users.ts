/** Users as a person reads them. */

import type { Names } from '#cli/names.ts';
import { type Cell, instantText, list } from '#cli/output.ts';
import { presentValues } from '#cli/user-settings.ts';
import type { UserMessage } from '#shared/http/admin/messages/user.ts';

export const userHead = ['ID', 'USERNAME', 'STATE', 'MANAGED BY', 'ORGANIZATION'];

export function userRow(user: UserMessage, names: Names): readonly Cell[] {
  return [
    user.id,
    user.attributes.userName,
    stateCell(user),
    user.management.by === 'provider' ? names(user.management.providerId) : 'administrators',
    names(user.organizationId),
  ];
}

export function userDetails(user: UserMessage, names: Names): string {
  const { blocks } = user;
  return list([
    ['ID', user.id],
    ['userName', user.attributes.userName],
    ...presentValues(user.attributes),
    ['State', { text: whole(user), colour: stateCell(user).colour }],
    ['Blocked by', Object.keys(blocks).join(', ') || 'nothing'],
    ['Legal hold', user.matterIds.map(names).join(', ') || 'none'],
    ['Managed by', managementText(user.management, names)],
    ['Organization', names(user.organizationId)],
    ['Roles', user.roles.join(', ') || 'none'],
    ['Created', instantText(user.createdAt)],
    ['Last modified', `${instantText(user.lastModifiedAt)} (version ${user.version})`],
  ]);
}

export function lifeText(life: UserMessage['life']): string {
  switch (life.state) {
    case 'active':
      return 'active';
    case 'pending':
      return `deactivation pending, due ${instantText(life.deactivation.dueAt)}`;
    case 'deactivated':
      return `deactivated ${instantText(life.at)} by ${life.cause}`;
  }
}

function whole({ life, deletedAt }: UserMessage): string {
  return lifeText(life) + (deletedAt ? `, deleted ${instantText(deletedAt)}` : '');
}

function managementText(management: UserMessage['management'], names: Names): string {
  if (management.by === 'provider') return `provider ${names(management.providerId)}`;
  const { openToProviderId } = management;
  return openToProviderId === undefined
    ? 'administrators'
    : `administrators, open to provider ${names(openToProviderId)}`;
}

/** What matters most about a user, in a few words. */
function stateCell({ life, blocks, matterIds, deletedAt }: UserMessage): Exclude<Cell, string> {
  const isBlocked = Object.keys(blocks).length > 0;
  const words = [
    ...(deletedAt ? ['deleted'] : []),
    ...(life.state === 'active' && (isBlocked || deletedAt) ? [] : [life.state]),
    ...(isBlocked ? ['blocked'] : []),
    ...(matterIds.length > 0 ? ['held'] : []),
  ];
  const colour =
    life.state === 'deactivated' ? 'dim' : life.state === 'pending' ? 'yellow' : isBlocked ? 'red' : 'green';
  return { text: words.join(', '), colour };
}
