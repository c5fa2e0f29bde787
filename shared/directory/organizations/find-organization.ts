/** Finds organizations: those that administrators added, and the default one, which is always there. */
import { Invalid, NotFound } from '#shared/directory/errors.ts';
import type { Page, PageRequest } from '#shared/directory/page.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { defaultOrganization, defaultOrganizationId, type Organization } from './organization.ts';

export async function getOrganization(
  { organizations }: Pick<Directory, 'organizations'>,
  organizationId: string,
): Promise<Organization | undefined> {
  const stored = await organizations.get(organizationId);
  return stored ?? (organizationId === defaultOrganizationId ? defaultOrganization : undefined);
}

/** The default one first, then in the order in which they were added. */
export async function listOrganizations(directory: Directory, page: PageRequest): Promise<Page<Organization>> {
  const isFirst = page.after === undefined;
  const after = page.after === defaultOrganizationId ? undefined : page.after;
  const [theDefault, stored] = await Promise.all([
    isFirst ? getOrganization(directory, defaultOrganizationId) : undefined,
    directory.organizations.list({ after, limit: page.limit + 1 }),
  ]);
  // Once it is renamed the store has it too, in another place.
  const others = stored.items.filter(({ id }) => id !== defaultOrganizationId);
  const all = theDefault === undefined ? others : [theDefault, ...others];
  const items = all.slice(0, page.limit);
  return { items, next: all.length > page.limit ? items.at(-1)?.id : stored.next };
}

/** `users`: how many belong to it, deleted ones included until they are erased. */
export type CountedOrganization = Organization & { readonly users: number };

/** @throws NotFound */
export async function getCountedOrganization(
  directory: Directory,
  organizationId: string,
): Promise<CountedOrganization> {
  return counted(directory, await requireOrganization(directory, organizationId));
}

/** In the order of `listOrganizations`. */
export async function listCountedOrganizations(
  directory: Directory,
  page: PageRequest,
): Promise<Page<CountedOrganization>> {
  const { items, next } = await listOrganizations(directory, page);
  return { items: await Promise.all(items.map((organization) => counted(directory, organization))), next };
}

/** @throws NotFound */
export async function requireOrganization(directory: Directory, organizationId: string): Promise<Organization> {
  const organization = await getOrganization(directory, organizationId);
  if (organization === undefined) throw new NotFound(`There is no organization ${organizationId}.`);
  return organization;
}

/** For a request that names it beside what it is about. @throws Invalid when there is no such organization */
export async function requireNamedOrganization(directory: Directory, organizationId: string): Promise<Organization> {
  const organization = await getOrganization(directory, organizationId);
  if (organization !== undefined) return organization;
  throw notNamed(organizationId);
}

/** @throws Invalid unless there is such an organization, and it is not being removed */
export async function requireLastingOrganization(directory: Directory, organizationId: string): Promise<string> {
  const { id, removing } = await requireNamedOrganization(directory, organizationId);
  if (removing === undefined) return id;
  throw notNamed(organizationId);
}

function notNamed(organizationId: string): Invalid {
  return new Invalid(
    `There is no organization "${organizationId}"; the one that is always there is "${defaultOrganizationId}".`,
  );
}

async function counted({ users }: Directory, organization: Organization): Promise<CountedOrganization> {
  return { ...organization, users: await users.countIn(organization.id) };
}
