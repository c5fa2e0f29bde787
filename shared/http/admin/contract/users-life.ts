/** What the operations on a user's life take and answer: each answers the user. */
import { userMessage } from '#shared/http/admin/messages/user.ts';
import type { Description } from './description.ts';

const change = { isConditional: true, answers: { 200: userMessage } } as const;

export const userLifeContract = {
  deactivateUser: {
    ...change,
    summary: 'Deactivate a user at once',
    description: 'Nothing that a provider says ends it.',
    refusals: ['ACTIVE_LEGAL_HOLD'],
  },
  reactivateUser: {
    ...change,
    summary: 'Make a user active again',
    description: 'Whatever deactivated the user; a deleted user is visible again, an administrator’s block stays.',
    refusals: ['USER_NAME_TAKEN'],
  },
  blockUser: { ...change, summary: 'Block a user' },
  unblockUser: { ...change, summary: 'Lift an administrator’s block' },
  cancelDeactivation: {
    ...change,
    summary: 'Cancel the pending deactivation of a user',
    refusals: ['NO_PENDING_DEACTIVATION', 'USER_NAME_TAKEN'],
  },
  carryOutDeactivation: {
    ...change,
    summary: 'Carry out the pending deactivation of a user now',
    refusals: ['NO_PENDING_DEACTIVATION', 'ACTIVE_LEGAL_HOLD', 'PROVIDER_IN_TRANSITION'],
  },
} as const satisfies Readonly<Record<string, Description>>;
