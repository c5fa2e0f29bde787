/** The query parameters of a request that answers with resources (RFC 7644 §3.4.2, §3.9). */
import { ScimError } from '#shared/scim/error.ts';

/** RFC 7644 §3.9. */
export type ProjectionQuery = {
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
};

export type ListQuery = ProjectionQuery & {
  readonly filter?: string;
  /** 1-based. */
  readonly startIndex: number;
  /** 0 asks for `totalResults` only. */
  readonly count: number;
};

export type QueryParameters = { readonly [name: string]: string | undefined };

/** What a page holds when the client does not say: what Okta asks for. */
const defaultCount = 100;

/** A page never holds more; announced as `filter.maxResults`. */
export const maximumCount = 200;

/**
 * Out-of-range numbers are read as RFC 7644 §3.4.2.4 says. @throws ScimError invalidValue when one is not an integer
 */
export function parseListQuery(query: QueryParameters): ListQuery {
  const { filter, startIndex, count } = byLowerCasedName(query);
  return {
    ...(filter !== undefined && filter.trim() !== '' && { filter }),
    startIndex: Math.max(1, integer('startIndex', startIndex) ?? 1),
    count: Math.min(maximumCount, Math.max(0, integer('count', count) ?? defaultCount)),
    ...parseProjectionQuery(query),
  };
}

/**
 * `attributes` and `excludedAttributes` alone, for requests of one resource. @throws ScimError invalidValue when both
 * are there
 */
export function parseProjectionQuery(query: QueryParameters): ProjectionQuery {
  const parameters = byLowerCasedName(query);
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

const parameterNames = ['filter', 'startIndex', 'count', 'attributes', 'excludedAttributes'] as const;

function byLowerCasedName(query: QueryParameters): { readonly [name in (typeof parameterNames)[number]]?: string } {
  const parameters = new Map(Object.entries(query).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    parameterNames.flatMap((name) => {
      const value = parameters.get(name.toLowerCase());
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function integer(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  if (!/^[+-]?\d+$/.test(text.trim())) throw ScimError.invalidValue(`"${name}" must be an integer.`);
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(text)));
}

function names(list: string | undefined): readonly string[] {
  return (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
