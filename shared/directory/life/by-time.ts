/** What the due instant of a pending deactivation makes of a user's life. */
import type { Instant } from '#shared/directory/instant.ts';
import { isHeld, type User } from '#shared/directory/users/user.ts';
import { deactivatedByProvisioning } from './by-provider.ts';
import type { Transition } from './transition.ts';

/**
 * Whether this very deactivation may be carried out now: it is pending, it is due, and no matter holds the user. The
 * store asks the same once more, in the instant of the write.
 */
export function mayBeCarriedOut(user: User, deactivationId: string, now: Instant): boolean {
  return isDue(user, now) && !isHeld(user) && user.life.deactivation.id === deactivationId;
}

/** A pending deactivation is due, whether or not something holds it back. */
export function isDue(user: User, now: Instant): user is User & { readonly life: { readonly state: 'pending' } } {
  return user.life.state === 'pending' && user.life.deactivation.dueAt <= now;
}

/** A pending deactivation is carried out. The caller has seen that it may be. */
export function carryOut(user: User, now: Instant): Transition {
  return { user: deactivatedByProvisioning(user, now), events: ['deactivated'] };
}
