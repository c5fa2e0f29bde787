/** The answer to a query (RFC 7644 §3.4.2, RFC 9865 §2). */

/** Where in the results a page is: by index it has a `startIndex`, in a walk by cursor it may have a `nextCursor`. */
export type ResponsePage = {
  /** Absent when a walk does not know it (RFC 9865 §2). */
  readonly totalResults?: number | undefined;
  readonly startIndex?: number | undefined;
  readonly itemsPerPage: number;
  /** Absent on the last page. */
  readonly nextCursor?: string | undefined;
};

export type ListResponse<Resource> = ResponsePage & {
  readonly schemas: readonly ['urn:ietf:params:scim:api:messages:2.0:ListResponse'];
  readonly Resources: readonly Resource[];
};

/** `Resources` is there even when it is empty: some clients read it unasked. */
export function listResponse<Resource>(
  resources: readonly Resource[],
  { totalResults, startIndex, itemsPerPage, nextCursor }: ResponsePage,
): ListResponse<Resource> {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults,
    startIndex,
    itemsPerPage,
    nextCursor,
    Resources: resources,
  };
}
