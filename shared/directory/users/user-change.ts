/** Makes the one change, user and Sync Log entry, that a decision about a user comes to. */

import type { Instant } from '#shared/directory/instant.ts';
import type { Transition } from '#shared/directory/life/life.ts';
import type { UserChange } from '#shared/directory/ports.ts';
import { sameValue } from '#shared/scim/resource/same-value.ts';
import { attributeChanges } from './attribute-changes.ts';
import type { SyncLogEntry, SyncLogOperation } from './log-entry.ts';
import type { User } from './user.ts';

/** What was decided: the user as it shall be, and what the Sync Log is to say beside it. */
export type Decision = Transition & { readonly operation: SyncLogOperation; readonly ignored: readonly string[] };

/** Under which id, when, and for whom the change is written. */
export type Occasion = {
  readonly entryId: string;
  readonly at: Instant;
  readonly providerId: string;
  readonly requestId: string;
};

/** `undefined` when the decision leaves the user as it is: an update that changes nothing writes nothing. */
export function userChange(before: User | undefined, decision: Decision, occasion: Occasion): UserChange | undefined {
  return before !== undefined && isUnchanged(before, decision.user)
    ? undefined
    : makeChange(before, decision, occasion);
}

export function makeChange(before: User | undefined, decision: Decision, occasion: Occasion): UserChange {
  const after: User = {
    ...decision.user,
    version: (before?.version ?? 0) + 1,
    lastModifiedAt: occasion.at,
    lastEntryId: occasion.entryId,
  };
  return { ...(before !== undefined && { before }), after, entry: syncLogEntry(before, decision, occasion) };
}

/** The entry for a decision that changes nothing, but not because there was nothing to change. */
export function refusalEntry(decision: Decision, occasion: Occasion): SyncLogEntry {
  return { ...syncLogEntry(decision.user, decision, occasion), outcome: 'refused' };
}

function syncLogEntry(before: User | undefined, decision: Decision, occasion: Occasion): SyncLogEntry {
  const { user, operation, events, ignored, reason } = decision;
  const dueAt = user.life.state === 'pending' ? user.life.deactivation.dueAt : undefined;
  return {
    id: occasion.entryId,
    at: occasion.at,
    providerId: occasion.providerId,
    userId: user.id,
    userName: user.attributes.userName,
    operation,
    outcome: 'changed',
    events,
    changes: attributeChanges(before?.attributes ?? {}, user.attributes),
    ignored,
    ...(reason !== undefined && { reason }),
    ...(dueAt !== undefined && events.includes('deactivation-requested') && { dueAt }),
    requestId: occasion.requestId,
  };
}

/** Every decision that changes more than attributes says so by an event, or by another manager. */
function isUnchanged(before: User, after: User): boolean {
  return (
    before.life === after.life &&
    before.deletedAt === after.deletedAt &&
    before.management === after.management &&
    sameValue(before.attributes, after.attributes)
  );
}
