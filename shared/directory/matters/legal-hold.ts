/** An administrator places a user on legal hold for a matter, or releases the user from it. */
import {
  type Administrator,
  changeUserAsAdministrator,
} from '#shared/directory/administration/change-user-as-administrator.ts';
import { isBeingCancelled } from '#shared/directory/deactivations/carry-out-deactivation.ts';
import { NotFound, Refused } from '#shared/directory/errors.ts';
import { placeHold, releaseHold } from '#shared/directory/life/by-legal-hold.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';
import type { Matter } from './matter.ts';
import { requireLegalHold } from './open-matter.ts';

export type HoldRequest = {
  readonly administrator: Administrator;
  readonly matterId: string;
  readonly userId: string;
};

/**
 * The matter is open in the instant of the change, so that closing it finds every custodian.
 * @throws NotFound, Refused DEACTIVATED, MATTER_CLOSED, NO_LEGAL_HOLD, TOO_MANY_MATTERS
 */
export async function placeLegalHold(directory: Directory, request: HoldRequest): Promise<User> {
  requireLegalHold(directory);
  const { matterId } = request;
  return changeUserAsAdministrator(directory, request, async (user) => {
    const { state } = await requireMatter(directory, matterId);
    if (state !== 'open') throw new Refused('MATTER_CLOSED', `Matter ${matterId} is ${state}.`);
    return {
      ...placeHold(user, matterId),
      operation: 'place-hold',
      matterId,
      requires: { openMatterId: matterId },
    };
  });
}

/** @throws NotFound */
export async function releaseLegalHold(directory: Directory, request: HoldRequest): Promise<User> {
  const { matterId } = request;
  return changeUserAsAdministrator(directory, request, async (user, now) => {
    const mayDeactivate = !(await isBeingCancelled(directory, user));
    return { ...releaseHold(user, matterId, { now, mayDeactivate }), operation: 'release-hold', matterId };
  });
}

/** @throws NotFound */
export async function requireMatter({ matters }: Directory, matterId: string): Promise<Matter> {
  const matter = await matters.get(matterId);
  if (matter === undefined) throw new NotFound(`There is no matter ${matterId}.`);
  return matter;
}
