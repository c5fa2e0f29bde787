/** An administrator adds an organization, or gives one another name. */
import type { ChangeRequest, CreationRequest } from '#shared/directory/administration/administrator.ts';
import { createRecorded } from '#shared/directory/administration/change-recorded.ts';
import { createOnce } from '#shared/directory/administration/create-once.ts';
import { requireName } from '#shared/directory/administration/require-name.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { changeOrganization, organizationEntry } from './change-organization.ts';
import type { Organization } from './organization.ts';

/** @throws Invalid, NotFound, Refused IDEMPOTENCY_KEY_REUSED */
export async function addOrganization(
  directory: Directory,
  request: CreationRequest & { readonly name: string },
): Promise<Organization> {
  const name = requireName(request.name, 'An organization has a name');
  const operation = 'add-organization';
  const create = (id: string) =>
    createRecorded<Organization>(directory, {
      find: () => directory.organizations.get(id),
      make: async () => {
        const now = directory.clock.now();
        return { id, version: 1, name, createdAt: now, lastModifiedAt: now };
      },
      commit: (after) => {
        const entry = organizationEntry({ ...request, operation }, { id, at: after.createdAt, after });
        return directory.organizations.create(after, entry);
      },
    });
  return createOnce(
    directory,
    request,
    { operation, request: { name } },
    { find: directory.organizations.get, create, about: (id) => ({ subject: { type: 'organization', id, name } }) },
  );
}

/** @throws Invalid, NotFound, VersionMismatch */
export async function renameOrganization(
  directory: Directory,
  request: ChangeRequest & { readonly organizationId: string; readonly name: string },
): Promise<Organization> {
  const name = requireName(request.name, 'An organization has a name');
  return changeOrganization(directory, request.organizationId, (before) => ({ ...before, name }), {
    ...request,
    operation: 'rename-organization',
  });
}
