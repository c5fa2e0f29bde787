/** The body of a query by POST (RFC 7644 §3.4.3, RFC 9865 §3). */
import { ScimError } from '#shared/scim/error.ts';
import { isJsonObject } from '#shared/scim/resource/json.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { type ListParameterName, type ListQuery, listParameterNames, parseListQuery } from './parse-list-query.ts';

const searchRequestUrn = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

/**
 * Member names in any case (RFC 7643 §2.1); null is as if it were not there (§2.5). A lenient provider's client may
 * leave `schemas` out.
 * @throws ScimError invalidSyntax for what is no SearchRequest, invalidValue for a member of the wrong type, and as
 *   `parseListQuery`
 */
export function parseSearchRequest(body: unknown, strictness: Strictness): ListQuery {
  if (!isJsonObject(body)) throw ScimError.invalidSyntax('The body must be a JSON object: a SearchRequest.');
  const members = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
  requireSchema(members.get('schemas'), strictness);
  const parameters = listParameterNames.map((name) => {
    const value = members.get(name.toLowerCase()) ?? undefined;
    return [name, value === undefined ? undefined : textOf(value, name)];
  });
  return parseListQuery(Object.fromEntries(parameters), strictness);
}

function requireSchema(schemas: unknown, strictness: Strictness): void {
  if (schemas === undefined && strictness === 'lenient') return;
  if (!Array.isArray(schemas) || !schemas.some(isSearchRequestUrn)) {
    throw ScimError.invalidSyntax(`"schemas" must list ${searchRequestUrn}.`);
  }
}

/** URNs ignore case (RFC 7644 §3.10). */
function isSearchRequestUrn(urn: unknown): boolean {
  return typeof urn === 'string' && urn.toLowerCase() === searchRequestUrn.toLowerCase();
}

/** The member as it would stand in a URL; an empty list is as if it were not there (RFC 7643 §2.5). */
function textOf(value: unknown, name: ListParameterName): string | undefined {
  switch (name) {
    case 'startIndex':
    case 'count':
      // What is no number is no integer either: `parseListQuery` refuses it, text by its quotation marks.
      return JSON.stringify(value);
    case 'attributes':
    case 'excludedAttributes':
      if (isListOfText(value)) return value.length === 0 ? undefined : value.join(',');
      throw ScimError.invalidValue(`"${name}" must be a list of strings.`);
    default:
      if (typeof value === 'string') return value;
      throw ScimError.invalidValue(`"${name}" must be a string.`);
  }
}

function isListOfText(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
