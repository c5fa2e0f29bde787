/** The answer to a query (RFC 7644 §3.4.2). */

export type ListResponse<Resource> = {
  readonly schemas: readonly ['urn:ietf:params:scim:api:messages:2.0:ListResponse'];
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: readonly Resource[];
};

/** `Resources` is there even when it is empty: some clients read it unasked. */
export function listResponse<Resource>(
  resources: readonly Resource[],
  page: { readonly totalResults: number; readonly startIndex: number; readonly itemsPerPage: number },
): ListResponse<Resource> {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: page.totalResults,
    startIndex: page.startIndex,
    itemsPerPage: page.itemsPerPage,
    Resources: resources,
  };
}
