/** The operations on users as such: search, create, show, edit, erase, history. */
import { eraseUser } from '#shared/directory/administration/erase-user.ts';
import { createLocalUser, editUser } from '#shared/directory/administration/local-users.ts';
import { searchUsers } from '#shared/directory/administration/search-users.ts';
import { requireUser, userHistory } from '#shared/directory/administration/users-for-administrators.ts';
import { defaultOrganizationId } from '#shared/directory/organizations/organization.ts';
import type { userContract } from '#shared/http/admin/contract/users.ts';
import type { Operations } from '#shared/http/admin/operation.ts';
import { locationOf, pageThatFits, userRequest } from './answers.ts';

export const userOperations: Operations<keyof typeof userContract> = {
  searchUsers: async ({ directory }, { query: { cursor, ...query } }) => {
    const { items, next } = await pageThatFits({ ...query, cursor }, (page) =>
      searchUsers(directory, { ...query, ...page }),
    );
    return { status: 200, body: { users: items, next } };
  },
  createUser: async ({ directory }, { administrator, idempotencyKey, body, target }) => {
    const { organizationId = defaultOrganizationId, user: resource } = body;
    const user = await createLocalUser(directory, { administrator, idempotencyKey, organizationId, body: resource });
    return { status: 201, body: user, location: locationOf(target, user.id) };
  },
  getUser: async ({ directory }, { parameter }) => ({
    status: 200,
    body: await requireUser(directory, parameter('userId')),
  }),
  editUser: async ({ directory }, call) => ({
    status: 200,
    body: await editUser(directory, { ...userRequest(call), body: call.body }),
  }),
  eraseUser: async ({ directory }, call) => {
    await eraseUser(directory, userRequest(call));
    return { status: 204 };
  },
  userHistory: async ({ directory }, { parameter, query: { order, cursor, limit } }) => {
    const page = { after: cursor, limit, newestFirst: order === 'newest' };
    const { items, next } = await userHistory(directory, { userId: parameter('userId'), ...page });
    return { status: 200, body: { entries: items, next } };
  },
};
