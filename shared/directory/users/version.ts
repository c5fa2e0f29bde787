/** Versions of a user as weak entity-tags (RFC 7644 §3.14, RFC 9110 §8.8.3). */
import type { Validated } from '#shared/scim/messages/preconditions.ts';
import type { User } from './user.ts';

/** The `meta.version` and ETag of the user. */
export function entityTag(user: User): string {
  return `W/"${user.version}"`;
}

/** The user as preconditions see it. */
export function validated(user: User): Validated {
  return { name: `User ${user.id}`, entityTag: entityTag(user) };
}
