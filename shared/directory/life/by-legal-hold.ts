/** What placing and releasing a legal hold make of a user's life. */
import { Refused } from '#shared/directory/errors.ts';
import type { Instant } from '#shared/directory/instant.ts';
import type { User } from '#shared/directory/users/user.ts';
import { carryOut, isDue } from './by-time.ts';
import { andThen, type Transition, unchanged } from './transition.ts';

/** So that a user's item stays small: each matter is an id of 26 characters. */
const maximumMatters = 500;

/**
 * The user becomes custodian of the matter: from here on blocked at most, never deactivated.
 * @throws Refused DEACTIVATED, TOO_MANY_MATTERS
 */
export function placeHold(user: User, matterId: string): Transition {
  if (user.matterIds.includes(matterId)) return unchanged(user);
  if (user.life.state === 'deactivated') {
    throw new Refused('DEACTIVATED', 'A deactivated user cannot become a custodian: reactivate the user first.');
  }
  if (user.matterIds.length >= maximumMatters) {
    throw new Refused('TOO_MANY_MATTERS', `A user is custodian of ${maximumMatters} matters at most.`);
  }
  return { user: { ...user, matterIds: [...user.matterIds, matterId] }, events: ['hold-placed'] };
}

/**
 * The user is custodian of the matter no more. When it was the last one, and a deactivation is due by now, it is carried
 * out in the same change; one that is not due yet still has its schedule.
 * @param mayDeactivate false while the pending deactivations of the user's provider are being cancelled
 */
export function releaseHold(
  user: User,
  matterId: string,
  { now, mayDeactivate }: { readonly now: Instant; readonly mayDeactivate: boolean },
): Transition {
  if (!user.matterIds.includes(matterId)) return unchanged(user);
  const matterIds = user.matterIds.filter((id) => id !== matterId);
  const released: Transition = { user: { ...user, matterIds }, events: ['hold-released'] };
  const isLast = matterIds.length === 0;
  return isLast && mayDeactivate && isDue(user, now) ? andThen(released, (free) => carryOut(free, now)) : released;
}
