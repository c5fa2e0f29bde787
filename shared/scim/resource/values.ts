/** The values of a multi-valued attribute as a set: no duplicates, one primary (RFC 7643 §2.4). */
import { ScimError } from '#shared/scim/error.ts';
import type { AttributeDefinition } from '#shared/scim/schema/definition.ts';
import { primaryOfMany, saysNothing } from './client-deviations.ts';
import { inSchemaOrder } from './complex-value.ts';
import type { Reading } from './reading.ts';
import { subAttributeNamed } from './resource-definition.ts';
import { isScimObject, sameValue } from './same-value.ts';
import type { ScimObject, ScimValue } from './value.ts';

/** More would not fit into a user; keeps the work of one request in bounds. */
const maximumValues = 1000;

/** @throws ScimError invalidValue, naming the attribute */
export function requireFew(values: readonly unknown[], name: string): void {
  if (values.length <= maximumValues) return;
  throw ScimError.invalidValue(`"${name}" has ${values.length} values; at most ${maximumValues} are accepted.`);
}

/** Drops what repeats an earlier value, which keeps what it says of itself and takes what only the later one says. */
export function distinctValues(values: readonly ScimValue[], definition: AttributeDefinition): readonly ScimValue[] {
  if (values.length < 2) return values;
  return combine([], values, definition, (earlier, later) => ({ ...later, ...earlier }));
}

/**
 * Adds values to those that are there; one that is there already takes the new one's other sub-attributes (RFC 7644
 * §3.5.2.1).
 */
export function addValues(
  current: readonly ScimValue[],
  added: readonly ScimValue[],
  definition: AttributeDefinition,
): readonly ScimValue[] {
  return combine(current, added, definition, (earlier, later) => {
    const { value = earlier.value, type = earlier.type } = earlier;
    return { ...earlier, ...later, value, type };
  });
}

function combine(
  current: readonly ScimValue[],
  added: readonly ScimValue[],
  definition: AttributeDefinition,
  merge: (earlier: ScimObject, later: ScimObject) => ScimObject,
): readonly ScimValue[] {
  if (areDistinct(current, added)) return [...current, ...added];
  const positions = new Map(current.map((value, position) => [identity(value, definition), position]));
  const values = [...current];
  for (const value of added) {
    const key = identity(value, definition);
    const position = positions.get(key);
    if (position === undefined) {
      positions.set(key, values.length);
      values.push(value);
      continue;
    }
    const earlier = values[position];
    if (!isScimObject(earlier) || !isScimObject(value)) continue;
    const merged = inSchemaOrder(merge(earlier, value), definition);
    if (!sameValue(earlier, merged)) values[position] = merged;
  }
  return values;
}

/** A look at the texts alone, which settles it for most requests. */
function areDistinct(current: readonly ScimValue[], added: readonly ScimValue[]): boolean {
  if (added.length === 1) {
    const text = textOf(added[0]);
    return current.every((value) => textOf(value) !== text);
  }
  const texts = new Set(added.map(textOf));
  return texts.size === added.length && !current.some((value) => texts.has(textOf(value)));
}

/** Differs only between values that are not one. */
function textOf(value: ScimValue | undefined): string {
  return String(isScimObject(value) ? value.value : value).toLowerCase();
}

/**
 * Two values are one when they agree in `type` and `value` (RFC 7643 §2.4), or, without a `value`, in all but
 * `primary`.
 */
function identity(value: ScimValue, definition: AttributeDefinition): string {
  if (!isScimObject(value)) return JSON.stringify(value);
  if (value.value === undefined) return JSON.stringify({ ...value, primary: undefined });
  const caseExact = subAttributeNamed(definition, 'value')?.caseExact === true;
  const text = String(value.value);
  const type = String(value.type).toLowerCase();
  return `${type.length} ${type} ${caseExact ? text : text.toLowerCase()}`;
}

/**
 * Leaves one primary value: one that is new since `previous`, so that setting a primary demotes the one before (RFC 7644
 * §3.5.2).
 * @param name of the attribute
 * @throws ScimError invalidValue when a strict client makes two values primary at once
 */
export function onePrimary(
  values: readonly ScimValue[],
  previous: readonly ScimValue[],
  name: string,
  { strictness }: Reading,
): readonly ScimValue[] {
  if (values.length < 2) return values;
  const isPrimary = strictness === 'lenient' ? isPrimaryThatSays : isMarkedPrimary;
  const primaries = values.filter(isPrimary);
  if (primaries.length < 2) return values;
  const before = new Set(previous);
  const added = primaries.filter((value) => !before.has(value));
  if (added.length > 1 && strictness === 'strict') {
    throw ScimError.invalidValue(`"${name}" has more than one primary value.`);
  }
  const winner = primaryOfMany(added) ?? primaries[0];
  return values.map((value) => (isPrimary(value) && value !== winner ? { ...value, primary: false } : value));
}

function isMarkedPrimary(value: ScimValue): value is ScimObject {
  return isScimObject(value) && value.primary === true;
}

/** A value that says nothing is not kept: it must not take the mark from one that is. */
function isPrimaryThatSays(value: ScimValue): value is ScimObject {
  return isMarkedPrimary(value) && !saysNothing(value);
}
