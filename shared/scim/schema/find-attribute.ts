/**
 * Finds the definition of an attribute by the name that a client wrote (RFC 7644 §3.10: every part of it ignores case).
 */
import type { AttributePath } from '#shared/scim/path/attribute-path.ts';
import { commonAttributes } from './common.ts';
import type { AttributeDefinition, ResourceType } from './definition.ts';

/** Where an attribute of a resource is, and what it is. */
export type FoundAttribute = {
  /** Set for an attribute of an extension: the key that holds it in the resource. */
  readonly schemaId?: string;
  readonly attribute: AttributeDefinition;
  /** Set if and only if the path names one. */
  readonly subAttribute?: AttributeDefinition;
};

/** Maps, because an object would answer to `constructor`; built once per list, by its names as they are and lower-cased. */
const indexes = new WeakMap<readonly AttributeDefinition[], ReadonlyMap<string, AttributeDefinition>>();

/** The attribute of the list that has this name in any case. */
export function attributeNamed(
  attributes: readonly AttributeDefinition[],
  name: string,
): AttributeDefinition | undefined {
  let index = indexes.get(attributes);
  if (index === undefined) {
    index = new Map(
      attributes.flatMap((attribute) => [
        [attribute.name.toLowerCase(), attribute] as const,
        [attribute.name, attribute] as const,
      ]),
    );
    indexes.set(attributes, index);
  }
  return index.get(name) ?? index.get(name.toLowerCase());
}

/**
 * Without a URN, or with that of the core schema: a core or common attribute. With that of an extension: one of that
 * extension's.
 */
export function findAttribute(resourceType: ResourceType, path: AttributePath): FoundAttribute | undefined {
  const urn = path.urn?.toLowerCase();
  if (urn === undefined || urn === resourceType.schema.id.toLowerCase()) {
    const attribute =
      attributeNamed(resourceType.schema.attributes, path.name) ?? attributeNamed(commonAttributes, path.name);
    return attribute && withSubAttribute({ attribute }, path);
  }
  const extension = resourceType.schemaExtensions.find(({ schema }) => schema.id.toLowerCase() === urn)?.schema;
  const attribute = extension && attributeNamed(extension.attributes, path.name);
  return attribute && withSubAttribute({ schemaId: extension.id, attribute }, path);
}

function withSubAttribute(found: FoundAttribute, path: AttributePath): FoundAttribute | undefined {
  if (path.subAttribute === undefined) return found;
  const subAttribute = attributeNamed(found.attribute.subAttributes ?? [], path.subAttribute);
  return subAttribute && { ...found, subAttribute };
}
