/** The operations on a user's life. */
import {
  blockUser,
  cancelPendingDeactivation,
  carryOutUserDeactivation,
  deactivateUser,
  reactivateUser,
  unblockUser,
} from '#shared/directory/administration/change-life.ts';
import type { userLifeContract } from '#shared/http/admin/contract/users-life.ts';
import type { Operations } from '#shared/http/admin/operation.ts';
import { userRequest } from './answers.ts';

export const userLifeOperations: Operations<keyof typeof userLifeContract> = {
  deactivateUser: async ({ directory }, call) => ({
    status: 200,
    body: await deactivateUser(directory, userRequest(call)),
  }),
  reactivateUser: async ({ directory }, call) => ({
    status: 200,
    body: await reactivateUser(directory, userRequest(call)),
  }),
  blockUser: async ({ directory }, call) => ({ status: 200, body: await blockUser(directory, userRequest(call)) }),
  unblockUser: async ({ directory }, call) => ({ status: 200, body: await unblockUser(directory, userRequest(call)) }),
  cancelDeactivation: async ({ directory }, call) => ({
    status: 200,
    body: await cancelPendingDeactivation(directory, userRequest(call)),
  }),
  carryOutDeactivation: async ({ directory }, call) => ({
    status: 200,
    body: await carryOutUserDeactivation(directory, userRequest(call)),
  }),
};
