/** Complex values in a fixed shape, so that equal ones are equal as text. */
import type { AttributeDefinition } from '#shared/scim/schema/definition.ts';
import { subAttributesOf } from './resource-definition.ts';
import { isValueList } from './same-value.ts';
import type { DraftObject, ScimObject, ScimValue } from './value.ts';

/** The sub-attributes that have a value, in the order of the schema; the same object when that is what it is. */
export function inSchemaOrder(value: ScimObject, definition: AttributeDefinition): ScimObject {
  return isInSchemaOrder(value, definition) ? value : ordered(value, definition);
}

function isInSchemaOrder(value: ScimObject, definition: AttributeDefinition): boolean {
  const inOrder = subAttributesOf(definition);
  let position = 0;
  for (const name in value) {
    while (position < inOrder.length && inOrder[position]?.name !== name) position += 1;
    if (position === inOrder.length || value[name] === undefined) return false;
  }
  return true;
}

function ordered(value: ScimObject, definition: AttributeDefinition): ScimObject {
  const inOrder: DraftObject = {};
  for (const { name } of subAttributesOf(definition)) {
    const member = value[name];
    if (member !== undefined) inOrder[name] = member;
  }
  return inOrder;
}

/** With one sub-attribute changed, or unassigned when the value is undefined; the order of the schema stays. */
export function withSubAttribute(
  complex: ScimObject,
  name: string,
  value: ScimValue | undefined,
  definition: AttributeDefinition,
): ScimObject {
  if (value === undefined) {
    const { [name]: _, ...others } = complex;
    return others;
  }
  const changed: DraftObject = { ...complex };
  changed[name] = value;
  return Object.hasOwn(complex, name) ? changed : inSchemaOrder(changed, definition);
}

/** @returns undefined when nothing is assigned: the complex attribute is unassigned then (RFC 7643 §2.5) */
export function complexValue(members: ScimObject, definition: AttributeDefinition): ScimObject | undefined {
  const value = inSchemaOrder(members, definition);
  return isEmpty(value) ? undefined : value;
}

/** Whether there is nothing in it, which leaves it unassigned (RFC 7643 §2.5). */
export function isEmpty(value: ScimValue): boolean {
  if (typeof value !== 'object') return false;
  if (isValueList(value)) return value.length === 0;
  for (const _ in value) return false;
  return true;
}
