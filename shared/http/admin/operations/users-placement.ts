/** The operations on a user's place: organization, roles, management. */
import {
  addUserRole,
  assignUserRoles,
  makeUserLocal,
  moveUser,
  openUserToProvisioning,
  removeUserRole,
  transferUser,
} from '#shared/directory/administration/change-placement.ts';
import type { userPlacementContract } from '#shared/http/admin/contract/users-placement.ts';
import type { Operations } from '#shared/http/admin/operation.ts';
import { userRequest } from './answers.ts';

export const userPlacementOperations: Operations<keyof typeof userPlacementContract> = {
  moveUser: async ({ directory }, call) => ({
    status: 200,
    body: await moveUser(directory, { ...userRequest(call), ...call.body }),
  }),
  assignRoles: async ({ directory }, call) => ({
    status: 200,
    body: await assignUserRoles(directory, { ...userRequest(call), ...call.body }),
  }),
  addRole: async ({ directory }, call) => ({
    status: 200,
    body: await addUserRole(directory, { ...userRequest(call), ...call.body }),
  }),
  removeRole: async ({ directory }, call) => ({
    status: 200,
    body: await removeUserRole(directory, { ...userRequest(call), role: call.parameter('role') }),
  }),
  openToProvisioning: async ({ directory }, call) => ({
    status: 200,
    body: await openUserToProvisioning(directory, { ...userRequest(call), ...call.body }),
  }),
  makeUserLocal: async ({ directory }, call) => ({
    status: 200,
    body: await makeUserLocal(directory, userRequest(call)),
  }),
  transferUser: async ({ directory }, call) => ({
    status: 200,
    body: await transferUser(directory, { ...userRequest(call), ...call.body }),
  }),
};
