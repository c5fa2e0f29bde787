/** Puts what a client sent into attributes: by the schema, in its spelling, its types and its order (RFC 7643 §2). */
import { ScimError } from '#shared/scim/error.ts';
import { parseAttributePath } from '#shared/scim/path/attribute-path.ts';
import type { ResourceType } from '#shared/scim/schema/definition.ts';
import {
  complexOfValue,
  isEmptyText,
  nestedMember,
  onlyValue,
  saysNothing,
  valueOfComplex,
} from './client-deviations.ts';
import { complexValue } from './complex-value.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { parseSimple } from './parse-simple.ts';
import { ignore, ignoreUnknown, type Reading } from './reading.ts';
import { isDerived, memberName } from './resource-definition.ts';
import { isScimObject, isValueList } from './same-value.ts';
import { type ManyValues, memberOf, resourceTarget, type Target } from './target.ts';
import { unsupportedAttribute } from './unsupported.ts';
import type { DraftObject, ScimObject, ScimValue } from './value.ts';
import { addValues, distinctValues, onePrimary, requireFew } from './values.ts';

/** `value` is added to `current`, or replaces it. */
type Assignment = {
  readonly op: 'add' | 'replace';
  readonly current?: ScimValue | undefined;
  /** JSON as the client sent it. */
  readonly value: unknown;
};

/** One member of an object that the client sent. */
type Member = { readonly op: Assignment['op']; readonly key: string; readonly value: unknown };

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
  if (target.element !== undefined) return assignValues(assignment, target, reading);
  if (definition.type === 'complex') return assignComplex(assignment, target, reading);
  const simple = reading.strictness === 'lenient' ? valueOfComplex(onlyValue(value)) : value;
  if (isUnassigned(simple, reading)) return undefined;
  const parsed = parseSimple(simple, definition, name, reading.strictness);
  return isUnassigned(parsed, reading) ? undefined : parsed;
}

/** Assigns what the client sent at the top level of a resource; `unsupportedUserAttributes` are named as ignored. */
export function assignAttributes(
  resource: DraftObject,
  { op, value }: { readonly op: Assignment['op']; readonly value: JsonObject },
  resourceType: ResourceType,
  reading: Reading,
): void {
  const target = resourceTarget(resourceType);
  for (const key in value) {
    const sent = { op, key, value: value[key] };
    const member = memberOf(target, key) === undefined ? memberMeant(sent, resourceType, reading) : sent;
    if (member !== undefined) assignMember(resource, member, target, reading);
  }
}

/** What a key that is no attribute's name stands for; undefined when it is noted as ignored. */
function memberMeant(sent: Member, resourceType: ResourceType, reading: Reading): Member | undefined {
  const path = parseAttributePath(sent.key);
  if (path === undefined) return sent;
  const unsupported = unsupportedAttribute(path);
  if (unsupported !== undefined) {
    ignore(reading, unsupported);
    return undefined;
  }
  return reading.strictness === 'lenient' ? { ...sent, ...nestedMember(path, sent.value, resourceType) } : sent;
}

function assignComplex(assignment: Assignment, target: Target, reading: Reading): ScimObject | undefined {
  const { definition, name } = target;
  const isLenient = reading.strictness === 'lenient';
  const single = isLenient ? onlyValue(assignment.value) : assignment.value;
  if (isUnassigned(single, reading)) return undefined;
  const members = isLenient ? complexOfValue(single, target) : single;
  if (!isJsonObject(members)) throw ScimError.invalidValue(`"${name}" must be an object with sub-attributes.`);
  const { op, current } = assignment;
  const assigned: DraftObject = isScimObject(current) ? { ...current } : {};
  for (const key in members) assignMember(assigned, { op, key, value: members[key] }, target, reading);
  return complexValue(assigned, definition);
}

/** Assigns a member to the sub-attribute of the target that goes by its key. */
function assignMember(assigned: DraftObject, { op, key, value }: Member, complex: Target, reading: Reading): void {
  const target = memberOf(complex, key);
  if (target === undefined) {
    ignoreUnknown(reading, memberName(complex.definition, complex.name, key));
    return;
  }
  const { definition } = target;
  if (definition.mutability !== 'readOnly') {
    assigned[definition.name] = assign({ op, current: assigned[definition.name], value }, target, reading);
  } else if (reading.readOnly === 'refuse' && !isDerived(definition)) {
    throw ScimError.mutability(`"${target.name}" is readOnly.`);
  }
}

function assignValues(
  { op, current, value }: Assignment,
  { definition, name, element }: ManyValues,
  reading: Reading,
): readonly ScimValue[] | undefined {
  const isLenient = reading.strictness === 'lenient';
  if (!Array.isArray(value) && op === 'replace' && !isLenient) {
    throw ScimError.invalidValue(`"${name}" must be an array.`);
  }
  const sent: readonly unknown[] = Array.isArray(value) ? value : [value];
  requireFew(sent, name);
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
