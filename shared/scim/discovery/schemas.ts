/** The schemas of this service provider as resources (RFC 7643 §7). */
import { enterpriseUserSchema } from '#shared/scim/schema/enterprise-user.ts';
import { resourceTypeSchema } from '#shared/scim/schema/resource-type.ts';
import { schemaSchema } from '#shared/scim/schema/schema.ts';
import { serviceProviderConfigSchema } from '#shared/scim/schema/service-provider-config.ts';
import { userSchema } from '#shared/scim/schema/user.ts';

const supportedSchemas = [
  userSchema,
  enterpriseUserSchema,
  serviceProviderConfigSchema,
  resourceTypeSchema,
  schemaSchema,
];

/** @param baseUrl without a slash at its end */
export function schemas(baseUrl: string) {
  return supportedSchemas.map((schema) => ({
    schemas: [schemaSchema.id],
    ...schema,
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${schema.id}` },
  }));
}
