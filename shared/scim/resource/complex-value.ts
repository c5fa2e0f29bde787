/** Complex values in a fixed shape, so that equal ones are equal as text. */
import type { AttributeDefinition } from '#shared/scim/schema/definition.ts';
import type { ScimObject, ScimValue } from './value.ts';

/** The sub-attributes that have a value, in the order of the schema. */
export function inSchemaOrder(value: ScimObject, definition: AttributeDefinition): ScimObject {
  return Object.fromEntries(assigned(new Map(Object.entries(value)), definition));
}

/** @returns undefined when nothing is assigned: the complex attribute is unassigned then (RFC 7643 §2.5) */
export function complexValue(
  members: ReadonlyMap<string, ScimValue | undefined>,
  definition: AttributeDefinition,
): ScimObject | undefined {
  const entries = assigned(members, definition);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function assigned(
  members: ReadonlyMap<string, ScimValue | undefined>,
  { subAttributes = [] }: AttributeDefinition,
): readonly (readonly [string, ScimValue])[] {
  return subAttributes.flatMap(({ name }) => {
    const value = members.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
}
