/**
 * A user as a SCIM resource (RFC 7643 §4.1), before `schemas` and `meta.location` are added and attributes are
 * selected.
 */
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { isActive, type User } from './user.ts';
import { entityTag } from './version.ts';

export function userResource(user: User): ScimObject {
  return {
    id: user.id,
    ...user.attributes,
    active: isActive(user),
    meta: {
      resourceType: 'User',
      created: user.createdAt,
      lastModified: user.lastModifiedAt,
      version: entityTag(user),
    },
  };
}
