/** PUT /Users/{id} (RFC 7644 §3.5.1): what the client sends is what the user becomes. */

import { updateByProvider } from '#shared/directory/life/by-provider.ts';
import type { Directory } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';
import { mergeAttributes, parseUser } from '#shared/directory/users/user-attributes.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { changeUser, type UserRequest } from './change-user.ts';

/**
 * @param request.body the User resource as it came; `active` stays as it is when left out
 * @throws ScimError 400, 401, 404, 409 `uniqueness`, 412, 413
 */
export async function replaceUser(
  directory: Directory,
  { body, ...request }: UserRequest & { readonly body: unknown },
): Promise<User> {
  return changeUser(directory, { ...request, operation: 'replace' }, (user, terms) => {
    const { resource, ignored } = parseResource(body, userResourceType, terms.provider.strictness);
    const { attributes: sent, active } = parseUser(resource);
    const isMerged = terms.provider.putSemantics === 'merge';
    const attributes = isMerged ? mergeAttributes(user.attributes, sent) : sent;
    return { ...updateByProvider({ ...user, attributes }, active, terms), ignored };
  });
}
