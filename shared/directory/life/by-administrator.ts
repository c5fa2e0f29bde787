/** What administrators make of a user's life: at once, without a delay, and never against a legal hold. */
import { Refused } from '#shared/directory/errors.ts';
import type { Instant } from '#shared/directory/instant.ts';
import { isHeld, type User } from '#shared/directory/users/user.ts';
import { activeAgain, restore } from './by-provider.ts';
import { andThen, type Transition, unchanged } from './transition.ts';

/**
 * Deactivated now, by an administrator's cause: nothing that a provider says ends it. Pending deactivations end here.
 * @throws Refused ACTIVE_LEGAL_HOLD
 */
export function deactivateByAdministrator(user: User, now: Instant): Transition {
  if (isHeld(user)) {
    const message = `A legal hold keeps the user (${user.matterIds.join(', ')}): release the user from it first.`;
    throw new Refused('ACTIVE_LEGAL_HOLD', message);
  }
  if (user.life.state === 'deactivated' && user.life.cause === 'administrator') return unchanged(user);
  const at = user.life.state === 'deactivated' ? user.life.at : now;
  return { user: { ...user, life: { state: 'deactivated', at, cause: 'administrator' } }, events: ['deactivated'] };
}

/** Active again, whatever ended it; a deleted user is visible again. An administrator's block stays. */
export function reactivate(user: User): Transition {
  return andThen(restore(user), (visible) => {
    switch (visible.life.state) {
      case 'active':
        return unchanged(visible);
      case 'pending':
        return { user: activeAgain(visible), events: ['deactivation-cancelled'] };
      case 'deactivated':
        return { user: activeAgain(visible), events: ['reactivated'] };
    }
  });
}

/**
 * The pending deactivation is gone, and the block that came with it; a deleted user is visible again.
 * @throws Refused NO_PENDING_DEACTIVATION
 */
export function cancelDeactivation(user: User): Transition {
  if (user.life.state === 'pending') return reactivate(user);
  const message =
    user.life.state === 'active'
      ? 'The user is active: there is no pending deactivation.'
      : `The user was deactivated at ${user.life.at}: reactivate the user instead.`;
  throw new Refused('NO_PENDING_DEACTIVATION', message);
}

export function block(user: User, now: Instant): Transition {
  if (user.blocks.administrator !== undefined) return unchanged(user);
  return { user: { ...user, blocks: { ...user.blocks, administrator: now } }, events: ['blocked'] };
}

/** Lifts the administrators' block only. */
export function unblock(user: User): Transition {
  if (user.blocks.administrator === undefined) return unchanged(user);
  const { administrator: _, ...blocks } = user.blocks;
  return { user: { ...user, blocks }, events: ['unblocked'] };
}

/** @throws Refused NOT_DEACTIVATED, ACTIVE_LEGAL_HOLD when the user may not be erased */
export function requireErasable(user: User): void {
  if (isHeld(user)) throw new Refused('ACTIVE_LEGAL_HOLD', 'A legal hold keeps the user: release the user first.');
  if (user.life.state !== 'deactivated') {
    throw new Refused('NOT_DEACTIVATED', 'Only a deactivated user can be erased: deactivate the user first.');
  }
}
