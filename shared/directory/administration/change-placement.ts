/** Administrators move users between organizations, assign roles, and say who manages a user. */
import { Invalid } from '#shared/directory/errors.ts';
import { assignRoles, makeLocal, move, openToProvisioning, transfer } from '#shared/directory/life/by-placement.ts';
import { requireLastingOrganization } from '#shared/directory/organizations/find-organization.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { requireLastingProvider } from '#shared/directory/providers/named-provider.ts';
import type { User } from '#shared/directory/users/user.ts';
import { changeUserAsAdministrator, type UserRequest } from './change-user-as-administrator.ts';

/** @throws NotFound, VersionMismatch, Invalid */
export async function moveUser(
  directory: Directory,
  { organizationId, ...request }: UserRequest & { readonly organizationId: string },
): Promise<User> {
  return changeUserAsAdministrator(directory, request, async (user) => ({
    ...move(user, await requireLastingOrganization(directory, organizationId)),
    operation: 'move',
    requires: { organizationId },
  }));
}

const maximumRoles = 100;

/** No role is `.` or `..`: in a path, as where one is taken away, those would name something else. */
const rolePattern = /^\w(?:[\w .-]{0,98}[\w.-])?$/;

/** @param request.roles all roles that the user is to have. @throws NotFound, VersionMismatch, Invalid */
export async function assignUserRoles(
  directory: Directory,
  { roles, ...request }: UserRequest & { readonly roles: readonly string[] },
): Promise<User> {
  requireRoles(roles);
  return changeUserAsAdministrator(directory, request, (user) => ({
    ...assignRoles(user, roles),
    operation: 'assign-roles',
  }));
}

type RoleRequest = UserRequest & { readonly role: string };

/** The user has this role too; a user who has it already stays as is. @throws NotFound, VersionMismatch, Invalid */
export async function addUserRole(directory: Directory, { role, ...request }: RoleRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user) => {
    const roles = [...new Set([...user.roles, role])];
    requireRoles(roles);
    return { ...assignRoles(user, roles), operation: 'assign-roles' };
  });
}

/** A user who does not have the role stays as is. @throws NotFound, VersionMismatch */
export async function removeUserRole(directory: Directory, { role, ...request }: RoleRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user) => ({
    ...assignRoles(
      user,
      user.roles.filter((other) => other !== role),
    ),
    operation: 'assign-roles',
  }));
}

/** @throws Invalid */
function requireRoles(roles: readonly string[]): void {
  if (roles.length <= maximumRoles && roles.every((role) => rolePattern.test(role))) return;
  throw new Invalid(
    `A user has ${maximumRoles} roles at most. Each begins with a letter, digit or underscore, goes on with such, spaces, dots and hyphens, does not end in a space, and has 100 characters at most; letters are A to Z and a to z.`,
  );
}

type ProviderRequest = UserRequest & { readonly providerId: string };

/** @throws NotFound, VersionMismatch, Invalid, Refused PROVISIONED, DELETED, PROVIDER_IN_TRANSITION */
export async function openUserToProvisioning(
  directory: Directory,
  { providerId, ...request }: ProviderRequest,
): Promise<User> {
  return changeUserAsAdministrator(directory, request, async (user) => {
    await requireLastingProvider(directory, providerId);
    return { ...openToProvisioning(user, providerId), operation: 'open-to-provisioning', requires: { providerId } };
  });
}

/** @throws NotFound, VersionMismatch, Refused PENDING_DEACTIVATION */
export async function makeUserLocal(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user) => ({ ...makeLocal(user), operation: 'make-local' }));
}

/** @throws NotFound, VersionMismatch, Invalid, Refused DELETED, PROVIDER_IN_TRANSITION */
export async function transferUser(directory: Directory, { providerId, ...request }: ProviderRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, async (user) => {
    await requireLastingProvider(directory, providerId);
    return { ...transfer(user, providerId), operation: 'transfer', requires: { providerId } };
  });
}
