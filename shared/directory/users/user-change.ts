/** Makes the one change, user and log entry, that a decision about a user comes to. */

import type { Instant } from '#shared/directory/instant.ts';
import type { Transition } from '#shared/directory/life/transition.ts';
import type { Requirement, UserChange } from '#shared/directory/ports.ts';
import { sameValue } from '#shared/scim/resource/same-value.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { attributeChanges } from './attribute-changes.ts';
import type { Actor, LogOperation, UserEntry } from './log-entry.ts';
import { pendingDeactivation, type User } from './user.ts';

/** What was decided: the user as it shall be, and what the log is to say beside it. */
export type Decision = Transition & {
  readonly operation: LogOperation;
  readonly ignored?: readonly string[];
  /** Of a hold placed or released. */
  readonly matterId?: string;
  readonly requires?: Requirement;
};

/** Under which id, when, by whom and in which request the change is made. */
export type Occasion = {
  readonly entryId: string;
  readonly at: Instant;
  readonly actor: Actor;
  readonly requestId: string;
};

/** `undefined` when the decision leaves the user as it is: an update that changes nothing writes nothing. */
export function userChange(before: User | undefined, decision: Decision, occasion: Occasion): UserChange | undefined {
  return before !== undefined && isUnchanged(before, decision.user)
    ? undefined
    : makeChange(before, decision, occasion);
}

export function makeChange(before: User | undefined, decision: Decision, occasion: Occasion): UserChange {
  const after: User = { ...decision.user, version: (before?.version ?? 0) + 1, lastModifiedAt: occasion.at };
  return {
    ...(before !== undefined && { before }),
    after,
    entry: logEntry(before, decision, occasion),
    ...(decision.requires !== undefined && { requires: decision.requires }),
  };
}

/** The entry for a decision that changes nothing, but not because there was nothing to change. */
export function refusalEntry(decision: Decision, occasion: Occasion): UserEntry {
  return { ...logEntry(decision.user, decision, occasion), outcome: 'refused' };
}

export function logEntry(before: User | undefined, decision: Decision, occasion: Occasion): UserEntry {
  const { user, operation, events, ignored = [], reason, matterId } = decision;
  const dueAt = events.includes('deactivation-requested') ? pendingDeactivation(user)?.dueAt : undefined;
  return {
    id: occasion.entryId,
    at: occasion.at,
    actor: occasion.actor,
    userId: user.id,
    userName: user.attributes.userName,
    operation,
    outcome: 'changed',
    events,
    changes: attributeChanges(...loggedValues(before, user)),
    ignored,
    ...(reason !== undefined && { reason }),
    ...(dueAt !== undefined && { dueAt }),
    ...(matterId !== undefined && { matterId }),
    requestId: occasion.requestId,
  };
}

/** The SCIM attributes before and after; of a change also what administrators set, which a creation does not tell. */
function loggedValues(before: User | undefined, after: User): [ScimObject, ScimObject] {
  return before === undefined ? [{}, after.attributes] : [withPlacement(before), withPlacement(after)];
}

function withPlacement({ attributes, organizationId, roles, management }: User): ScimObject {
  return { ...attributes, organizationId, roles, management };
}

/** A transition that changes a part of a user makes a new one of it; only attributes are parsed anew by every update. */
function isUnchanged(before: User, after: User): boolean {
  return (
    before.life === after.life &&
    before.blocks === after.blocks &&
    before.matterIds === after.matterIds &&
    before.deletedAt === after.deletedAt &&
    before.management === after.management &&
    before.organizationId === after.organizationId &&
    before.roles === after.roles &&
    sameValue(before.attributes, after.attributes)
  );
}
