/** Removes values of a multi-valued attribute that a remove operation lists. */
import { ScimError } from '#shared/scim/error.ts';
import { assign, isUnassigned, type Target } from '#shared/scim/resource/assign.ts';
import { isListed } from '#shared/scim/resource/client-deviations.ts';
import type { Reading } from '#shared/scim/resource/reading.ts';
import type { ScimValue } from '#shared/scim/resource/value.ts';

/**
 * Without a list all go (RFC 7644 §3.5.2.2). RFC 7644 does not say what a list means, and to remove all would be a
 * loss: a strict client is refused.
 */
export function withoutValues(
  values: readonly ScimValue[],
  listed: unknown,
  { definition, name }: Target,
  reading: Reading,
): readonly ScimValue[] | undefined {
  if (isUnassigned(listed, reading) && !Array.isArray(listed)) return undefined;
  if (reading.strictness === 'strict') {
    throw ScimError.invalidValue(`Removing values of "${name}" takes a filter in the path, and no "value".`);
  }
  const one = { definition: { ...definition, multiValued: false }, name };
  const removed = (Array.isArray(listed) ? listed : [listed]).flatMap(
    (each: unknown) => assign({ op: 'replace', value: each }, one, reading) ?? [],
  );
  return values.filter((value) => !removed.some((each) => isListed(value, each)));
}
