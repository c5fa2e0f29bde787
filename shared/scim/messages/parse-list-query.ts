/** The query parameters of a request that answers with resources (RFC 7644 §3.4.2, §3.9, RFC 9865 §2). */
import { ScimError } from '#shared/scim/error.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import type { SortOrder } from '#shared/scim/sort/sort-keys.ts';

/** RFC 7644 §3.9. */
export type ProjectionQuery = {
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
};

export type ListQuery = ProjectionQuery & {
  readonly filter?: string;
  readonly sort?: { readonly by: string; readonly order: SortOrder };
  /** 1-based; 1 when there is a cursor. */
  readonly startIndex: number;
  /** 0 asks for `totalResults` only. */
  readonly count: number;
  /** There when results are walked through by cursor; empty for the first page (RFC 9865 §2). */
  readonly cursor?: string;
};

export type QueryParameters = { readonly [name: string]: string | undefined };

/** What a page holds when the client does not say: what Okta asks for; announced as `pagination.defaultPageSize`. */
export const defaultCount = 100;

/** A page never holds more; announced as `filter.maxResults` and `pagination.maxPageSize`. */
export const maximumCount = 200;

/** How long a cursor is good for; announced as `pagination.cursorTimeout`. */
export const cursorTimeoutSeconds = 3600;

/**
 * Out-of-range numbers are read as RFC 7644 §3.4.2.4 says, parameters that it does not know are passed over.
 * @throws ScimError invalidValue, invalidCount (RFC 9865 §2.1), and of a strict provider's client invalidFilter
 */
export function parseListQuery(query: QueryParameters, strictness: Strictness = 'lenient'): ListQuery {
  const { filter, sortBy, sortOrder, startIndex, count, cursor } = parametersOf(query, strictness);
  if (cursor !== undefined && startIndex !== undefined) {
    throw ScimError.invalidValue('Send "startIndex" or "cursor", not both: a cursor knows where it goes on.');
  }
  const order = parseSortOrder(sortOrder);
  return {
    ...(filter !== undefined && { filter }),
    ...(sortBy !== undefined && { sort: { by: sortBy, order } }),
    startIndex: Math.max(1, integer(startIndex, 'startIndex', ScimError.invalidValue) ?? 1),
    count: Math.min(maximumCount, Math.max(0, integer(count, 'count', ScimError.invalidCount) ?? defaultCount)),
    ...(cursor !== undefined && { cursor }),
    ...parseProjectionQuery(query, strictness),
  };
}

/**
 * `attributes` and `excludedAttributes` alone, for requests of one resource. @throws ScimError invalidValue when both
 * are there, or one is empty and the provider strict
 */
export function parseProjectionQuery(query: QueryParameters, strictness: Strictness): ProjectionQuery {
  const parameters = parametersOf(query, strictness);
  const attributes = names(parameters.attributes);
  const excludedAttributes = names(parameters.excludedAttributes);
  if (attributes.length > 0 && excludedAttributes.length > 0) {
    throw ScimError.invalidValue('Send "attributes" or "excludedAttributes", not both.');
  }
  return {
    ...(attributes.length > 0 && { attributes }),
    ...(excludedAttributes.length > 0 && { excludedAttributes }),
  };
}

/** Of a query that lists resources, as RFC 7644 §3.4.2 and RFC 9865 §2 spell them. */
export const listParameterNames = [
  'filter',
  'sortBy',
  'sortOrder',
  'startIndex',
  'count',
  'cursor',
  'attributes',
  'excludedAttributes',
] as const;

export type ListParameterName = (typeof listParameterNames)[number];

/**
 * By their names, which may come in any case. An empty one is as if it were not there, but for the cursor, to which
 * emptiness is the first page.
 */
function parametersOf(
  query: QueryParameters,
  strictness: Strictness,
): { readonly [name in ListParameterName]?: string } {
  const parameters = new Map(Object.entries(query).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    listParameterNames.flatMap((name) => {
      const value = parameters.get(name.toLowerCase());
      if (value === undefined) return [];
      if (value.trim() !== '') return [[name, value]];
      if (name === 'cursor') return [[name, '']];
      if (strictness === 'lenient') return [];
      const refuse = name === 'filter' ? ScimError.invalidFilter : ScimError.invalidValue;
      throw refuse(`"${name}" is empty: give it a value or leave it out.`);
    }),
  );
}

/** In any case, as values of attributes are compared that are not case exact (RFC 7643 §2.2). */
function parseSortOrder(text = 'ascending'): SortOrder {
  const order = text.trim().toLowerCase();
  if (order === 'ascending' || order === 'descending') return order;
  throw ScimError.invalidValue('"sortOrder" must be ascending or descending.');
}

function integer(
  text: string | undefined,
  name: ListParameterName,
  refuse: (detail: string) => ScimError,
): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[+-]?\d+$/.test(text.trim())) throw refuse(`"${name}" must be an integer.`);
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(text)));
}

function names(list = ''): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
