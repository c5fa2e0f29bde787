/** What the operations on a user's place take and answer: organization, roles, management. Each answers the user. */
import {
  managementRequest,
  placementRequest,
  roleRequest,
  rolesRequest,
  userMessage,
} from '#shared/http/admin/messages/user.ts';
import type { Description } from './description.ts';

const change = { isConditional: true, answers: { 200: userMessage } } as const;

export const userPlacementContract = {
  moveUser: { ...change, summary: 'Move a user to another organization', body: placementRequest },
  assignRoles: { ...change, summary: 'Give a user these roles and no others', body: rolesRequest },
  addRole: { ...change, summary: 'Give a user one role more', body: roleRequest },
  removeRole: { ...change, summary: 'Take one role from a user' },
  openToProvisioning: {
    ...change,
    summary: 'Let a provider find a local user',
    description: 'The provider manages the user from its first change on.',
    body: managementRequest,
    refusals: ['PROVISIONED', 'DELETED', 'PROVIDER_IN_TRANSITION'],
  },
  makeUserLocal: {
    ...change,
    summary: 'Take a user from its provider',
    refusals: ['PENDING_DEACTIVATION'],
  },
  transferUser: {
    ...change,
    summary: 'Give a user to another provider',
    description: 'A pending deactivation keeps the instant at which it is due.',
    body: managementRequest,
    refusals: ['DELETED', 'PROVIDER_IN_TRANSITION'],
  },
} as const satisfies Readonly<Record<string, Description>>;
