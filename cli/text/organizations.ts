/** Organizations as a person reads them. */
import { instantText, list } from '#cli/output.ts';
import type { OrganizationMessage } from '#shared/http/admin/messages/organization.ts';

export const organizationHead = ['ID', 'NAME', 'USERS'];

export function organizationRow({ id, name, users, removing }: OrganizationMessage): readonly string[] {
  return [id, removing === undefined ? name : `${name} (being removed)`, String(users)];
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
