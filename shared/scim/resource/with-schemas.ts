/** The `schemas` attribute of a resource that goes out (RFC 7643 §3). */
import type { ResourceType } from '#shared/scim/schema/definition.ts';
import type { ScimObject } from './value.ts';

/** Puts `schemas` first: the resource type's schema, and each extension that has attributes in the resource. */
export function withSchemas(resource: ScimObject, { schema, schemaExtensions }: ResourceType): ScimObject {
  const extensions = schemaExtensions.map((extension) => extension.schema.id);
  return { schemas: [schema.id, ...extensions.filter((id) => resource[id] !== undefined)], ...resource };
}
