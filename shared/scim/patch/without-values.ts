/** Removes values of a multi-valued attribute that a remove operation lists. */
import { ScimError } from '#shared/scim/error.ts';
import { assign, isUnassigned, type Named } from '#shared/scim/resource/assign.ts';
import type { Reading } from '#shared/scim/resource/reading.ts';
import { isScimObject, sameValue } from '#shared/scim/resource/same-value.ts';
import type { ScimValue } from '#shared/scim/resource/value.ts';

/**
 * Without a value all go (RFC 7644 §3.5.2.2). Entra and Okta list in `value` those that shall go, by some of their
 * sub-attributes; removing all would be a loss, and RFC 7644 has no such request, so a strict client is refused.
 */
export function withoutValues(
  values: readonly ScimValue[],
  listed: unknown,
  { definition, name }: Named,
  reading: Reading,
): readonly ScimValue[] | undefined {
  if (isUnassigned(listed, reading) && !Array.isArray(listed)) return undefined;
  if (reading.strictness === 'strict') {
    throw ScimError.invalidValue(`Removing values of "${name}" takes a filter in the path, and no "value".`);
  }
  const one = { definition: { ...definition, multiValued: false }, name };
  const removed = (Array.isArray(listed) ? listed : [listed]).flatMap(
    (each: unknown) => assign('replace', undefined, each, one, reading) ?? [],
  );
  return values.filter((value) => !removed.some((each) => has(value, each)));
}

/** Whether the value has all of the sub-attributes that were listed; text is compared as the attributes of users are, in any case. */
function has(value: ScimValue, listed: ScimValue): boolean {
  if (!isScimObject(value) || !isScimObject(listed)) return sameValue(folded(value), folded(listed));
  return Object.entries(listed).every(([name, each]) => sameValue(folded(value[name]), folded(each)));
}

function folded(value: ScimValue | undefined): ScimValue | undefined {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
