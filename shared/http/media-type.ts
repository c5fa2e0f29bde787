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

/** Whether a body of this Content-Type is JSON in UTF-8 of one of `types`; a client that names no type is believed. */
export function isSupported(contentType: string | undefined, types: readonly string[]): boolean {
  if (contentType === undefined || contentType.trim() === '') return true;
  const { type, parameters } = parseMediaType(contentType);
  const charset = parameters.get('charset')?.toLowerCase() ?? 'utf-8';
  return types.includes(type) && (charset === 'utf-8' || charset === 'utf8');
}

/** From the most specific range that takes a SCIM response to the least; plain JSON is close enough to it. */
const ranges = [scimMediaType, 'application/json', 'application/*', '*/*'];

/**
 * Whether the client rules a SCIM response out with `q=0`. A client whose Accept only names other types gets SCIM all
 * the same: RFC 9110 §12.5.1 lets a server disregard the header, and RFC 7644 §3.1 knows no other format.
 */
export function refusesScim(accept: string | undefined): boolean {
  const accepted = (accept ?? '').split(',').map(parseMediaType);
  const weights = ranges.flatMap((range) => accepted.filter(({ type }) => type === range));
  const [first] = weights;
  return first !== undefined && weights.every(({ parameters }) => Number(parameters.get('q') ?? 1) === 0);
}
