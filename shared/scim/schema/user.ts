/** The User resource type as this service provider offers it (RFC 7643 §4.1): its schema and its extension. */
import type { ResourceType, SchemaDefinition } from './definition.ts';
import { enterpriseUserSchema } from './enterprise-user.ts';
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

export const userResourceType: ResourceType = {
  name: 'User',
  endpoint: '/Users',
  description: 'User Account',
  schema: userSchema,
  schemaExtensions: [{ schema: enterpriseUserSchema, required: false }],
};
