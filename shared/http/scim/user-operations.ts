/** The operations of one user: create, get, replace, patch, delete (RFC 7644 §3.3–§3.6). */
import { createUser } from '#shared/directory/provisioning/create-user.ts';
import { deleteUser } from '#shared/directory/provisioning/delete-user.ts';
import { getUser } from '#shared/directory/provisioning/get-user.ts';
import { patchUser } from '#shared/directory/provisioning/patch-user.ts';
import { readingWrite } from '#shared/directory/provisioning/record-refusal.ts';
import { replaceUser } from '#shared/directory/provisioning/replace-user.ts';
import type { User } from '#shared/directory/users/user.ts';
import { userResource } from '#shared/directory/users/user-resource.ts';
import { entityTag, validated } from '#shared/directory/users/version.ts';
import { emptyResponse, type ProxyResponse } from '#shared/http/proxy-event.ts';
import { type ProjectionQuery, parseProjectionQuery } from '#shared/scim/messages/parse-list-query.ts';
import { isNotModified, requirePreconditions } from '#shared/scim/messages/preconditions.ts';
import { projectResource } from '#shared/scim/resource/project-resource.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { withSchemas } from '#shared/scim/resource/with-schemas.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { type Operation, type ScimCall, type ScimService, scimResponse } from './scim-operation.ts';
import type { ScimOperation } from './scim-routes.ts';

export const userOperations = {
  createUser: async (service, call) => {
    const { client } = call.request;
    const { projection, body } = await readWrite(service, call, 'create');
    requirePreconditions(call.request, { name: userResourceType.endpoint });
    const user = await createUser(service.directory, { client, body });
    return userResponse(service, 201, user, projection);
  },
  getUser: async (service, { request, id }) => {
    const { client, query, strictness } = request;
    const projection = parseProjectionQuery(query, strictness);
    const user = await getUser(service.directory, { client, userId: id });
    if (isNotModified(request, validated(user))) return emptyResponse(304, validators(service, user));
    return userResponse(service, 200, user, projection);
  },
  replaceUser: async (service, call) => {
    const { projection, body } = await readWrite(service, call, 'replace');
    const user = await replaceUser(service.directory, { ...call.request, userId: call.id, body });
    return userResponse(service, 200, user, projection);
  },
  patchUser: async (service, call) => {
    const { projection, body } = await readWrite(service, call, 'patch');
    const user = await patchUser(service.directory, { ...call.request, userId: call.id, body });
    return userResponse(service, 200, user, projection);
  },
  deleteUser: async ({ directory }, { request, id }) => {
    await deleteUser(directory, { ...request, userId: id });
    return emptyResponse(204);
  },
} as const satisfies { readonly [name in ScimOperation]?: Operation };

/** What a write says: how to answer, and the body. */
function readWrite(
  { directory }: ScimService,
  { request: { client, query, strictness }, readBody }: ScimCall,
  operation: 'create' | 'replace' | 'patch',
): Promise<{ readonly projection: ProjectionQuery; readonly body: unknown }> {
  return readingWrite(directory, { client, operation }, () => ({
    projection: parseProjectionQuery(query, strictness),
    body: readBody(),
  }));
}

function userResponse(service: ScimService, status: number, user: User, projection: ProjectionQuery): ProxyResponse {
  return scimResponse(status, representation(service, user, projection), validators(service, user));
}

/** The resource as a response shows it. */
export function representation(service: ScimService, user: User, projection: ProjectionQuery): ScimObject {
  const resource = userResource(user, location(service, user));
  return withSchemas(projectResource(resource, userResourceType, projection), userResourceType);
}

/** RFC 7643 §3.1: `meta.location` equals Content-Location; clients read Location, as in the examples of RFC 7644. */
function validators(service: ScimService, user: User): Readonly<Record<string, string>> {
  const uri = location(service, user);
  return { ETag: entityTag(user), Location: uri, 'Content-Location': uri };
}

/** The URI of the user, its `meta.location`. */
export function location({ scimBaseUrl }: ScimService, user: User): string {
  return `${scimBaseUrl}${userResourceType.endpoint}/${user.id}`;
}
