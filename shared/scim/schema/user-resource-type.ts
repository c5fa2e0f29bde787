/** The one resource type of this service provider (RFC 7643 §6): its schema and the extension of it. */
import type { ResourceType } from './definition.ts';
import { enterpriseUserSchema } from './enterprise-user.ts';
import { userSchema } from './user.ts';

export const userResourceType: ResourceType = {
  name: 'User',
  endpoint: '/Users',
  description: 'User Account',
  schema: userSchema,
  schemaExtensions: [{ schema: enterpriseUserSchema, required: false }],
};
