/** Text of a PATCH operation's "path" to `PatchPath` (RFC 7644 §3.5.2 figure 7). */
import { ScimError } from '#shared/scim/error.ts';
import { maximumFilterLength, parseValueFilter } from '#shared/scim/filter/parser.ts';
import type { Filter } from '#shared/scim/filter/types.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { type AttributePath, parseAttributePath, splitUrn } from './attribute-path.ts';
import { remember } from './remember.ts';

/** A target location. Without a name: the extension, or the resource, that the URN stands for. */
export type PatchPath = {
  /** Spelled as the schema spells it when the schema is known. */
  readonly urn?: string;
  readonly name?: string;
  /** Selects values of the attribute; its paths are sub-attributes. */
  readonly filter?: Filter;
  readonly subAttribute?: string;
};

/**
 * `attrPath / valuePath [subAttr]`, or a known schema's URN alone.
 * @throws ScimError invalidPath, or invalidFilter for what is between the brackets (RFC 7644 table 9)
 */
export function parsePath(text: string, strictness: Strictness = 'lenient'): PatchPath {
  return strictness === 'lenient' ? parseLenient(text) : parseStrict(text);
}

const parseLenient = remember((text) => readPath(text, 'lenient'));
const parseStrict = remember((text) => readPath(text, 'strict'));

function readPath(text: string, strictness: Strictness): PatchPath {
  if (text.length > maximumFilterLength) {
    throw ScimError.invalidPath(`The path has more than ${maximumFilterLength} characters.`);
  }
  const open = text.indexOf('[');
  if (open === -1) {
    const { urn, rest } = splitUrn(text.trim(), strictness);
    return urn !== undefined && rest === '' ? { urn } : requireAttributePath(text, strictness);
  }
  const path = requireAttributePath(text.slice(0, open), strictness);
  const { filter, end } = parseValueFilter(text, open, strictness);
  const subAttribute = parseSubAttribute(text.slice(end).trim());
  if (path.subAttribute !== undefined) {
    throw ScimError.invalidPath('The path filters a sub-attribute: brackets belong after the attribute itself.');
  }
  return subAttribute === undefined ? { ...path, filter } : { ...path, filter, subAttribute };
}

function requireAttributePath(text: string, strictness: Strictness): AttributePath {
  const path = parseAttributePath(text.trim(), strictness);
  if (path !== undefined) return path;
  throw ScimError.invalidPath(
    'The path is not that of an attribute, such as title, name.familyName or emails[type eq "work"].value.',
  );
}

function parseSubAttribute(text: string): string | undefined {
  if (text === '') return undefined;
  const path = text.startsWith('.') ? parseAttributePath(text.slice(1)) : undefined;
  if (path !== undefined && path.urn === undefined && path.subAttribute === undefined) return path.name;
  throw ScimError.invalidPath('After the closing bracket a path ends, or goes on with a dot and a sub-attribute.');
}
