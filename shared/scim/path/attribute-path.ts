/** Attribute notation: `[URN ":"] ATTRNAME ["." ATTRNAME]` (RFC 7644 §3.4.2.2 figure 1 and §3.10). */
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { isDotAfterUrn } from './client-deviations.ts';
import { remember } from './remember.ts';

/** An attribute as a client names it; what it means is for `findAttribute` to say. */
export type AttributePath = {
  /** Spelled as the schema spells it when the schema is known. */
  readonly urn?: string;
  readonly name: string;
  readonly subAttribute?: string;
};

const knownUrns = [userResourceType, ...userResourceType.schemaExtensions].map(({ schema: { id } }) => ({
  urn: id,
  folded: id.toLowerCase(),
}));

/** RFC 7643 §2.1, and `$` in front for `$ref`. */
const attributeName = /^[A-Za-z$][A-Za-z0-9_$-]*$/;

/**
 * Separates a schema's URN from what follows it. A known URN ends before a colon; any other URN ends at the last colon.
 */
export function splitUrn(
  text: string,
  strictness: Strictness = 'lenient',
): { readonly urn?: string; readonly rest: string } {
  const colon = text.lastIndexOf(':');
  if (colon === -1) return { rest: text };
  for (const { urn, folded } of knownUrns) {
    if (!text.startsWith(urn) && text.slice(0, urn.length).toLowerCase() !== folded) continue;
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
  return strictness === 'lenient' ? parseLenient(text) : parseStrict(text);
}

const parseLenient = remember((text) => readAttributePath(text, 'lenient'));
const parseStrict = remember((text) => readAttributePath(text, 'strict'));

function readAttributePath(text: string, strictness: Strictness): AttributePath | undefined {
  const { urn, rest } = splitUrn(text, strictness);
  const dot = rest.indexOf('.');
  const name = dot === -1 ? rest : rest.slice(0, dot);
  if (!attributeName.test(name)) return undefined;
  if (dot === -1) return urn === undefined ? { name } : { urn, name };
  const subAttribute = rest.slice(dot + 1);
  if (!attributeName.test(subAttribute)) return undefined;
  return urn === undefined ? { name, subAttribute } : { urn, name, subAttribute };
}

export function formatAttributePath(path: AttributePath): string {
  const urn = path.urn === undefined ? '' : `${path.urn}:`;
  return path.subAttribute === undefined ? urn + path.name : `${urn}${path.name}.${path.subAttribute}`;
}
