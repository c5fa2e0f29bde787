/** The segments of a URL path (RFC 3986 §3.3), percent-decoded. */

/** Empty segments are slashes too many. */
export function pathSegments(path: string): readonly string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode);
}

/** A stray percent sign stands for itself: no identifier of ours has one, so it will not be found. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
