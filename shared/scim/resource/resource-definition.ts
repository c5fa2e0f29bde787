/**
 * A resource type seen as one complex attribute, whose sub-attributes are what stands at the top level of a resource.
 */
import { commonAttributes } from '#shared/scim/schema/common.ts';
import { type AttributeDefinition, attribute, type ResourceType } from '#shared/scim/schema/definition.ts';
import { attributeNamed } from '#shared/scim/schema/find-attribute.ts';

const definitions = new WeakMap<ResourceType, AttributeDefinition>();

/**
 * Common attributes, those of the schema, then each extension as a complex attribute that is named by its URN (RFC 7643
 * §3).
 */
export function resourceDefinition(resourceType: ResourceType): AttributeDefinition {
  const known = definitions.get(resourceType);
  if (known !== undefined) return known;
  const definition = attribute({
    name: '',
    type: 'complex',
    description: resourceType.description,
    subAttributes: [
      ...commonAttributes.map(asDerived),
      ...resourceType.schema.attributes,
      ...resourceType.schemaExtensions.map(({ schema, required }) =>
        attribute({
          name: schema.id,
          type: 'complex',
          description: schema.description,
          required,
          subAttributes: schema.attributes,
        }),
      ),
    ],
  });
  definitions.set(resourceType, definition);
  return definition;
}

/** `schemas` may be in a request (RFC 7644 §3.5.2), but what it lists follows from the other attributes. */
export function isDerived({ name }: AttributeDefinition): boolean {
  return name === 'schemas';
}

function asDerived(common: AttributeDefinition): AttributeDefinition {
  return isDerived(common) ? { ...common, mutability: 'readOnly' } : common;
}

const storedDefinitions = new WeakMap<ResourceType, AttributeDefinition>();

/** As `resourceDefinition`, with only what clients can write. */
export function storedDefinition(resourceType: ResourceType): AttributeDefinition {
  let stored = storedDefinitions.get(resourceType);
  if (stored === undefined) {
    const definition = resourceDefinition(resourceType);
    const subAttributes = subAttributesOf(definition).filter(({ mutability }) => mutability !== 'readOnly');
    stored = { ...definition, subAttributes };
    storedDefinitions.set(resourceType, stored);
  }
  return stored;
}

/** A simple attribute has none. */
export function subAttributesOf({ subAttributes = none }: AttributeDefinition): readonly AttributeDefinition[] {
  return subAttributes;
}

const none: readonly AttributeDefinition[] = [];

/** The sub-attribute that goes by this name, in any case. */
export function subAttributeNamed(definition: AttributeDefinition, name: string): AttributeDefinition | undefined {
  return attributeNamed(subAttributesOf(definition), name);
}

/**
 * Finds the sub-attributes that have a characteristic, or parts that have it: most checks concern few attributes.
 * @returns a function that looks at each definition once
 */
export function subAttributesThat(
  have: (definition: AttributeDefinition) => boolean,
): (definition: AttributeDefinition) => readonly AttributeDefinition[] {
  const known = new WeakMap<AttributeDefinition, readonly AttributeDefinition[]>();
  const find = (definition: AttributeDefinition): readonly AttributeDefinition[] => {
    let found = known.get(definition);
    if (found === undefined) {
      found = subAttributesOf(definition).filter((member) => have(member) || find(member).length > 0);
      known.set(definition, found);
    }
    return found;
  };
  return find;
}

/** What an attribute of a complex one is called in messages: `name.givenName`, `urn:…:User:manager.value`. */
export function memberName(complex: AttributeDefinition, complexName: string, member: string): string {
  if (complexName === '') return member;
  return `${complexName}${complex.name.startsWith('urn:') ? ':' : '.'}${member}`;
}
