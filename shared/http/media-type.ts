/** Media types in Content-Type and Accept (RFC 9110 §8.3, §12.5.1), as far as SCIM needs them (RFC 7644 §3.1). */

/** The type of every SCIM response. */
export const scimMediaType = 'application/scim+json';

type MediaType = {
  /** Lower case, e.g. `application/json`. */
  readonly type: string;
  /** By lower-case name; quotes are taken off. */
  readonly parameters: ReadonlyMap<string, string>;
};

/** Lenient: what is no parameter is left out. */
function parseMediaType(text: string): MediaType {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const pairs = parameters.flatMap((parameter): [string, string][] => {
    const equals = parameter.indexOf('=');
    if (equals < 0) return [];
    const value = parameter.slice(equals + 1).trim();
    return [[parameter.slice(0, equals).trim().toLowerCase(), value.replace(/^"(.*)"$/, '$1')]];
  });
  return { type: type.toLowerCase(), parameters: new Map(pairs) };
}

/** Whether a body of this Content-Type is JSON in UTF-8 of one of `types`. */
export function isSupported(contentType: string | undefined, types: readonly string[]): boolean {
  const { type, parameters } = parseMediaType(contentType ?? '');
  const charset = parameters.get('charset')?.toLowerCase() ?? 'utf-8';
  return types.includes(type) && (charset === 'utf-8' || charset === 'utf8');
}

/** What takes a SCIM response, plain JSON being close enough, each with the ranges that cover it, the closest first. */
const rangesOfScim = [scimMediaType, 'application/json'].map((type) => [type, 'application/*', '*/*', '*']);

/**
 * Whether the Accept header names types and none of them takes a SCIM response, or those that do have `q=0`. A header
 * without a readable type says nothing.
 */
export function refusesScim(accept: string | undefined): boolean {
  const isReadable = (accept ?? '').split(',').some((range) => parseMediaType(range).type.includes('/'));
  return isReadable && rangesOfScim.every((ranges) => weightOf(accept, ranges) === 0);
}

/** Whether the Accept header prefers the one type to the other; ranges of everything prefer nothing. */
export function prefers(accept: string | undefined, type: string, other: string): boolean {
  const ranges = (name: string) => [name, name.replace(/[^/]*$/, '*')];
  return weightOf(accept, ranges(type)) > weightOf(accept, ranges(other));
}

/** By the closest of the ranges that the header has; 0: not acceptable (RFC 9110 §12.4.2), NaN: none that can be read. */
function weightOf(accept = '', ranges: readonly string[]): number {
  const accepted = accept.split(',').map(parseMediaType);
  const [closest] = ranges.flatMap((range) => accepted.filter(({ type }) => type === range));
  return closest === undefined ? 0 : Number(closest.parameters.get('q') ?? 1);
}
