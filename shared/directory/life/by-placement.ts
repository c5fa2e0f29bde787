/** Where administrators place a user: in which organization, with which roles, and who manages the user. */
import { Refused } from '#shared/directory/errors.ts';
import type { User } from '#shared/directory/users/user.ts';
import { type Transition, unchanged } from './transition.ts';

/** No provisioning update ever moves the user back. */
export function move(user: User, organizationId: string): Transition {
  return user.organizationId === organizationId
    ? unchanged(user)
    : { user: { ...user, organizationId }, events: ['moved'] };
}

/** @param roles all roles that the user is to have */
export function assignRoles(user: User, roles: readonly string[]): Transition {
  const assigned = [...new Set(roles)].sort();
  return assigned.join('\n') === user.roles.join('\n')
    ? unchanged(user)
    : { user: { ...user, roles: assigned }, events: ['roles-assigned'] };
}

/**
 * The provider finds the user, and manages the user from its first change on.
 * @throws Refused PROVISIONED, DELETED
 */
export function openToProvisioning(user: User, providerId: string): Transition {
  const { management } = user;
  if (management.by === 'provider') {
    throw new Refused('PROVISIONED', 'A provider manages the user already: make the user local first.');
  }
  if (user.deletedAt !== undefined) {
    throw new Refused('DELETED', 'The user was deleted by its provider: reactivate the user first.');
  }
  if (management.openToProviderId === providerId) return unchanged(user);
  return {
    user: { ...user, management: { by: 'administrators', openToProviderId: providerId } },
    events: ['opened-to-provisioning'],
  };
}

/**
 * No provider sees or manages the user any more.
 * @throws Refused PENDING_DEACTIVATION
 */
export function makeLocal(user: User): Transition {
  const { management, life } = user;
  if (management.by === 'administrators' && management.openToProviderId === undefined) return unchanged(user);
  if (life.state === 'pending') {
    const message = `A deactivation is pending, due ${life.deactivation.dueAt}: cancel it, or let it be carried out, first.`;
    throw new Refused('PENDING_DEACTIVATION', message);
  }
  return { user: { ...user, management: { by: 'administrators' } }, events: ['made-local'] };
}

/** Another provider takes the user over as the user is: a pending deactivation keeps its due instant. */
export function transfer(user: User, toProviderId: string): Transition {
  const { management } = user;
  if (management.by === 'administrators') return openToProvisioning(user, toProviderId);
  if (management.providerId === toProviderId) return unchanged(user);
  return { user: { ...user, management: { by: 'provider', providerId: toProviderId } }, events: ['transferred'] };
}
