/** The operations on organizations. */
import { addOrganization, renameOrganization } from '#shared/directory/organizations/add-organization.ts';
import { getCountedOrganization, listCountedOrganizations } from '#shared/directory/organizations/find-organization.ts';
import { removeOrganization } from '#shared/directory/organizations/remove-organization.ts';
import type { organizationContract } from '#shared/http/admin/contract/organizations.ts';
import type { Operations } from '#shared/http/admin/operation.ts';
import { changeRequest, locationOf, pageThatFits } from './answers.ts';

export const organizationOperations: Operations<keyof typeof organizationContract> = {
  listOrganizations: async ({ directory }, { query }) => {
    const { items, next } = await pageThatFits(query, (page) => listCountedOrganizations(directory, page));
    return { status: 200, body: { organizations: items, next } };
  },
  addOrganization: async ({ directory }, { administrator, idempotencyKey, body, target }) => {
    const { id } = await addOrganization(directory, { administrator, idempotencyKey, ...body });
    return { status: 201, body: await getCountedOrganization(directory, id), location: locationOf(target, id) };
  },
  getOrganization: async ({ directory }, { parameter }) => ({
    status: 200,
    body: await getCountedOrganization(directory, parameter('organizationId')),
  }),
  renameOrganization: async ({ directory }, call) => {
    const organizationId = call.parameter('organizationId');
    await renameOrganization(directory, { ...changeRequest(call), organizationId, ...call.body });
    return { status: 200, body: await getCountedOrganization(directory, organizationId) };
  },
  removeOrganization: async ({ directory }, call) => {
    await removeOrganization(directory, { ...changeRequest(call), organizationId: call.parameter('organizationId') });
    return { status: 204 };
  },
};
