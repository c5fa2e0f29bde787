/** What the operations on one user take and answer; `users-life.ts` and `users-placement.ts` have the others. */
import * as z from 'zod/mini';
import { localUsers, userStates } from '#shared/directory/administration/search-users.ts';
import { organizationIdentifier } from '#shared/http/admin/messages/common.ts';
import { logMessage } from '#shared/http/admin/messages/log.ts';
import { newUserRequest, patchOpRequest, userMessage, usersMessage } from '#shared/http/admin/messages/user.ts';
import { page, providerOr, text, word } from '#shared/http/admin/parameters.ts';
import { scimMediaType } from '#shared/http/media-type.ts';
import type { Description } from './description.ts';

const searchQuery = z.strictObject({
  userName: z.optional(text),
  email: z.optional(text),
  externalId: z.optional(text),
  providerId: z.optional(providerOr(localUsers)).check(
    z.meta({
      description:
        'The provider that manages the user or that the user is open to; or "local". 400 when there is no such provider.',
    }),
  ),
  organizationId: z
    .optional(organizationIdentifier)
    .check(z.meta({ description: '400 when there is no such organization.' })),
  state: z.optional(word(...userStates)),
  ...page(100, 50),
});

export const userContract = {
  searchUsers: {
    summary: 'Search users, whoever manages them',
    description:
      'What is given must all hold. A page may have fewer users than asked for, even none, and still have "next".',
    query: searchQuery,
    answers: { 200: usersMessage },
  },
  createUser: {
    summary: 'Create a local user',
    description: 'No provider sees the user until the user is opened to one.',
    body: newUserRequest,
    isCreation: true,
    answers: { 201: userMessage },
    refusals: ['USER_NAME_TAKEN'],
  },
  getUser: { summary: 'Show a user', answers: { 200: userMessage } },
  editUser: {
    summary: 'Change attributes of a user',
    description: 'What a provider manages it overwrites with its next update.',
    body: patchOpRequest,
    bodyTypes: ['application/json', scimMediaType],
    isConditional: true,
    answers: { 200: userMessage },
    refusals: ['USER_NAME_TAKEN'],
  },
  eraseUser: {
    summary: 'Erase a deactivated user',
    description: 'Of the history only what happened stays, without what is personal.',
    isConditional: true,
    answers: { 204: null },
    refusals: ['NOT_DEACTIVATED', 'ACTIVE_LEGAL_HOLD'],
  },
  userHistory: {
    summary: 'Show what happened to a user',
    query: z.strictObject({ order: z._default(word('oldest', 'newest'), 'oldest'), ...page(1000, 100) }),
    answers: { 200: logMessage },
  },
} as const satisfies Readonly<Record<string, Description>>;
