/** Administrators create users whom no provider manages, and edit the attributes of any user. */

import { UserNameTaken } from '#shared/directory/errors.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { requireOrganization } from '#shared/directory/providers/provider-settings.ts';
import { decideAndCommit, decided } from '#shared/directory/users/commit-change.ts';
import type { User } from '#shared/directory/users/user.ts';
import { parseUser } from '#shared/directory/users/user-attributes.ts';
import { ScimError } from '#shared/scim/error.ts';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import {
  type Administrator,
  changeUserAsAdministrator,
  type UserRequest,
  userNameTaken,
} from './change-user-as-administrator.ts';

const activeIsNoAttribute = '"active" is no attribute here: deactivate or reactivate the user instead.';

/**
 * @param request.body a User resource (RFC 7643 §4.1), read strictly
 * @throws ScimError 400, 413; Invalid, Refused USER_NAME_TAKEN
 */
export async function createLocalUser(
  directory: Directory,
  request: { readonly administrator: Administrator; readonly organizationId: string; readonly body: unknown },
): Promise<User> {
  const { administratorId, requestId } = request.administrator;
  const { resource, ignored } = parseResource(request.body, userResourceType, 'strict');
  const { attributes, active } = parseUser(resource);
  if (active !== undefined) throw ScimError.invalidValue(activeIsNoAttribute);
  const organizationId = await requireOrganization(directory, request.organizationId);
  const startedAt = directory.clock.now();
  const [id, entryId] = [directory.newId(startedAt), directory.newId(startedAt)];
  const deciding = async () => {
    if ((await directory.users.getByUserName(attributes.userName)) !== undefined) throw userNameTaken();
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
    const decision = { user, events: ['created'], operation: 'create', ignored } as const;
    return decided(directory, undefined, decision, { entryId, at, actor, requestId });
  };
  return decideAndCommit(directory, deciding).catch((error: unknown) => {
    if (error instanceof UserNameTaken) throw userNameTaken();
    throw error;
  });
}

/**
 * What a provider manages it overwrites with its next update.
 * @param request.body a PatchOp message (RFC 7644 §3.5.2), read strictly
 * @throws ScimError 400, 413; NotFound, Refused USER_NAME_TAKEN
 */
export async function editUser(
  directory: Directory,
  { body, ...request }: UserRequest & { readonly body: unknown },
): Promise<User> {
  const operations = parsePatchOp(body, 'strict');
  return changeUserAsAdministrator(directory, request, (user) => {
    const { resource, ignored } = applyPatch(user.attributes, operations, userResourceType, 'strict');
    const { attributes, active } = parseUser(resource);
    if (active !== undefined) throw ScimError.invalidValue(activeIsNoAttribute);
    return { user: { ...user, attributes }, events: [], operation: 'patch', ignored };
  });
}
