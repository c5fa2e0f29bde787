/** The operations that answer with a list of users (RFC 7644 §3.4.2, §3.4.3, RFC 9865). */
import { listUsers, type UserQuery } from '#shared/directory/provisioning/list-users.ts';
import type { ProxyResponse } from '#shared/http/proxy-event.ts';
import { thatFit } from '#shared/http/response-size.ts';
import { listResponse } from '#shared/scim/messages/list-response.ts';
import { type ListQuery, parseListQuery } from '#shared/scim/messages/parse-list-query.ts';
import { parseSearchRequest } from '#shared/scim/messages/parse-search-request.ts';
import { type Operation, type ScimService, scimResponse } from './scim-operation.ts';
import type { ScimRequest } from './scim-request.ts';
import type { ScimOperation } from './scim-routes.ts';
import { location, representation } from './user-operations.ts';

export const listOperations = {
  listUsers: (service, { request }) => list(service, request, parseListQuery(request.query, request.strictness)),
  searchUsers: (service, { request, readBody }) =>
    list(service, request, parseSearchRequest(readBody(), request.strictness)),
  /** Users are the one resource type; what discovery shows is not searched (RFC 7644 §4). */
  search: (service, { request, readBody }) =>
    list(service, request, parseSearchRequest(readBody(), request.strictness), '/'),
} as const satisfies { readonly [name in ScimOperation]?: Operation };

async function list(
  service: ScimService,
  { client, strictness }: ScimRequest,
  query: ListQuery,
  endpoint: UserQuery['endpoint'] = '/Users',
): Promise<ProxyResponse> {
  const found = await listUsers(service.directory, {
    ...query,
    client,
    strictness,
    endpoint,
    locationOf: (user) => location(service, user),
  });
  const resources = thatFit(found.users.map((user) => representation(service, user, query)));
  const page = {
    totalResults: found.totalResults,
    startIndex: query.cursor === undefined ? query.startIndex : undefined,
    itemsPerPage: resources.length,
    nextCursor: found.nextCursor?.(resources.length),
  };
  return scimResponse(200, listResponse(resources, page));
}
