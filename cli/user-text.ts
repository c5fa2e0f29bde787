/** Users and their history as a person reads them. */
import type { LogEntryMessage } from '#shared/http/admin/messages/log.ts';
import type { UserMessage } from '#shared/http/admin/messages/user.ts';
import { instantText, list, table } from './output.ts';

export function userDetails(user: UserMessage): string {
  const { management, life, blocks } = user;
  return list([
    ['ID', user.id],
    ['userName', user.attributes.userName],
    ['State', lifeText(life) + (user.deletedAt ? `, deleted ${instantText(user.deletedAt)}` : '')],
    ['Blocked by', Object.keys(blocks).join(', ') || 'nothing'],
    ['Managed by', management.by === 'provider' ? `provider ${management.providerId}` : 'administrators'],
    ['Organization', user.organizationId],
    ['Roles', user.roles.join(', ') || 'none'],
    ['Created', instantText(user.createdAt)],
    ['Last modified', `${instantText(user.lastModifiedAt)} (version ${user.version})`],
  ]);
}

export function historyTable(entries: readonly LogEntryMessage[]): string {
  if (entries.length === 0) return 'The Sync Log keeps no entry of this user any more.';
  const rows = entries.map((entry) => [instantText(entry.at), entry.operation, eventText(entry), changeText(entry)]);
  return table(['TIME', 'OPERATION', 'WHAT HAPPENED', 'ATTRIBUTES'], rows);
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

function eventText({ outcome, events, dueAt, reason }: LogEntryMessage): string {
  const happened = outcome === 'refused' ? ['refused'] : events.length > 0 ? events : ['updated'];
  const due = dueAt === undefined ? [] : [`due ${instantText(dueAt)}`];
  return [...happened, ...due, ...(reason === undefined ? [] : [reason])].join(', ');
}

function changeText({ changes, ignored }: LogEntryMessage): string {
  const changed = changes.map(({ attribute }) => attribute).join(', ');
  return ignored.length === 0 ? changed : `${changed} (ignored: ${ignored.join(', ')})`.trim();
}
