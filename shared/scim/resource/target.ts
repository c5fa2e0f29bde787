/** The attributes of a resource type as places to put values in: each with its name in messages and its members. */
import type { AttributeDefinition, ResourceType } from '#shared/scim/schema/definition.ts';
import { memberName, resourceDefinition, subAttributesOf } from './resource-definition.ts';

export type Target = OneValue | ManyValues;

type OneValue = Described & { readonly element?: undefined };

/** A multi-valued attribute. */
export type ManyValues = Described & {
  /** One of its values, seen as an attribute. */
  readonly element: Target;
};

type Described = {
  readonly definition: AttributeDefinition;
  /** What messages call it: `name.givenName`, `urn:…:User:manager.value`. */
  readonly name: string;
  /** Its sub-attributes, by their names as the schema spells them and in lower case. */
  readonly members: ReadonlyMap<string, Target>;
};

/** The sub-attribute that goes by this name, in any case. */
export function memberOf({ members }: Target, name: string): Target | undefined {
  return members.get(name) ?? members.get(name.toLowerCase());
}

const known = new WeakMap<ResourceType, Target>();

/** The resource itself, whose members are what stands at its top level. */
export function resourceTarget(resourceType: ResourceType): Target {
  let target = known.get(resourceType);
  if (target === undefined) {
    target = targetOf(resourceDefinition(resourceType), '');
    known.set(resourceType, target);
  }
  return target;
}

function targetOf(definition: AttributeDefinition, name: string): Target {
  const members = new Map<string, Target>();
  for (const sub of subAttributesOf(definition)) {
    const member = targetOf(sub, memberName(definition, name, sub.name));
    members.set(sub.name.toLowerCase(), member).set(sub.name, member);
  }
  const described = { definition, name, members };
  return definition.multiValued
    ? { ...described, element: { ...described, definition: { ...definition, multiValued: false } } }
    : described;
}
