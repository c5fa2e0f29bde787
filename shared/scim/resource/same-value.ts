/** When two attribute values are the same, so that an update can be seen to change nothing. */
import type { ScimObject, ScimValue } from './value.ts';

/**
 * Sub-attributes may stand in any order, values of a multi-valued attribute may not; an undefined attribute is an
 * absent one.
 */
export function sameValue(a: ScimValue | undefined, b: ScimValue | undefined): boolean {
  if (isValueList(a)) {
    return isValueList(b) && a.length === b.length && a.every((value, index) => sameValue(value, b[index]));
  }
  if (!isScimObject(a) || !isScimObject(b)) return a === b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => sameValue(a[name], b[name]));
}

/** Narrows to the values of a multi-valued attribute, which `Array.isArray` does not for readonly arrays. */
export function isValueList(value: ScimValue | undefined): value is readonly ScimValue[] {
  return Array.isArray(value);
}

export function isScimObject(value: ScimValue | undefined): value is ScimObject {
  return typeof value === 'object' && !isValueList(value);
}
