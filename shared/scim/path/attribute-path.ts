/** Attribute notation: `[URN ":"] ATTRNAME ["." ATTRNAME]` (RFC 7644 §3.4.2.2 figure 1 and §3.10). */
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { isDotAfterUrn } from './client-deviations.ts';

/** An attribute as a client names it; what it means is for `findAttribute` to say. */
export type AttributePath = {
  /** Spelled as the schema spells it when the schema is known. */
  readonly urn?: string;
  readonly name: string;
  readonly subAttribute?: string;
};

/** Longest first: a URN may be the beginning of another. */
const knownUrns = [userResourceType.schema, ...userResourceType.schemaExtensions.map(({ schema }) => schema)]
  .map(({ id }) => id)
  .sort((a, b) => b.length - a.length);

/** RFC 7643 §2.1, and `$` in front for `$ref`. */
const attributeName = /^[a-z$][a-z0-9_$-]*$/i;

/**
 * Separates a schema's URN from what follows it. A known URN ends before a colon; any other URN ends at the last colon.
 */
export function splitUrn(
  text: string,
  strictness: Strictness = 'lenient',
): { readonly urn?: string; readonly rest: string } {
  const colon = text.lastIndexOf(':');
  if (colon === -1) return { rest: text };
  const folded = text.toLowerCase();
  for (const urn of knownUrns) {
    if (!folded.startsWith(urn.toLowerCase())) continue;
    const rest = text.slice(urn.length);
    const isSeparated = rest.startsWith(':') || (strictness === 'lenient' && isDotAfterUrn(rest));
    if (rest === '' || isSeparated) return { urn, rest: rest.slice(1) };
  }
  return colon === 0 || colon === text.length - 1
    ? { rest: text }
    : { urn: text.slice(0, colon), rest: text.slice(colon + 1) };
}

/** @returns undefined when the text is not an attribute path */
export function parseAttributePath(text: string, strictness: Strictness = 'lenient'): AttributePath | undefined {
  const { urn, rest } = splitUrn(text, strictness);
  const [name = '', subAttribute, ...more] = rest.split('.');
  if (more.length > 0 || !attributeName.test(name)) return undefined;
  if (subAttribute !== undefined && !attributeName.test(subAttribute)) return undefined;
  return { ...(urn === undefined ? {} : { urn }), name, ...(subAttribute === undefined ? {} : { subAttribute }) };
}

export function formatAttributePath(path: AttributePath): string {
  const urn = path.urn === undefined ? '' : `${path.urn}:`;
  return path.subAttribute === undefined ? urn + path.name : `${urn}${path.name}.${path.subAttribute}`;
}
