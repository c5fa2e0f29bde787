/** Immutable attributes: set once, then kept (RFC 7643 §7 "mutability", RFC 7644 §3.5.2). */
import { ScimError } from '#shared/scim/error.ts';
import type { AttributeDefinition } from '#shared/scim/schema/definition.ts';
import { memberName, subAttributesThat } from './resource-definition.ts';
import { isScimObject, sameValue } from './same-value.ts';
import type { ScimObject } from './value.ts';

function isImmutable({ mutability }: AttributeDefinition): boolean {
  return mutability === 'immutable';
}

const immutableIn = subAttributesThat(isImmutable);

/** @throws ScimError mutability, naming an immutable attribute that had a value and has another one now, or none */
export function requireImmutable(
  before: ScimObject,
  after: ScimObject,
  definition: AttributeDefinition,
  name = '',
): void {
  for (const member of immutableIn(definition)) {
    const [was, is] = [before[member.name], after[member.name]];
    const ownName = memberName(definition, name, member.name);
    if (isImmutable(member) && was !== undefined && !sameValue(was, is)) {
      throw ScimError.mutability(`"${ownName}" is immutable: it has a value and keeps it.`);
    }
    if (isScimObject(was) && isScimObject(is)) requireImmutable(was, is, member, ownName);
  }
}
