/** DELETE /Users/{id} (RFC 7644 §3.6): gone for the provider at once; inside, a deactivation like any other. */

import { deleteByProvider } from '#shared/directory/life/by-provider.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { changeUser, type UserRequest } from './change-user.ts';

/** @throws ScimError 401, 404, 412 */
export async function deleteUser(directory: Directory, request: UserRequest): Promise<void> {
  await changeUser(directory, { ...request, operation: 'delete' }, (user, terms) => ({
    ...deleteByProvider(user, terms),
    ignored: [],
  }));
}
