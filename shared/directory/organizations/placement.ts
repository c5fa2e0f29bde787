/** What placing a user or a provider in an organization takes: that it is there, and lasts. */
import { Invalid } from '#shared/directory/errors.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { getOrganization } from './find-organization.ts';
import { defaultOrganizationId } from './organization.ts';

/** @throws Invalid unless there is such an organization, and it is not being removed */
export async function requireLastingOrganization(directory: Directory, organizationId: string): Promise<string> {
  const organization = await getOrganization(directory, organizationId);
  if (organization !== undefined && organization.removing === undefined) return organization.id;
  throw new Invalid(
    `There is no organization "${organizationId}"; the one that is always there is "${defaultOrganizationId}".`,
  );
}

/** What must hold when something is placed in the organization: it is still there. The default one always is. */
export function inOrganization(organizationId: string): { readonly requires?: { readonly organizationId: string } } {
  return organizationId === defaultOrganizationId ? {} : { requires: { organizationId } };
}
