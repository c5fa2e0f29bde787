/** Required attributes, as far down as the schema has them (RFC 7643 §7 "required"). */
import { ScimError } from '#shared/scim/error.ts';
import type { AttributeDefinition } from '#shared/scim/schema/definition.ts';
import { memberName, subAttributesThat } from './resource-definition.ts';
import { isScimObject, isValueList } from './same-value.ts';
import type { ScimObject, ScimValue } from './value.ts';

/**
 * An attribute inside of a complex one, or of an extension, is missed only where that one has a value.
 * @throws ScimError invalidValue, naming the attribute
 */
export function requireAttributes(value: ScimObject, definition: AttributeDefinition, name = ''): void {
  for (const member of requiredIn(definition)) {
    const own = value[member.name];
    const ownName = memberName(definition, name, member.name);
    if (isRequired(member) && !isAssigned(own)) {
      throw ScimError.invalidValue(`"${ownName}" is required.`);
    }
    for (const each of isValueList(own) ? own : [own]) {
      if (isScimObject(each)) requireAttributes(each, member, ownName);
    }
  }
}

/** Those that clients can write. */
function isRequired({ required, mutability }: AttributeDefinition): boolean {
  return required && mutability !== 'readOnly';
}

export const requiredIn = subAttributesThat(isRequired);

/** Whether a required attribute has what it needs: RFC 7643 §4.1.1 asks for a userName that is not empty. */
export function isAssigned(value: ScimValue | undefined): boolean {
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined;
}
