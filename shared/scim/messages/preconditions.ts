/** Conditional requests (RFC 7644 §3.14, RFC 9110 §13): entity-tags are weak ones, and compared weakly. */
import { ScimError } from '#shared/scim/error.ts';

/** The headers as they came. */
export type Preconditions = { readonly ifMatch?: string | undefined; readonly ifNoneMatch?: string | undefined };

/** What the conditions are about: its name in messages, and its entity-tag; a collection has none. */
export type Validated = { readonly name: string; readonly entityTag?: string };

/** RFC 9110 §5.6.1: empty elements of a list are ignored. */
const listOfTags = /^[\s,]*(?:(?:W\/)?"[^"]*"\s*(?:,[\s,]*|$))*$/i;

/**
 * For a request that changes something: what cannot be read as a condition is not met.
 * @throws ScimError 412
 */
export function requirePreconditions({ ifMatch, ifNoneMatch }: Preconditions, current: Validated): void {
  requireMatch(ifMatch, current);
  if (ifNoneMatch !== undefined && (names(ifNoneMatch, current) || !listOfTags.test(ifNoneMatch))) {
    throw ScimError.preconditionFailed(`${stateOf(current)}: If-None-Match ${ifNoneMatch} does not hold.`);
  }
}

/**
 * For GET and HEAD.
 * @returns true when the client has the current representation: 304
 * @throws ScimError 412
 */
export function isNotModified({ ifMatch, ifNoneMatch }: Preconditions, current: Validated): boolean {
  requireMatch(ifMatch, current);
  return ifNoneMatch !== undefined && names(ifNoneMatch, current);
}

function requireMatch(ifMatch: string | undefined, current: Validated): void {
  if (ifMatch === undefined || names(ifMatch, current)) return;
  const advice = current.entityTag === undefined ? 'leave If-Match out' : 'get it again, then repeat the request';
  throw ScimError.preconditionFailed(`${stateOf(current)}, not ${ifMatch}: ${advice}.`);
}

function stateOf({ name, entityTag }: Validated): string {
  return entityTag === undefined ? `${name} is there and has no version` : `${name} is at version ${entityTag}`;
}

/** Whether a header value such as `W/"3"`, `"3", "4"` or `*` names what is there. */
function names(header: string, { entityTag }: Validated): boolean {
  if (header.trim() === '*') return true;
  return entityTag !== undefined && listOfTags.test(header) && opaqueTags(header).includes(opaqueTags(entityTag)[0]);
}

function opaqueTags(text: string): readonly (string | undefined)[] {
  return text.match(/"[^"]*"/g) ?? [];
}
