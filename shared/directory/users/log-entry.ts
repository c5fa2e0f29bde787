/** What is written beside every change, and for every refusal: an entry of the Sync Log, or of the log of administrators. */

import type { Instant } from '#shared/directory/instant.ts';
import type { ScimValue } from '#shared/scim/resource/value.ts';

/** Who caused it: a provider makes an entry of the Sync Log, an administrator one of the administrators' log. */
export type Actor =
  | { readonly by: 'provider'; readonly providerId: string }
  /** Nobody knows: the credential belongs to no provider. In the Sync Log. */
  | { readonly by: 'unknown' }
  /** `administratorId` is the IAM identity, an ARN. */
  | { readonly by: 'administrator'; readonly administratorId: string };

/**
 * What was asked for. `bulk` is a bulk request that was refused whole: else each of its operations has its own entry.
 * `deactivate` by a provider is a deactivation carried out when it was due; `carry-out` is one that
 * an administrator brought forward; `delete-provider` is the end of what `remove-provider` began.
 */
export const logOperations = [
  'create',
  'replace',
  'patch',
  'delete',
  'bulk',
  'deactivate',
  'reactivate',
  'cancel',
  'block',
  'unblock',
  'move',
  'assign-roles',
  'open-to-provisioning',
  'make-local',
  'transfer',
  'place-hold',
  'release-hold',
  'erase',
  'carry-out',
  'authenticate',
  'add-provider',
  'edit-provider',
  'rotate-credential',
  'disable-provider',
  'remove-provider',
  'delete-provider',
  'open-matter',
  'rename-matter',
  'close-matter',
  'add-organization',
  'rename-organization',
  'remove-organization',
] as const;

export type LogOperation = (typeof logOperations)[number];

/**
 * What a change did to the life of the user. `deactivation-confirmed`: an administrator deactivated a user whom
 * provisioning had deactivated before.
 */
export const lifeEvents = [
  'created',
  'created-deactivated',
  'deactivation-requested',
  'deactivation-cancelled',
  'deactivated',
  'deactivation-confirmed',
  'reactivated',
  'deleted',
  'restored',
  'blocked',
  'unblocked',
  'moved',
  'roles-assigned',
  'opened-to-provisioning',
  'managed-by-provider',
  'made-local',
  'transferred',
  'hold-placed',
  'hold-released',
  'erased',
] as const;

export type LifeEvent = (typeof lifeEvents)[number];

/** The history of holds and deactivations: entries with one of these outlive the others. */
export const lastingEvents: ReadonlySet<LifeEvent> = new Set<LifeEvent>([
  'created-deactivated',
  'deactivation-requested',
  'deactivation-cancelled',
  'deactivated',
  'deactivation-confirmed',
  'reactivated',
  'deleted',
  'restored',
  'hold-placed',
  'hold-released',
  'erased',
]);

/** One attribute before and after; an absent side means the attribute had no value there. */
export type AttributeChange = {
  /** As a filter would name it: `title`, or `urn:…:User:department`; or what only administrators set: `organizationId`. */
  readonly attribute: string;
  readonly before?: ScimValue;
  readonly after?: ScimValue;
};

/** What an administrator changed that is no user; it goes by this name when it is gone. */
export type Subject = {
  readonly type: 'provider' | 'matter' | 'organization';
  readonly id: string;
  readonly name: string;
};

export type LogEntry = {
  /** ULID; for a deactivation carried out, the id of the pending deactivation, so that it can be written once only. */
  readonly id: string;
  readonly at: Instant;
  readonly actor: Actor;
  /** Absent when no user is known, or it is about something else. */
  readonly userId?: string;
  /** Empty once the user is erased; of a refused creation, what the client sent. */
  readonly userName?: string;
  /** Of a change of something that is no user. */
  readonly subject?: Subject;
  readonly operation: LogOperation;
  /** `changed`: committed with the change; `refused`: nothing was changed, and `reason` says why. */
  readonly outcome: 'changed' | 'refused';
  /** In the order in which they happened; empty when only attributes changed. */
  readonly events: readonly LifeEvent[];
  readonly changes: readonly AttributeChange[];
  /** Attributes that the client sent and that Reprieve does not keep, by name only. */
  readonly ignored: readonly string[];
  /** Why the outcome is not what was asked for. */
  readonly reason?: string;
  /** Of a deactivation requested: when it is due. */
  readonly dueAt?: Instant;
  /** Of a hold placed or released. */
  readonly matterId?: string;
  /** Of credentials refused: how many, from `at` to the end of that hour. */
  readonly count?: number;
  /** API Gateway's request id, or the Lambda request id of the worker. */
  readonly requestId: string;
};

/** What an entry is found by. */
export type EntryName = Partial<LogEntry> & Pick<LogEntry, 'id' | 'actor' | 'operation' | 'outcome'>;

/** An entry about a user who is, or was, there. */
export type UserEntry = LogEntry & { readonly userId: string; readonly userName: string };

export function isUserEntry(entry: LogEntry): entry is UserEntry {
  return entry.userId !== undefined && entry.userName !== undefined;
}

/** Written when a pending deactivation is carried out: it goes by the id of the deactivation. */
export function isCarryingOut({
  operation,
  outcome,
  actor,
}: Pick<LogEntry, 'operation' | 'outcome' | 'actor'>): boolean {
  return operation === 'deactivate' && outcome === 'changed' && actor.by === 'provider';
}

/** The entry without what is personal in it: what an erased user leaves behind. */
export function withoutPersonalData(entry: UserEntry): UserEntry {
  return { ...withoutValues(entry), userName: '' };
}

/** The names of what changed stay. */
export function withoutValues(entry: UserEntry): UserEntry {
  return { ...entry, changes: entry.changes.map(({ attribute }) => ({ attribute })) };
}
