/** A change of an organization and the entry that says who made it. */
import type { ChangeRequest } from '#shared/directory/administration/administrator.ts';
import { changeRecorded, subjectEntry } from '#shared/directory/administration/change-recorded.ts';
import type { Instant } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { LogEntry, LogOperation } from '#shared/directory/users/log-entry.ts';
import { requireOrganization } from './find-organization.ts';
import type { Organization } from './organization.ts';

/**
 * The default organization is stored with its first change.
 * @param request absent: a step on the way to a change, which gets no entry
 * @throws NotFound, VersionMismatch
 */
export async function changeOrganization(
  directory: Directory,
  organizationId: string,
  change: (organization: Organization, now: Instant) => Organization,
  request?: ChangeRequest & { readonly operation: LogOperation },
): Promise<Organization> {
  return changeRecorded<Organization>(directory, {
    read: () => requireOrganization(directory, organizationId),
    change,
    commit: (before, after, entry) =>
      before.version === 0
        ? directory.organizations.create(after, entry)
        : directory.organizations.replace(before, after, entry),
    ...(request !== undefined && {
      entry: (before: Organization, after: Organization, id: string) =>
        organizationEntry(request, { id, at: after.lastModifiedAt, before, after }),
      ifVersion: request.ifVersion,
    }),
  });
}

/** `after` is absent when the organization is gone. */
export function organizationEntry(
  { administrator, operation }: Pick<ChangeRequest, 'administrator'> & { readonly operation: LogOperation },
  change: {
    readonly id: string;
    readonly at: Instant;
    readonly before?: Organization;
    readonly after?: Organization;
  },
): LogEntry {
  const { id, at, before, after } = change;
  const { id: organizationId = '', name = '' } = after ?? before ?? {};
  return subjectEntry(administrator, {
    id,
    at,
    operation,
    subject: { type: 'organization', id: organizationId, name },
    ...(before !== undefined && { before: { name: before.name } }),
    ...(after !== undefined && { after: { name: after.name } }),
  });
}
