/** The discovery endpoints (RFC 7644 §4), and the one probe of /Groups that is answered. */
import { createHash } from 'node:crypto';
import { emptyResponse, type ProxyResponse } from '#shared/http/proxy-event.ts';
import { resourceTypes } from '#shared/scim/discovery/resource-types.ts';
import { schemas } from '#shared/scim/discovery/schemas.ts';
import { serviceProviderConfig } from '#shared/scim/discovery/service-provider-config.ts';
import { ScimError } from '#shared/scim/error.ts';
import { isNotModified } from '#shared/scim/messages/preconditions.ts';
import { type Operation, scimResponse, wholeList } from './scim-operation.ts';
import type { Query, ScimRequest } from './scim-request.ts';

export type DiscoveryOperation =
  | 'getServiceProviderConfig'
  | 'listResourceTypes'
  | 'getResourceType'
  | 'listSchemas'
  | 'getSchema'
  | 'listGroups';

export const discoveryOperations: { readonly [name in DiscoveryOperation]: Operation } = {
  getServiceProviderConfig: ({ scimBaseUrl }, { request }) => {
    refuseFilter(request.query);
    return resource(request, serviceProviderConfig(scimBaseUrl));
  },
  listResourceTypes: ({ scimBaseUrl }, { request }) => list(request, resourceTypes(scimBaseUrl)),
  getResourceType: ({ scimBaseUrl }, { request, id }) =>
    resource(request, byId(resourceTypes(scimBaseUrl), id, 'resource type')),
  listSchemas: ({ scimBaseUrl }, { request }) => list(request, schemas(scimBaseUrl)),
  getSchema: ({ scimBaseUrl }, { request, id }) => resource(request, byId(schemas(scimBaseUrl), id, 'schema')),
  /** PingOne and others probe it before they send users; there are none, whatever the filter. */
  listGroups: () => scimResponse(200, wholeList([])),
};

type Discovered = { readonly meta: { readonly location: string } };

function resource(request: ScimRequest, found: Discovered): ProxyResponse {
  const body = withVersion(found);
  return unlessCurrent(request, body, body.meta.version);
}

function list(request: ScimRequest, found: readonly Discovered[]): ProxyResponse {
  refuseFilter(request.query);
  const body = wholeList(found.map(withVersion));
  return unlessCurrent(request, body, entityTagOf(body));
}

/** What discovery says changes with a deployment only, and clients that poll it may ask whether it did. */
function unlessCurrent(request: ScimRequest, body: unknown, entityTag: string): ProxyResponse {
  const isCurrent = isNotModified(request, { name: 'This resource', entityTag });
  return isCurrent ? emptyResponse(304, { ETag: entityTag }) : scimResponse(200, body, { ETag: entityTag });
}

function withVersion<Found extends Discovered>(found: Found) {
  return { ...found, meta: { ...found.meta, version: entityTagOf(found) } };
}

function entityTagOf(value: unknown): string {
  return `W/"${createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16)}"`;
}

/** RFC 7644 §4: "If a 'filter' is provided, the service provider SHOULD respond with HTTP status code 403". */
function refuseFilter(query: Query): void {
  if (Object.keys(query).some((name) => name.toLowerCase() === 'filter')) {
    throw ScimError.forbidden('Discovery endpoints take no filter: leave it out.');
  }
}

/** Schema URNs and names of resource types are compared in any case (RFC 8141 §3.1, RFC 7643 §2.1). */
function byId<Resource extends { readonly id: string }>(
  resources: readonly Resource[],
  id: string,
  kind: string,
): Resource {
  const resource = resources.find((candidate) => candidate.id.toLowerCase() === id.toLowerCase());
  if (resource === undefined) throw ScimError.notFound(`There is no such ${kind}.`);
  return resource;
}
