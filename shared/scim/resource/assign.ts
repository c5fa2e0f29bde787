/** Puts what a client sent into attributes: by the schema, in its spelling, its types and its order (RFC 7643 §2). */
import { ScimError } from '#shared/scim/error.ts';
import { parseAttributePath } from '#shared/scim/path/attribute-path.ts';
import type { AttributeDefinition, ResourceType } from '#shared/scim/schema/definition.ts';
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
import { memberName, resourceDefinition, subAttributeNamed, valueDefinition } from './resource-definition.ts';
import { isScimObject, isValueList } from './same-value.ts';
import { unsupportedAttribute } from './unsupported.ts';
import type { ScimObject, ScimValue } from './value.ts';
import { addValues, distinctValues, onePrimary, requireFew } from './values.ts';

/** `value` is added to `current`, or replaces it. */
type Assignment<Value = unknown> = {
  readonly op: 'add' | 'replace';
  readonly current?: ScimValue | undefined;
  /** JSON as the client sent it. */
  readonly value: Value;
};

/** The attribute that is assigned, and what messages call it. */
export type Target = { readonly definition: AttributeDefinition; readonly name: string };

/** Keys and values of an object, as the client sent them. */
type Members = readonly (readonly [string, unknown])[];

/** Null, an empty list, and absence are the same state (RFC 7643 §2.5). */
export function isUnassigned(value: unknown, { strictness }: Reading): boolean {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return true;
  return strictness === 'lenient' && isEmptyText(value);
}

/**
 * The value that the attribute has afterwards; undefined is unassigned. Sub-attributes of a complex attribute that
 * `value` leaves out stay as they are (RFC 7644 §3.5.2.1, §3.5.2.3).
 */
export function assign(assignment: Assignment, target: Target, reading: Reading): ScimValue | undefined {
  const { op, current, value } = assignment;
  const { definition, name } = target;
  if (isUnassigned(value, reading)) return op === 'add' && definition.multiValued ? current : undefined;
  if (definition.multiValued) return assignValues(assignment, target, reading);
  if (definition.type === 'complex') return assignComplex(assignment, target, reading);
  const simple = reading.strictness === 'lenient' ? valueOfComplex(onlyValue(value)) : value;
  if (isUnassigned(simple, reading)) return undefined;
  const parsed = parseSimple(simple, definition, name, reading.strictness);
  return isUnassigned(parsed, reading) ? undefined : parsed;
}

/** Assigns what stands at the top level of a resource; `unsupportedUserAttributes` are named as ignored. */
export function assignAttributes(
  { value, ...assignment }: Assignment<Members>,
  resourceType: ResourceType,
  reading: Reading,
): ScimObject {
  const definition = resourceDefinition(resourceType);
  const members: (readonly [string, unknown])[] = [];
  for (const sent of value) {
    const member =
      subAttributeNamed(definition, sent[0]) === undefined ? memberMeant(sent, resourceType, reading) : sent;
    if (member !== undefined) members.push(member);
  }
  return assignMembers({ ...assignment, value: members }, { definition, name: '' }, reading) ?? {};
}

/** What a key that is no attribute's name stands for; undefined when it is noted as ignored. */
function memberMeant(
  sent: readonly [string, unknown],
  resourceType: ResourceType,
  reading: Reading,
): readonly [string, unknown] | undefined {
  const [key, value] = sent;
  const path = parseAttributePath(key);
  if (path === undefined) return sent;
  const unsupported = unsupportedAttribute(path);
  if (unsupported !== undefined) {
    ignore(reading, unsupported);
    return undefined;
  }
  return reading.strictness === 'lenient' ? (nestedMember(path, value, resourceType) ?? sent) : sent;
}

function assignComplex(assignment: Assignment, target: Target, reading: Reading): ScimObject | undefined {
  const { definition, name } = target;
  const isLenient = reading.strictness === 'lenient';
  const single = isLenient ? onlyValue(assignment.value) : assignment.value;
  if (isUnassigned(single, reading)) return undefined;
  const members = isLenient && subAttributeNamed(definition, 'value') ? complexOfValue(single) : single;
  if (!isJsonObject(members)) throw ScimError.invalidValue(`"${name}" must be an object with sub-attributes.`);
  return assignMembers({ ...assignment, value: Object.entries(members) }, target, reading);
}

function assignMembers(
  { op, current, value }: Assignment<Members>,
  { definition, name }: Target,
  reading: Reading,
): ScimObject | undefined {
  const members: { [name: string]: ScimValue | undefined } = isScimObject(current) ? { ...current } : {};
  for (const [key, sent] of value) {
    const member = subAttributeNamed(definition, key);
    if (member === undefined) {
      ignoreUnknown(reading, memberName(definition, name, key));
      continue;
    }
    const target = { definition: member, name: memberName(definition, name, member.name) };
    if (member.mutability !== 'readOnly') {
      members[member.name] = assign({ op, current: members[member.name], value: sent }, target, reading);
    } else if (reading.readOnly === 'refuse') {
      throw ScimError.mutability(`"${target.name}" is readOnly.`);
    }
  }
  return complexValue(members, definition);
}

function assignValues(
  { op, current, value }: Assignment,
  { definition, name }: Target,
  reading: Reading,
): readonly ScimValue[] | undefined {
  const isLenient = reading.strictness === 'lenient';
  if (!Array.isArray(value) && op === 'replace' && !isLenient) {
    throw ScimError.invalidValue(`"${name}" must be an array.`);
  }
  const sent: readonly unknown[] = Array.isArray(value) ? value : [value];
  requireFew(sent, name);
  const element = { definition: valueDefinition(definition), name };
  const kept: ScimValue[] = [];
  for (const each of sent) {
    const parsed = assign({ op: 'replace', value: each }, element, reading);
    if (parsed !== undefined && !(isLenient && saysNothing(parsed))) kept.push(parsed);
  }
  const before = op === 'add' && isValueList(current) ? current : [];
  const added = onePrimary(distinctValues(kept, definition), [], name, reading);
  const values = onePrimary(addValues(before, added, definition), before, name, reading);
  requireFew(values, name);
  return values.length === 0 ? undefined : values;
}
