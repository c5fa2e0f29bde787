/** Administrators deactivate, reactivate, block and unblock users, and cancel pending deactivations: each at once. */
import { isBeingCancelled } from '#shared/directory/deactivations/carry-out-deactivation.ts';
import { Refused } from '#shared/directory/errors.ts';
import {
  block,
  cancelDeactivation,
  carryOutNow,
  deactivateByAdministrator,
  reactivate,
  unblock,
} from '#shared/directory/life/by-administrator.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';
import { changeUserAsAdministrator, type UserRequest } from './change-user-as-administrator.ts';

/** @throws NotFound, VersionMismatch, Refused ACTIVE_LEGAL_HOLD */
export async function deactivateUser(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user, now) => ({
    ...deactivateByAdministrator(user, now),
    operation: 'deactivate',
  }));
}

/** @throws NotFound, VersionMismatch, Refused USER_NAME_TAKEN */
export async function reactivateUser(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user) => ({ ...reactivate(user), operation: 'reactivate' }));
}

/** @throws NotFound, VersionMismatch, Refused NO_PENDING_DEACTIVATION, USER_NAME_TAKEN */
export async function cancelPendingDeactivation(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user) => ({
    ...cancelDeactivation(user),
    operation: 'cancel',
  }));
}

/**
 * Carries the pending deactivation out before it is due; the cause stays provisioning.
 * @throws NotFound, VersionMismatch, Refused NO_PENDING_DEACTIVATION, ACTIVE_LEGAL_HOLD, PROVIDER_IN_TRANSITION
 */
export async function carryOutUserDeactivation(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, async (user, now) => {
    const carriedOut = carryOutNow(user, now);
    if (await isBeingCancelled(directory, user)) {
      const message = 'The provider was disabled, and its pending deactivations are being cancelled.';
      throw new Refused('PROVIDER_IN_TRANSITION', message);
    }
    return { ...carriedOut, operation: 'carry-out' };
  });
}

/** @throws NotFound, VersionMismatch */
export async function blockUser(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user, now) => ({ ...block(user, now), operation: 'block' }));
}

/** @throws NotFound, VersionMismatch */
export async function unblockUser(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user) => ({ ...unblock(user), operation: 'unblock' }));
}
