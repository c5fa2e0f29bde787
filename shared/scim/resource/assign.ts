/** Puts what a client sent into attributes: by the schema, in its spelling, its types and its order (RFC 7643 §2). */
import { ScimError } from '#shared/scim/error.ts';
import { parseAttributePath } from '#shared/scim/path/attribute-path.ts';
import type { AttributeDefinition, ResourceType } from '#shared/scim/schema/definition.ts';
import { attributeNamed } from '#shared/scim/schema/find-attribute.ts';
import {
  complexOfValue,
  isEmptyText,
  nestedMember,
  onlyValue,
  saysNothing,
  valueOfComplex,
} from './client-deviations.ts';
import { complexValue } from './complex-value.ts';
import { isJsonObject } from './json.ts';
import { parseSimple } from './parse-simple.ts';
import { ignore, ignoreUnknown, type Reading } from './reading.ts';
import { memberName, resourceDefinition } from './resource-definition.ts';
import { isScimObject, isValueList } from './same-value.ts';
import { unsupportedAttribute } from './unsupported.ts';
import type { ScimObject, ScimValue } from './value.ts';
import { addValues, distinctValues, onePrimary } from './values.ts';

/** What becomes of the values of a multi-valued attribute that are there already. */
export type Assignment = 'add' | 'replace';

/** The attribute, and what messages call it. */
export type Named = { readonly definition: AttributeDefinition; readonly name: string };

/** A key and its value, as the client sent them. */
export type Member = readonly [string, unknown];

/** Null, an empty list, and absence are the same state (RFC 7643 §2.5). */
export function isUnassigned(value: unknown, { strictness }: Reading): boolean {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return true;
  return strictness === 'lenient' && isEmptyText(value);
}

/**
 * The value that an attribute has after `value` was added to `current` or has replaced it; undefined is unassigned.
 * Sub-attributes of a complex attribute that `value` leaves out stay as they are (RFC 7644 §3.5.2.1, §3.5.2.3).
 */
export function assign(
  assignment: Assignment,
  current: ScimValue | undefined,
  value: unknown,
  target: Named,
  reading: Reading,
): ScimValue | undefined {
  const { definition, name } = target;
  if (isUnassigned(value, reading)) return assignment === 'add' && definition.multiValued ? current : undefined;
  if (definition.multiValued) return assignValues(assignment, current, value, target, reading);

  const single = reading.strictness === 'lenient' ? onlyValue(value) : value;
  if (definition.type === 'complex') {
    const members = reading.strictness === 'lenient' && hasValue(definition) ? complexOfValue(single) : single;
    if (!isJsonObject(members)) throw ScimError.invalidValue(`"${name}" must be an object with sub-attributes.`);
    return assignMembers(assignment, current, Object.entries(members), target, reading);
  }
  const simple = reading.strictness === 'lenient' ? valueOfComplex(single) : single;
  if (isUnassigned(simple, reading)) return undefined;
  return parseSimple(simple, definition, name, reading.strictness);
}

/** Assigns what stands at the top level of a resource; `unsupportedUserAttributes` are named as ignored. */
export function assignAttributes(
  assignment: Assignment,
  resource: ScimObject,
  attributes: readonly Member[],
  resourceType: ResourceType,
  reading: Reading,
): ScimObject {
  const definition = resourceDefinition(resourceType);
  const members = attributes.flatMap(([key, member]): Member[] => {
    if (attributeNamed(definition.subAttributes ?? [], key) !== undefined) return [[key, member]];
    const unsupported = unsupportedAttribute(parseAttributePath(key) ?? {});
    if (unsupported === undefined) {
      return [(reading.strictness === 'lenient' && nestedMember(key, member, resourceType)) || [key, member]];
    }
    ignore(reading, unsupported);
    return [];
  });
  return assignMembers(assignment, resource, members, { definition, name: '' }, reading) ?? {};
}

function assignMembers(
  assignment: Assignment,
  current: ScimValue | undefined,
  entries: readonly Member[],
  { definition, name }: Named,
  reading: Reading,
): ScimObject | undefined {
  const members = new Map(Object.entries(isScimObject(current) ? current : {}));
  for (const [key, value] of entries) {
    const member = attributeNamed(definition.subAttributes ?? [], key);
    if (member === undefined) {
      ignoreUnknown(reading, memberName(definition, name, key));
      continue;
    }
    const target = { definition: member, name: memberName(definition, name, member.name) };
    if (member.mutability !== 'readOnly') {
      members.set(member.name, assign(assignment, members.get(member.name), value, target, reading));
    } else if (reading.readOnly === 'refuse') {
      throw ScimError.mutability(`"${target.name}" is readOnly.`);
    }
  }
  return complexValue(members, definition);
}

function assignValues(
  assignment: Assignment,
  current: ScimValue | undefined,
  value: unknown,
  { definition, name }: Named,
  reading: Reading,
): readonly ScimValue[] | undefined {
  const takesSingle = assignment === 'add' || reading.strictness === 'lenient';
  if (!Array.isArray(value) && !takesSingle) throw ScimError.invalidValue(`"${name}" must be an array.`);
  const element = { definition: { ...definition, multiValued: false }, name };
  const sent: readonly unknown[] = Array.isArray(value) ? value : [value];
  const parsed = sent.flatMap((each) => assign('replace', undefined, each, element, reading) ?? []);
  const kept = reading.strictness === 'lenient' ? parsed.filter((each) => !saysNothing(each)) : parsed;
  const before = assignment === 'add' && isValueList(current) ? current : [];
  const added = onePrimary(distinctValues(kept, definition), []);
  const values = onePrimary(addValues(before, added, definition), before);
  return values.length === 0 ? undefined : values;
}

function hasValue({ subAttributes = [] }: AttributeDefinition): boolean {
  return attributeNamed(subAttributes, 'value') !== undefined;
}
