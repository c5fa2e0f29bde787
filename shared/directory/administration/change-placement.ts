/** Administrators move users between organizations, assign roles, and say who manages a user. */
import { Invalid, NotFound, Refused } from '#shared/directory/errors.ts';
import { assignRoles, makeLocal, move, openToProvisioning, transfer } from '#shared/directory/life/by-placement.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { Provider } from '#shared/directory/providers/provider.ts';
import { requireOrganization } from '#shared/directory/providers/provider-settings.ts';
import type { User } from '#shared/directory/users/user.ts';
import { changeUserAsAdministrator, type UserRequest } from './change-user-as-administrator.ts';

/** @throws NotFound, Invalid */
export async function moveUser(
  directory: Directory,
  { organizationId, ...request }: UserRequest & { readonly organizationId: string },
): Promise<User> {
  await requireOrganization(directory, organizationId);
  return changeUserAsAdministrator(directory, request, (user) => ({
    ...move(user, organizationId),
    operation: 'move',
  }));
}

const maximumRoles = 100;

/** @param request.roles all roles that the user is to have. @throws NotFound, Invalid */
export async function assignUserRoles(
  directory: Directory,
  { roles, ...request }: UserRequest & { readonly roles: readonly string[] },
): Promise<User> {
  if (roles.length > maximumRoles || roles.some((role) => !/^[\w .-]{1,100}$/.test(role))) {
    throw new Invalid(
      `A user has ${maximumRoles} roles at most, each of 1 to 100 letters, digits, spaces, dots, underscores and hyphens.`,
    );
  }
  return changeUserAsAdministrator(directory, request, (user) => ({
    ...assignRoles(user, roles),
    operation: 'assign-roles',
  }));
}

type ProviderRequest = UserRequest & { readonly providerId: string };

/** @throws NotFound, Refused PROVISIONED, DELETED, PROVIDER_IN_TRANSITION */
export async function openUserToProvisioning(
  directory: Directory,
  { providerId, ...request }: ProviderRequest,
): Promise<User> {
  return changeUserAsAdministrator(directory, request, async (user) => {
    await requireLastingProvider(directory, providerId);
    return { ...openToProvisioning(user, providerId), operation: 'open-to-provisioning', requires: { providerId } };
  });
}

/** @throws NotFound, Refused PENDING_DEACTIVATION */
export async function makeUserLocal(directory: Directory, request: UserRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, (user) => ({ ...makeLocal(user), operation: 'make-local' }));
}

/** @throws NotFound, Refused PROVIDER_IN_TRANSITION */
export async function transferUser(directory: Directory, { providerId, ...request }: ProviderRequest): Promise<User> {
  return changeUserAsAdministrator(directory, request, async (user) => {
    await requireLastingProvider(directory, providerId);
    return { ...transfer(user, providerId), operation: 'transfer', requires: { providerId } };
  });
}

/** @throws NotFound, Refused PROVIDER_IN_TRANSITION when it is being removed */
export async function requireLastingProvider({ providers }: Directory, providerId: string): Promise<Provider> {
  const provider = await providers.get(providerId);
  if (provider === undefined) throw new NotFound(`There is no provider ${providerId}.`);
  if (provider.removal === undefined) return provider;
  throw new Refused('PROVIDER_IN_TRANSITION', `Provider ${providerId} is being removed.`);
}
