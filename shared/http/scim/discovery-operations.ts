/** The discovery endpoints (RFC 7644 §4), and the one probe of /Groups that is answered. */
import { resourceTypes } from '#shared/scim/discovery/resource-types.ts';
import { schemas } from '#shared/scim/discovery/schemas.ts';
import { serviceProviderConfig } from '#shared/scim/discovery/service-provider-config.ts';
import { ScimError } from '#shared/scim/error.ts';
import { type Operation, scimResponse, wholeList } from './scim-operation.ts';
import type { Query } from './scim-request.ts';

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
    return scimResponse(200, serviceProviderConfig(scimBaseUrl));
  },
  listResourceTypes: ({ scimBaseUrl }, { request }) => {
    refuseFilter(request.query);
    return scimResponse(200, wholeList(resourceTypes(scimBaseUrl)));
  },
  getResourceType: ({ scimBaseUrl }, { id }) =>
    scimResponse(200, byId(resourceTypes(scimBaseUrl), id, 'resource type')),
  listSchemas: ({ scimBaseUrl }, { request }) => {
    refuseFilter(request.query);
    return scimResponse(200, wholeList(schemas(scimBaseUrl)));
  },
  getSchema: ({ scimBaseUrl }, { id }) => scimResponse(200, byId(schemas(scimBaseUrl), id, 'schema')),
  /** PingOne and others probe it before they send users; there are none, whatever the filter. */
  listGroups: () => scimResponse(200, wholeList([])),
};

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
