/** Finds organizations: those that administrators added, and the default one. */
import type { Directory } from '#shared/directory/ports.ts';
import { defaultOrganization, defaultOrganizationId, type Organization } from './organization.ts';

export async function getOrganization(
  { organizations }: Directory,
  organizationId: string,
): Promise<Organization | undefined> {
  const stored = await organizations.get(organizationId);
  return stored ?? (organizationId === defaultOrganizationId ? defaultOrganization : undefined);
}

/** The default one first, then in the order in which they were added. */
export async function listOrganizations({ organizations }: Directory): Promise<readonly Organization[]> {
  const stored = await organizations.list();
  const renamed = stored.find(({ id }) => id === defaultOrganizationId);
  return [renamed ?? defaultOrganization, ...stored.filter(({ id }) => id !== defaultOrganizationId)];
}
