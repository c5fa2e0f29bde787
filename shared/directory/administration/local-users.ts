/** Administrators create users whom no provider manages, and edit the attributes of any user. */

import { UserNameTaken } from '#shared/directory/errors.ts';
import { requireLastingOrganization } from '#shared/directory/organizations/find-organization.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { decideAndCommit, decided } from '#shared/directory/users/commit-change.ts';
import type { User } from '#shared/directory/users/user.ts';
import { parseUser } from '#shared/directory/users/user-attributes.ts';
import { ScimError } from '#shared/scim/error.ts';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import type { CreationRequest } from './administrator.ts';
import { changeUserAsAdministrator, type UserRequest, userNameTaken } from './change-user-as-administrator.ts';
import { createOnce } from './create-once.ts';

const activeIsNoAttribute = '"active" is no attribute here: deactivate or reactivate the user instead.';

type NewLocalUser = CreationRequest & { readonly organizationId: string; readonly body: unknown };

/**
 * @param request.body a User resource (RFC 7643 §4.1), read strictly
 * @throws ScimError 400, 413; Invalid, NotFound, Refused USER_NAME_TAKEN, IDEMPOTENCY_KEY_REUSED
 */
export async function createLocalUser(directory: Directory, request: NewLocalUser): Promise<User> {
  const { body, organizationId } = request;
  return createOnce(
    directory,
    request,
    { operation: 'create', request: { body, organizationId } },
    {
      find: directory.users.get,
      create: (id) => createWithId(directory, id, request),
      about: (userId) => ({ userId }),
    },
  );
}

async function createWithId(directory: Directory, id: string, request: NewLocalUser): Promise<User> {
  const { administratorId, requestId } = request.administrator;
  const { resource, ignored } = parseResource(request.body, userResourceType, 'strict');
  const { attributes, active } = parseUser(resource);
  if (active !== undefined) throw ScimError.invalidValue(activeIsNoAttribute);
  const deciding = async () => {
    const organizationId = await requireLastingOrganization(directory, request.organizationId);
    const holder = await directory.users.getByUserName(attributes.userName);
    // Created by a request under the same idempotency key that is not over yet.
    if (holder?.id === id) return { user: holder };
    if (holder !== undefined) throw userNameTaken();
    const at = directory.clock.now();
    const user: User = {
      id,
      version: 1,
      createdAt: at,
      lastModifiedAt: at,
      attributes,
      management: { by: 'administrators' },
      organizationId,
      roles: [],
      life: { state: 'active' },
      blocks: {},
      matterIds: [],
    };
    const actor = { by: 'administrator', administratorId } as const;
    const decision = { user, events: ['created'], operation: 'create', ignored, requires: { organizationId } } as const;
    return decided(directory, undefined, decision, { entryId: id, at, actor, requestId });
  };
  return decideAndCommit(directory, deciding).catch((error: unknown) => {
    if (error instanceof UserNameTaken) throw userNameTaken();
    throw error;
  });
}

/**
 * What a provider manages it overwrites with its next update.
 * @param request.body a PatchOp message (RFC 7644 §3.5.2), read strictly
 * @throws ScimError 400, 413; NotFound, VersionMismatch, Refused USER_NAME_TAKEN
 */
export async function editUser(
  directory: Directory,
  { body, ...request }: UserRequest & { readonly body: unknown },
): Promise<User> {
  const operations = parsePatchOp(body, 'strict');
  return changeUserAsAdministrator(directory, request, (user) => {
    const patched = (active: boolean) =>
      applyPatch({ ...user.attributes, active }, operations, userResourceType, 'strict');
    const { resource, ignored } = patched(true);
    // Whatever it is, it stays: nothing sets, replaces or removes it.
    const isUntouched = resource.active === true && patched(false).resource.active === false;
    if (!isUntouched) throw ScimError.invalidValue(activeIsNoAttribute);
    const { attributes } = parseUser(resource);
    return { user: { ...user, attributes }, events: [], operation: 'patch', ignored };
  });
}
