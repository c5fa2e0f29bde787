/** What a path in a filter refers to: the schema's attributes, and the spellings that clients get away with. */
import { ScimError } from '#shared/scim/error.ts';
import { type AttributePath, formatAttributePath } from '#shared/scim/path/attribute-path.ts';
import type { AttributeDefinition, ResourceType } from '#shared/scim/schema/definition.ts';
import { attributeNamed, type FoundAttribute, findAttribute } from '#shared/scim/schema/find-attribute.ts';

/** PingOne's documentation filters by `email`, which SCIM does not know. */
const aliases: ReadonlyMap<string, AttributePath> = new Map([['email', { name: 'emails', subAttribute: 'value' }]]);

/** @throws ScimError invalidFilter for an unknown attribute */
export function filteredAttribute(path: AttributePath, resourceType: ResourceType): FoundAttribute {
  const found = findAttribute(resourceType, aliases.get(formatAttributePath(path).toLowerCase()) ?? path);
  if (found !== undefined) return found;
  throw ScimError.invalidFilter(
    `"${shown(path)}" is not an attribute of ${resourceType.name}.${hint(path, resourceType)}`,
  );
}

/**
 * The simple attribute whose values are compared: `emails eq "x"` compares `emails.value`.
 * @throws ScimError invalidFilter for an unknown attribute, or a complex one that has no `value`
 */
export function comparedAttribute(path: AttributePath, resourceType: ResourceType): FoundAttribute {
  const found = filteredAttribute(path, resourceType);
  const { subAttributes } = found.attribute;
  if (found.subAttribute !== undefined || subAttributes === undefined) return found;
  const value = attributeNamed(subAttributes, 'value');
  if (value !== undefined) return { ...found, subAttribute: value };
  const example = `${shown(path)}.${subAttributes[0]?.name}`;
  throw ScimError.invalidFilter(
    `"${shown(path)}" is complex: compare one of its sub-attributes, such as "${example}".`,
  );
}

/** The sub-attribute that a path inside the brackets of a value path refers to. @throws ScimError invalidFilter */
export function filteredSubAttribute(path: AttributePath, parent: AttributeDefinition): AttributeDefinition {
  const isName = path.urn === undefined && path.subAttribute === undefined;
  const found = isName ? attributeNamed(parent.subAttributes ?? [], path.name) : undefined;
  if (found !== undefined) return found;
  throw ScimError.invalidFilter(`"${shown(path)}" is not a sub-attribute of "${parent.name}".`);
}

/** An error shows no more of what the client wrote than can be read. */
function shown(path: AttributePath): string {
  return formatAttributePath(path).slice(0, 100);
}

function hint(path: AttributePath, resourceType: ResourceType): string {
  if (path.urn !== undefined) return '';
  for (const { schema } of resourceType.schemaExtensions) {
    if (findAttribute(resourceType, { ...path, urn: schema.id }) !== undefined) {
      return ` Write "${schema.id}:${shown(path)}".`;
    }
  }
  return '';
}
