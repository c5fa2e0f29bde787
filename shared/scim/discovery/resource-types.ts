/** The resource types of this service provider as resources (RFC 7643 §6). */
import { resourceTypeSchema } from '#shared/scim/schema/resource-type.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';

/** @param baseUrl without a slash at its end */
export function resourceTypes(baseUrl: string) {
  return [userResourceType].map(({ name, description, endpoint, schema, schemaExtensions }) => ({
    schemas: [resourceTypeSchema.id],
    id: name,
    name,
    description,
    endpoint,
    schema: schema.id,
    schemaExtensions: schemaExtensions.map((extension) => ({
      schema: extension.schema.id,
      required: extension.required,
    })),
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${name}` },
  }));
}
