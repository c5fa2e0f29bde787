/** GET /Users/{id} (RFC 7644 §3.4.1). */

import type { Directory } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';
import { requireVisible } from './change-user.ts';
import type { Client } from './client.ts';

/** @throws ScimError 404, the same for a user who is not there and one whom the provider may not see */
export async function getUser(
  directory: Directory,
  { client, userId }: { readonly client: Client; readonly userId: string },
): Promise<User> {
  return requireVisible(await directory.users.get(userId), client.providerId, userId);
}
