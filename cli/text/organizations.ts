/** Organizations as a person reads them. */
import { instantText, list, table } from '#cli/output.ts';
import type { OrganizationMessage } from '#shared/http/admin/messages/organization.ts';

export function organizationTable(organizations: readonly OrganizationMessage[]): string {
  const rows = organizations.map(({ id, name, users, removing }) => [
    id,
    removing === undefined ? name : `${name} (being removed)`,
    String(users),
  ]);
  return table(['ID', 'NAME', 'USERS'], rows);
}

export function organizationDetails({ id, name, users, removing, ...organization }: OrganizationMessage): string {
  return list([
    ['ID', id],
    ['Name', name],
    ['Users', String(users)],
    ...(removing === undefined ? [] : [['Being removed', `since ${instantText(removing.at)}`] as const]),
    ['Added', instantText(organization.createdAt)],
    ['Last modified', `${instantText(organization.lastModifiedAt)} (version ${organization.version})`],
  ]);
}
