/** What administrators make of a user's life: at once, without a delay, and never against a legal hold. */
import { Refused } from '#shared/directory/errors.ts';
import type { Instant } from '#shared/directory/instant.ts';
import { isHeld, type User } from '#shared/directory/users/user.ts';
import { activeAgain, restore } from './by-provider.ts';
import { carryOut } from './by-time.ts';
import { andThen, type Transition, unchanged } from './transition.ts';

/**
 * Deactivated now, by an administrator's cause: nothing that a provider says ends it. Pending deactivations end here.
 * @throws Refused ACTIVE_LEGAL_HOLD
 */
export function deactivateByAdministrator(user: User, now: Instant): Transition {
  if (isHeld(user)) throw activeLegalHold(user);
  if (user.life.state === 'deactivated' && user.life.cause === 'administrator') return unchanged(user);
  const wasDeactivated = user.life.state === 'deactivated';
  const at = user.life.state === 'deactivated' ? user.life.at : now;
  return {
    user: { ...user, life: { state: 'deactivated', at, cause: 'administrator' } },
    events: [wasDeactivated ? 'deactivation-confirmed' : 'deactivated'],
  };
}

/**
 * The pending deactivation is carried out before it is due. The cause is still provisioning: it is what the provider
 * asked for, and the provider may reactivate the user.
 * @throws Refused NO_PENDING_DEACTIVATION, ACTIVE_LEGAL_HOLD
 */
export function carryOutNow(user: User, now: Instant): Transition {
  if (user.life.state !== 'pending') throw noPendingDeactivation(user);
  if (isHeld(user)) throw activeLegalHold(user);
  return carryOut(user, now);
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
  throw noPendingDeactivation(user);
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

function activeLegalHold({ matterIds }: User): Refused {
  const message = `A legal hold keeps the user (${matterIds.join(', ')}): release the user from it first.`;
  return new Refused('ACTIVE_LEGAL_HOLD', message);
}

function noPendingDeactivation({ life }: User): Refused {
  const message =
    life.state === 'deactivated'
      ? `The user was deactivated at ${life.at}: reactivate the user instead.`
      : 'The user is active: there is no pending deactivation.';
  return new Refused('NO_PENDING_DEACTIVATION', message);
}
