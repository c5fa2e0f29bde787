/** What several operations have in common: how they ask the directory, and parts of what they answer. */
import type { ChangeRequest } from '#shared/directory/administration/administrator.ts';
import type { UserRequest } from '#shared/directory/administration/change-user-as-administrator.ts';
import type { Page, PageRequest } from '#shared/directory/page.ts';
import type { AdminOperation } from '#shared/http/admin/admin-routes.ts';
import type { AdminCall } from '#shared/http/admin/operation.ts';
import { thatFit } from '#shared/http/response-size.ts';

/** How long a request goes on with what takes many changes: API Gateway waits for 14 s, of which a retry may take 8. */
export const budgetSeconds = 5;

type AnyCall = Omit<AdminCall<AdminOperation>, 'parameter' | 'query' | 'body'>;

/** A change of something that has versions. */
export function changeRequest({ administrator, ifVersion }: AnyCall): ChangeRequest {
  return { administrator, ifVersion };
}

/** A change of the user whom the path names. */
export function userRequest(call: AnyCall & { readonly parameter: (name: 'userId') => string }): UserRequest {
  return { ...changeRequest(call), userId: call.parameter('userId') };
}

/** Of what was made by a POST to the path. */
export function locationOf({ path }: AnyCall['target'], id: string): string {
  return `${path.replace(/\/+$/, '')}/${id}`;
}

/** A page of the list; when one response cannot carry it, a shorter one, read again so that `next` follows it. */
export async function pageThatFits<Item>(
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  read: (page: PageRequest) => Promise<Page<Item>>,
): Promise<Page<Item>> {
  const page = await read({ after: cursor, limit });
  const { length } = thatFit(page.items);
  return length === page.items.length ? page : read({ after: cursor, limit: Math.max(length, 1) });
}
