/** What is written beside every change of a user: an entry of the Sync Log, or of the log of administrators. */

import type { Instant } from '#shared/directory/instant.ts';
import type { ScimValue } from '#shared/scim/resource/value.ts';

/** Who caused a change: a provider makes an entry of the Sync Log, an administrator one of the administrators' log. */
export type Actor =
  | { readonly by: 'provider'; readonly providerId: string }
  /** `administratorId` is the IAM identity, an ARN. */
  | { readonly by: 'administrator'; readonly administratorId: string };

/** What was asked for; `deactivate` by a provider is a deactivation carried out when it was due. */
export const logOperations = [
  'create',
  'replace',
  'patch',
  'delete',
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
] as const;

export type LogOperation = (typeof logOperations)[number];

/** What a change did to the life of the user. */
export const lifeEvents = [
  'created',
  'created-deactivated',
  'deactivation-requested',
  'deactivation-cancelled',
  'deactivated',
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

export type LogEntry = {
  /** ULID; for a deactivation carried out, the id of the pending deactivation, so that it can be written once only. */
  readonly id: string;
  readonly at: Instant;
  readonly actor: Actor;
  readonly userId: string;
  /** Empty once the user is erased. */
  readonly userName: string;
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
  /** API Gateway's request id, or the Lambda request id of the worker. */
  readonly requestId: string;
};

/** Written when a pending deactivation is carried out: it goes by the id of the deactivation. */
export function isCarryingOut({
  operation,
  outcome,
  actor,
}: Pick<LogEntry, 'operation' | 'outcome' | 'actor'>): boolean {
  return operation === 'deactivate' && outcome === 'changed' && actor.by === 'provider';
}

/** The entry without what is personal in it: what an erased user leaves behind. */
export function withoutPersonalData(entry: LogEntry): LogEntry {
  return { ...entry, userName: '', changes: entry.changes.map(({ attribute }) => ({ attribute })) };
}
