/** An administrator adds an organization, or gives one another name. */
import { Invalid, NotFound } from '#shared/directory/errors.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { retryConflicts } from '#shared/directory/retry-conflicts.ts';
import { getOrganization } from './find-organization.ts';
import type { Organization } from './organization.ts';

/** @throws Invalid */
export async function addOrganization(
  directory: Directory,
  { name }: { readonly name: string },
): Promise<Organization> {
  const now = directory.clock.now();
  const organization = {
    id: directory.newId(now),
    version: 1,
    name: requireName(name),
    createdAt: now,
    lastModifiedAt: now,
  };
  await directory.organizations.create(organization);
  return organization;
}

/** @throws Invalid, NotFound */
export async function renameOrganization(
  directory: Directory,
  { organizationId, name }: { readonly organizationId: string; readonly name: string },
): Promise<Organization> {
  const newName = requireName(name);
  return retryConflicts(directory, async () => {
    const before = await getOrganization(directory, organizationId);
    if (before === undefined) throw new NotFound(`There is no organization ${organizationId}.`);
    if (before.name === newName) return before;
    const after = { ...before, version: before.version + 1, name: newName, lastModifiedAt: directory.clock.now() };
    await (before.version === 0
      ? directory.organizations.create(after)
      : directory.organizations.replace(before, after));
    return after;
  });
}

function requireName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 100)
    throw new Invalid('An organization has a name of 1 to 100 characters.');
  return trimmed;
}
