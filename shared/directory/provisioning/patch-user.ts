/** PATCH /Users/{id} (RFC 7644 §3.5.2): all of its operations, or none. */

import { updateByProvider } from '#shared/directory/life/by-provider.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { isActive, type User } from '#shared/directory/users/user.ts';
import { parseUser } from '#shared/directory/users/user-attributes.ts';
import { ScimError } from '#shared/scim/error.ts';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { changeUser, type UserRequest } from './change-user.ts';

/**
 * @param request.body the PatchOp message as it came; of several values for `active` the last one counts
 * @throws ScimError 400, 401, 404, 409 `uniqueness`, 412, 413
 */
export async function patchUser(
  directory: Directory,
  { body, ...request }: UserRequest & { readonly body: unknown },
): Promise<User> {
  return changeUser(directory, { ...request, operation: 'patch' }, (user, terms) => {
    const { strictness } = terms.provider;
    const before = { ...user.attributes, active: isActive(user) };
    const { resource, ignored } = applyPatch(before, parsePatchOp(body, strictness), userResourceType, strictness);
    const { attributes, active } = parseUser(resource);
    if (active === undefined) {
      throw ScimError.invalidValue('"active" cannot be removed: replace it with true or false.');
    }
    return { ...updateByProvider({ ...user, attributes }, active, terms), ignored };
  });
}
