/** The values of a multi-valued attribute as a set: no duplicates, one primary (RFC 7643 §2.4). */
import type { AttributeDefinition } from '#shared/scim/schema/definition.ts';
import { inSchemaOrder } from './complex-value.ts';
import { subAttributeNamed } from './resource-definition.ts';
import { isScimObject, sameValue } from './same-value.ts';
import type { ScimObject, ScimValue } from './value.ts';

/** Drops what repeats an earlier value, which keeps what it says of itself and takes what only the later one says. */
export function distinctValues(values: readonly ScimValue[], definition: AttributeDefinition): readonly ScimValue[] {
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
  const values = new Map<string, ScimValue>();
  for (const value of current) values.set(identity(value, definition), value);
  for (const value of added) {
    const key = identity(value, definition);
    const earlier = values.get(key);
    if (isScimObject(earlier) && isScimObject(value)) {
      const merged = inSchemaOrder(merge(earlier, value), definition);
      values.set(key, sameValue(earlier, merged) ? earlier : merged);
    } else if (earlier === undefined) {
      values.set(key, value);
    }
  }
  return [...values.values()];
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
  return JSON.stringify([String(value.type).toLowerCase(), caseExact ? text : text.toLowerCase()]);
}

/**
 * Leaves one primary value: the first that is new since `previous`, so that setting a primary demotes the one before
 * (RFC 7644 §3.5.2). Of values that are all new, the first.
 */
export function onePrimary(values: readonly ScimValue[], previous: readonly ScimValue[]): readonly ScimValue[] {
  const before = new Set(previous);
  const primaries = values.filter((value) => isScimObject(value) && value.primary === true);
  if (primaries.length < 2) return values;
  const winner = primaries.find((value) => !before.has(value)) ?? primaries[0];
  return values.map((value) =>
    isScimObject(value) && value.primary === true && value !== winner ? { ...value, primary: false } : value,
  );
}
