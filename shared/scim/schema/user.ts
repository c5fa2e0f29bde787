/** The User schema as this service provider offers it (RFC 7643 §4.1). */
import type { SchemaDefinition } from './definition.ts';
import { multiValuedUserAttributes } from './user-multi-valued.ts';
import { singularUserAttributes } from './user-singular.ts';

/** Attributes of RFC 7643 §4.1 that are accepted and not kept: they are in no schema of ours. */
export const unsupportedUserAttributes: readonly string[] = ['password', 'groups', 'roles'];

/** RFC 7643 §8.7.1, without `unsupportedUserAttributes`. */
export const userSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  description: 'User Account',
  attributes: [...singularUserAttributes, ...multiValuedUserAttributes],
};
