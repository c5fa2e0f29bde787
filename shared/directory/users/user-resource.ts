/** A user as a SCIM resource (RFC 7643 §4.1), before `schemas` is added and attributes are selected. */
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { isActive, type User } from './user.ts';
import { entityTag } from './version.ts';

/** @param location the URI of the resource, which the directory does not know by itself */
export function userResource(user: User, location?: string): ScimObject {
  return {
    id: user.id,
    ...user.attributes,
    active: isActive(user),
    meta: {
      resourceType: 'User',
      created: user.createdAt,
      lastModified: user.lastModifiedAt,
      ...(location !== undefined && { location }),
      version: entityTag(user),
    },
  };
}
