/** What clients write in attribute notation that RFC 7644 §3.10 does not have; applied for lenient providers only. */

/** Entra's paths have been seen with a dot after the URN: `urn:…:enterprise:2.0:User.department`. */
export function isDotAfterUrn(rest: string): boolean {
  return rest.startsWith('.');
}
