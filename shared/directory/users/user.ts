/** A user of the directory: what is kept of the SCIM resource, who manages it, and where its life stands. */

import type { Instant } from '#shared/directory/instant.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';

/**
 * The SCIM attributes of a user as stored: canonical names and types, without `schemas`, `id`, `meta` and `active`,
 * which follow from the rest.
 */
export type UserAttributes = ScimObject & { readonly userName: string; readonly externalId?: string };

/** Accepted and waiting: deactivation `id` is carried out at `dueAt`, unless it is cancelled or held back before. */
export type PendingDeactivation = {
  /** ULID; names the schedule and the Sync Log entry of the deactivation. */
  readonly id: string;
  readonly requestedAt: Instant;
  readonly dueAt: Instant;
  /** The provider that asked for it. */
  readonly providerId: string;
};

export type Cause = 'provisioning' | 'administrator';

/** Where a user's life stands. A custodian of an open matter who is `pending` stays so past the due instant. */
export type Life =
  | { readonly state: 'active' }
  | { readonly state: 'pending'; readonly deactivation: PendingDeactivation }
  | { readonly state: 'deactivated'; readonly at: Instant; readonly cause: Cause };

/** Since when each cause blocks the user; the causes are independent of each other. */
type Blocks = { readonly [cause in Cause]?: Instant };

/** Who may change the user: one provider, or administrators only, who may have opened the user to one provider. */
export type Management =
  | { readonly by: 'provider'; readonly providerId: string }
  | { readonly by: 'administrators'; readonly openToProviderId?: string };

export type User = {
  /** ULID, given at creation and never used again. */
  readonly id: string;
  /** 1 at creation, one more with every change; the number in the weak ETag. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly lastModifiedAt: Instant;
  readonly attributes: UserAttributes;
  readonly management: Management;
  readonly organizationId: string;
  /** Given by administrators only. */
  readonly roles: readonly string[];
  readonly life: Life;
  readonly blocks: Blocks;
  /** The matters that the user is custodian of; while there is one, a legal hold keeps the user. */
  readonly matterIds: readonly string[];
  /** Set once a provider has deleted the user: hidden from it, its userName free. */
  readonly deletedAt?: Instant;
};

/** The provider that sees the user over SCIM; `undefined` for a local user. */
export function visibleTo(user: User): string | undefined {
  if (user.deletedAt !== undefined) return undefined;
  return user.management.by === 'provider' ? user.management.providerId : user.management.openToProviderId;
}

/** The provider that manages the user, deleted or not; `undefined` for one whom administrators manage. */
export function managingProviderId({ management }: User): string | undefined {
  return management.by === 'provider' ? management.providerId : undefined;
}

/** What a provider reads in `active`: false while a deactivation is pending, held back or done. */
export function isActive(user: User): boolean {
  return user.life.state === 'active';
}

export function isHeld(user: User): boolean {
  return user.matterIds.length > 0;
}

export function pendingDeactivation(user: User | undefined): PendingDeactivation | undefined {
  return user?.life.state === 'pending' ? user.life.deactivation : undefined;
}
