/** What a provider's requests make of a user's life. */
import { type Instant, plusSeconds } from '#shared/directory/instant.ts';
import type { ProductPlan } from '#shared/directory/ports.ts';
import { blocksDuringDelay } from '#shared/directory/product-plan.ts';
import type { Provider } from '#shared/directory/providers/provider.ts';
import { isHeld, type PendingDeactivation, type User } from '#shared/directory/users/user.ts';
import { andThen, type Transition, unchanged } from './transition.ts';

/** What a provider's request depends on beside the user. */
export type ProviderTerms = {
  readonly provider: Provider;
  readonly productPlan: ProductPlan;
  readonly now: Instant;
  /** The id of the pending deactivation, if there is to be one. */
  readonly deactivationId: string;
};

/** The provider says inactive: block at once, deactivate after the delay. Saying it again changes nothing. */
export function requestDeactivation(user: User, terms: ProviderTerms): Transition {
  if (user.life.state !== 'active') return unchanged(user);
  const blocked = blockedByProvisioning(user, terms);
  if (terms.provider.deactivationDelaySeconds === 0 && !isHeld(user)) {
    return { user: deactivatedByProvisioning(blocked, terms.now), events: ['deactivation-requested', 'deactivated'] };
  }
  const deactivation: PendingDeactivation = {
    id: terms.deactivationId,
    requestedAt: terms.now,
    dueAt: plusSeconds(terms.now, terms.provider.deactivationDelaySeconds),
    providerId: terms.provider.id,
  };
  return { user: { ...blocked, life: { state: 'pending', deactivation } }, events: ['deactivation-requested'] };
}

/** The provider says active: ends what provisioning began. What an administrator ended stays ended. */
export function requestReactivation(user: User): Transition {
  switch (user.life.state) {
    case 'active':
      return unchanged(user);
    case 'pending':
      return { user: activeAgain(user), events: ['deactivation-cancelled'] };
    case 'deactivated':
      if (user.life.cause === 'administrator') {
        const reason = 'An administrator deactivated the user: only an administrator can reactivate the user.';
        return { user, events: [], reason };
      }
      return { user: activeAgain(user), events: ['reactivated'] };
  }
}

/** The provider's update says inactive, active, or nothing about it. */
export function updateByProvider(user: User, active: boolean | undefined, terms: ProviderTerms): Transition {
  if (active === undefined) return unchanged(user);
  return active ? requestReactivation(user) : requestDeactivation(user, terms);
}

/** The provider deletes: hidden from it at once, and deactivated as by any request to deactivate. */
export function deleteByProvider(user: User, terms: ProviderTerms): Transition {
  const deleted: Transition = { user: { ...user, deletedAt: terms.now }, events: ['deleted'] };
  return andThen(deleted, (hidden) => requestDeactivation(hidden, terms));
}

/** A user whom administrators opened to the provider becomes managed by it with its first change. */
export function managedBy(user: User, providerId: string): Transition {
  if (user.management.by === 'provider') return unchanged(user);
  return { user: { ...user, management: { by: 'provider', providerId } }, events: ['managed-by-provider'] };
}

/** A deleted user comes back as it was; whether it is active again is a matter of its own. */
export function restore(user: User): Transition {
  if (user.deletedAt === undefined) return unchanged(user);
  const { deletedAt: _, ...restored } = user;
  return { user: restored, events: ['restored'] };
}

/** What a user created with `active:false` starts as: deactivated, with nothing pending. */
export function createdDeactivated(user: User, terms: ProviderTerms): Transition {
  return {
    user: deactivatedByProvisioning(blockedByProvisioning(user, terms), terms.now),
    events: ['created-deactivated'],
  };
}

/** Deactivated by what a provider asked for; the block that came with it stays. */
export function deactivatedByProvisioning(user: User, at: Instant): User {
  return { ...user, life: { state: 'deactivated', at, cause: 'provisioning' } };
}

/** Ends a deactivation, pending or done, and the block that came with it. */
export function activeAgain(user: User): User {
  const { provisioning: _, ...blocks } = user.blocks;
  return { ...user, blocks, life: { state: 'active' } };
}

function blockedByProvisioning(user: User, { productPlan, now }: ProviderTerms): User {
  return blocksDuringDelay(productPlan) ? { ...user, blocks: { ...user.blocks, provisioning: now } } : user;
}
