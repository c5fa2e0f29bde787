/**
 * An API Gateway event as a SCIM request: path, query, conditions and client, with the body unread until it is needed.
 */
import * as z from 'zod/mini';
import type { Client } from '#shared/directory/provisioning/client.ts';
import { refusesScim } from '#shared/http/media-type.ts';
import { header, type ProxyEvent, queryValues } from '#shared/http/proxy-event.ts';
import { ScimError } from '#shared/scim/error.ts';
import { pathSegments } from '#shared/scim/path/path-segments.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';

/** Query parameters by name in lower case, each with its one value. */
export type Query = Readonly<Record<string, string>>;

export type ScimRequest = {
  /** Of the path after the SCIM base URL, percent-decoded. */
  readonly segments: readonly string[];
  readonly query: Query;
  readonly client: Client;
  /** Of the client's provider; up to a minute old, as the authorizer's answer may be. */
  readonly strictness: Strictness;
  /** The headers as they came. */
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
};

/** The protocol's version, which the SCIM base URL ends in, after the stage. */
const versionSegment = 'v2';

/** Lists: what is given twice adds up. */
const listParameters = ['attributes', 'excludedattributes'];

const identifier = z.string().check(z.minLength(1));
const authorizerContext = z.object({
  providerId: identifier,
  keyId: identifier,
  // Absent from the answers that API Gateway still has of the authorizer of an older release.
  strictness: z._default(z.enum(['lenient', 'strict']), 'lenient'),
});

/**
 * @throws ScimError 400, 406
 * @throws ZodError when the authorizer's context is missing: then the route is wired without the authorizer
 */
export function scimRequest(event: ProxyEvent): ScimRequest {
  const { requestId, authorizer } = event.requestContext;
  const { strictness, ...found } = authorizerContext.parse(authorizer);
  if (refusesScim(header(event, 'Accept'))) {
    throw ScimError.notAcceptable('Every response is application/scim+json: accept it, or send no Accept header.');
  }
  return {
    segments: segmentsOf(event.pathParameters?.proxy ?? ''),
    query: queryOf(event),
    client: { ...found, requestId },
    strictness,
    ifMatch: header(event, 'If-Match'),
    ifNoneMatch: header(event, 'If-None-Match'),
  };
}

/**
 * Of the proxy parameter rather than the path: a custom domain puts its base path before that. Without a version the
 * newest is meant (RFC 7644 §3.13).
 *
 * @throws ScimError 400 `invalidVers`
 */
function segmentsOf(path: string): readonly string[] {
  const segments = pathSegments(path);
  const [version = ''] = segments;
  if (version === versionSegment) return segments.slice(1);
  if (/^v\d+$/i.test(version)) {
    throw ScimError.invalidVers(`The protocol's version here is 2.0: the SCIM base URL ends in /${versionSegment}.`);
  }
  return segments;
}

/** @throws ScimError 400 when a parameter with one value comes with several, its name in any case */
function queryOf(event: ProxyEvent): Query {
  const names = Object.keys(event.multiValueQueryStringParameters ?? {});
  const spellings = Map.groupBy(names, (name) => name.toLowerCase());
  const pairs = [...spellings].map(([name, spelled]) => {
    const values = spelled.flatMap((spelling) => queryValues(event, spelling));
    if (listParameters.includes(name)) return [name, values.join(',')] as const;
    if (new Set(values).size > 1) {
      throw ScimError.invalidValue(`The query parameter "${spelled[0]}" is given more than once.`);
    }
    return [name, values[0] ?? ''] as const;
  });
  return Object.fromEntries(pairs);
}
