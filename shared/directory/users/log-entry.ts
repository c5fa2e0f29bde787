/** The Sync Log: one entry for every change that provisioning caused. */

import type { Instant } from '#shared/directory/instant.ts';
import type { ScimValue } from '#shared/scim/resource/value.ts';

export type SyncLogOperation = 'create' | 'replace' | 'patch' | 'delete' | 'deactivate';

/** What a change did to the life of the user. */
export type LifeEvent =
  | 'created'
  | 'created-deactivated'
  | 'deactivation-requested'
  | 'deactivation-cancelled'
  | 'deactivated'
  | 'reactivated'
  | 'deleted'
  | 'restored';

/** One attribute before and after; an absent side means the attribute had no value there. */
export type AttributeChange = {
  /** As a filter would name it: `title`, or `urn:…:User:department` for an extension attribute. */
  readonly attribute: string;
  readonly before?: ScimValue;
  readonly after?: ScimValue;
};

export type SyncLogEntry = {
  /** ULID; for a deactivation carried out, the id of the pending deactivation, so that it can be written once only. */
  readonly id: string;
  readonly at: Instant;
  readonly providerId: string;
  readonly userId: string;
  readonly userName: string;
  readonly operation: SyncLogOperation;
  /** `changed`: committed with the change; `refused`: nothing was changed, and `reason` says why. */
  readonly outcome: 'changed' | 'refused';
  /** In the order in which they happened; empty when only attributes changed. */
  readonly events: readonly LifeEvent[];
  readonly changes: readonly AttributeChange[];
  /** Attributes that the client sent and that Reprieve does not keep, by name only. */
  readonly ignored: readonly string[];
  /** Why the outcome is not what the client asked for. */
  readonly reason?: string;
  /** Of a deactivation requested: when it is due. */
  readonly dueAt?: Instant;
  /** API Gateway's request id, or the Lambda request id of the worker. */
  readonly requestId: string;
};
