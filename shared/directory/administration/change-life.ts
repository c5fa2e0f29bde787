/** Administrators deactivate, reactivate, block and unblock users, and cancel pending deactivations: each at once. */
import {
  block,
  cancelDeactivation,
  deactivateByAdministrator,
  reactivate,
  unblock,
} from '#shared/directory/life/by-administrator.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';
import { changeUserAsAdministrator, type UserRequest } from './change-user-as-administrator.ts';

/** @throws NotFound, Refused ACTIVE_LEGAL_HOLD */
export async function deactivateUser(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user, now) => ({
    ...deactivateByAdministrator(user, now),
    operation: 'deactivate',
  }));
}

/** @throws NotFound, Refused USER_NAME_TAKEN */
export async function reactivateUser(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user) => ({ ...reactivate(user), operation: 'reactivate' }));
}

/** @throws NotFound, Refused NO_PENDING_DEACTIVATION, USER_NAME_TAKEN */
export async function cancelPendingDeactivation(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user) => ({
    ...cancelDeactivation(user),
    operation: 'cancel',
  }));
}

/** @throws NotFound */
export async function blockUser(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user, now) => ({ ...block(user, now), operation: 'block' }));
}

/** @throws NotFound */
export async function unblockUser(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user) => ({ ...unblock(user), operation: 'unblock' }));
}
