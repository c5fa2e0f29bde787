/** The life of a user as one state machine: what each event makes of each state, with no effects of its own. */
import { type Instant, plusSeconds } from '#shared/directory/instant.ts';
import type { ProductPlan } from '#shared/directory/ports.ts';
import { blocksDuringDelay } from '#shared/directory/product-plan.ts';
import type { Provider } from '#shared/directory/providers/provider.ts';
import type { LifeEvent } from '#shared/directory/users/log-entry.ts';
import { type Blocks, isHeld, type PendingDeactivation, type User } from '#shared/directory/users/user.ts';

/** A user after an event, what happened on the way, and why it is not what was asked for, where it is not. */
export type Transition = { readonly user: User; readonly events: readonly LifeEvent[]; readonly reason?: string };

/** What a request to deactivate depends on beside the user. */
export type DeactivationTerms = {
  readonly provider: Provider;
  readonly productPlan: ProductPlan;
  readonly now: Instant;
  /** The id of the pending deactivation, if there is to be one. */
  readonly deactivationId: string;
};

/** The provider says inactive: block at once, deactivate after the delay. Saying it again changes nothing. */
export function requestDeactivation(user: User, terms: DeactivationTerms): Transition {
  if (user.life.state !== 'active') return { user, events: [] };
  const blocks = blockedByProvisioning(user.blocks, terms);
  if (terms.provider.deactivationDelaySeconds === 0 && !isHeld(user)) {
    const life = { state: 'deactivated', at: terms.now, cause: 'provisioning' } as const;
    return { user: { ...user, blocks, life }, events: ['deactivation-requested', 'deactivated'] };
  }
  const deactivation: PendingDeactivation = {
    id: terms.deactivationId,
    requestedAt: terms.now,
    dueAt: plusSeconds(terms.now, terms.provider.deactivationDelaySeconds),
    providerId: terms.provider.id,
  };
  return { user: { ...user, blocks, life: { state: 'pending', deactivation } }, events: ['deactivation-requested'] };
}

/** The provider says active: ends what provisioning began. What an administrator ended stays ended. */
export function requestReactivation(user: User): Transition {
  switch (user.life.state) {
    case 'active':
      return { user, events: [] };
    case 'pending':
      return { user: unblockedByProvisioning(user), events: ['deactivation-cancelled'] };
    case 'deactivated':
      if (user.life.cause === 'administrator') {
        const reason = 'An administrator deactivated the user: only an administrator can reactivate the user.';
        return { user, events: [], reason };
      }
      return { user: unblockedByProvisioning(user), events: ['reactivated'] };
  }
}

/** The provider's update says inactive, active, or nothing about it. */
export function updateByProvider(user: User, active: boolean | undefined, terms: DeactivationTerms): Transition {
  if (active === undefined) return { user, events: [] };
  return active ? requestReactivation(user) : requestDeactivation(user, terms);
}

/** The provider deletes: hidden from it at once, and deactivated as by any request to deactivate. */
export function deleteByProvider(user: User, terms: DeactivationTerms): Transition {
  const { user: deactivated, events } = requestDeactivation(user, terms);
  return { user: { ...deactivated, deletedAt: terms.now }, events: ['deleted', ...events] };
}

/** A deleted user comes back as it was; whether it is active again is a matter of its own. */
export function restore(user: User): Transition {
  const { deletedAt: _, ...restored } = user;
  return { user: restored, events: ['restored'] };
}

/** What a user created with `active:false` starts as: deactivated, with nothing pending. */
export function createdDeactivated(user: User, terms: DeactivationTerms): Transition {
  const life = { state: 'deactivated', at: terms.now, cause: 'provisioning' } as const;
  return {
    user: { ...user, blocks: blockedByProvisioning(user.blocks, terms), life },
    events: ['created-deactivated'],
  };
}

/** A pending deactivation is carried out. The caller has seen that it is due and that nothing holds it back. */
export function deactivate(user: User, now: Instant): Transition {
  return {
    user: { ...user, life: { state: 'deactivated', at: now, cause: 'provisioning' } },
    events: ['deactivated'],
  };
}

/** One transition after another. */
export function andThen(first: Transition, next: (user: User) => Transition): Transition {
  const second = next(first.user);
  const reason = second.reason ?? first.reason;
  return { user: second.user, events: [...first.events, ...second.events], ...(reason !== undefined && { reason }) };
}

function blockedByProvisioning(blocks: Blocks, { productPlan, now }: DeactivationTerms): Blocks {
  return blocksDuringDelay(productPlan) ? { ...blocks, provisioning: now } : blocks;
}

function unblockedByProvisioning(user: User): User {
  const { provisioning: _, ...blocks } = user.blocks;
  return { ...user, blocks, life: { state: 'active' } };
}
