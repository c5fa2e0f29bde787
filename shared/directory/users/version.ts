/** Versions of a user as weak entity-tags (RFC 7644 §3.14, RFC 9110 §8.8.3). */
import { ScimError } from '#shared/scim/error.ts';
import type { User } from './user.ts';

/** The `meta.version` and ETag of the user. */
export function entityTag(user: User): string {
  return `W/"${user.version}"`;
}

/** Whether a header value such as `W/"3"`, `"3", "4"` or `*` names the user's version, compared weakly. */
export function matchesEntityTag(header: string, user: User): boolean {
  return (
    header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//i, '') === `"${user.version}"`)
  );
}

/** @throws ScimError 412 when `ifMatch` names another version (RFC 7644 §3.14) */
export function requireVersion(user: User, ifMatch: string | undefined): void {
  if (ifMatch !== undefined && !matchesEntityTag(ifMatch, user)) {
    throw ScimError.preconditionFailed(
      `User ${user.id} is at version ${entityTag(user)}, not ${ifMatch}: get it again, then repeat the change.`,
    );
  }
}
