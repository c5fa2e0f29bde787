/** What a path in a filter refers to: the schema's attributes, and the spellings that clients get away with. */
import { ScimError } from '#shared/scim/error.ts';
import { type AttributePath, formatAttributePath } from '#shared/scim/path/attribute-path.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import type { AttributeDefinition, ResourceType } from '#shared/scim/schema/definition.ts';
import { attributeNamed, type FoundAttribute, findAttribute } from '#shared/scim/schema/find-attribute.ts';
import { attributeMeant } from './client-deviations.ts';

/** What binds the paths of a filter to attributes. */
export type Binding = {
  readonly strictness: Strictness;
  /** `withoutValue` where resource types are mixed: RFC 7644 §3.4.2.1. */
  readonly unknownAttribute: 'refused' | 'withoutValue';
};

/**
 * @returns undefined for an unknown attribute that has no value
 * @throws ScimError invalidFilter for one that is refused
 */
export function filteredAttribute(
  path: AttributePath,
  resourceType: ResourceType,
  { strictness, unknownAttribute }: Binding,
): FoundAttribute | undefined {
  const found = findAttribute(resourceType, strictness === 'lenient' ? attributeMeant(path) : path);
  if (found !== undefined || unknownAttribute === 'withoutValue') return found;
  throw ScimError.invalidFilter(
    `"${shown(path)}" is not an attribute of ${resourceType.name}.${hint(path, resourceType)}`,
  );
}

/**
 * The simple attribute whose values are compared: `emails eq "x"` compares `emails.value`.
 * @throws ScimError invalidFilter for a complex attribute that has no `value`
 */
export function comparedAttribute(found: FoundAttribute, path: AttributePath): FoundAttribute {
  const { subAttributes } = found.attribute;
  if (found.subAttribute !== undefined || subAttributes === undefined) return found;
  const value = attributeNamed(subAttributes, 'value');
  if (value !== undefined) return { ...found, subAttribute: value };
  const example = `${shown(path)}.${subAttributes[0]?.name}`;
  throw ScimError.invalidFilter(
    `"${shown(path)}" is complex: compare one of its sub-attributes, such as "${example}".`,
  );
}

/** The sub-attribute that a path inside the brackets of a value path refers to, as `filteredAttribute` does. */
export function filteredSubAttribute(
  path: AttributePath,
  parent: AttributeDefinition,
  { unknownAttribute }: Binding,
): FoundAttribute | undefined {
  const isName = path.urn === undefined && path.subAttribute === undefined;
  const found = isName ? attributeNamed(parent.subAttributes ?? [], path.name) : undefined;
  if (found !== undefined) return { attribute: found };
  if (unknownAttribute === 'withoutValue') return undefined;
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
