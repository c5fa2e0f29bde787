/** An administrator places a user on legal hold for a matter, or releases the user from it. */
import type { ChangeRequest } from '#shared/directory/administration/administrator.ts';
import { changeUserAsAdministrator } from '#shared/directory/administration/change-user-as-administrator.ts';
import { isBeingCancelled } from '#shared/directory/deactivations/carry-out-deactivation.ts';
import { Refused } from '#shared/directory/errors.ts';
import { placeHold, releaseHold } from '#shared/directory/life/by-legal-hold.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';
import { requireMatter } from './change-matter.ts';
import { requireLegalHold } from './open-matter.ts';

export type HoldRequest = ChangeRequest & {
  readonly matterId: string;
  readonly userId: string;
};

/**
 * The matter is open in the instant of the change, so that closing it finds every custodian.
 * @throws NotFound, VersionMismatch, Refused DEACTIVATED, MATTER_CLOSED, NO_LEGAL_HOLD, TOO_MANY_MATTERS
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

/** @throws NotFound, VersionMismatch */
export async function releaseLegalHold(directory: Directory, request: HoldRequest): Promise<User> {
  const { matterId } = request;
  return changeUserAsAdministrator(directory, request, async (user, now) => {
    const mayDeactivate = !(await isBeingCancelled(directory, user));
    return { ...releaseHold(user, matterId, { now, mayDeactivate }), operation: 'release-hold', matterId };
  });
}
