/** Removes what a remove operation lists: values of a multi-valued attribute, sub-attributes of a complex one. */
import { ScimError } from '#shared/scim/error.ts';
import { assign, isUnassigned } from '#shared/scim/resource/assign.ts';
import { isListedIn } from '#shared/scim/resource/client-deviations.ts';
import { isJsonObject } from '#shared/scim/resource/json.ts';
import type { Reading } from '#shared/scim/resource/reading.ts';
import type { ManyValues, Target } from '#shared/scim/resource/target.ts';
import type { ScimObject, ScimValue } from '#shared/scim/resource/value.ts';
import { requireFew } from '#shared/scim/resource/values.ts';

/**
 * Without a list all go (RFC 7644 §3.5.2.2). RFC 7644 does not say what a list means, and to remove all would be a
 * loss: a strict client is refused.
 */
export function withoutValues(
  values: readonly ScimValue[],
  listed: unknown,
  { element, name }: ManyValues,
  reading: Reading,
): readonly ScimValue[] | undefined {
  if (isUnassigned(listed, reading) && !Array.isArray(listed)) return undefined;
  requireLenient(name, reading);
  const sent: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
  requireFew(sent, name);
  const removed = sent.flatMap((each) => assign({ op: 'replace', value: each }, element, reading) ?? []);
  const isListed = isListedIn(removed);
  return values.filter((value) => !isListed(value));
}

/** Without the sub-attributes that the object names; any other value says nothing about a part, so all of it goes. */
export function withoutMembers(
  current: ScimObject,
  listed: unknown,
  target: Target,
  reading: Reading,
): ScimObject | undefined {
  if (!isJsonObject(listed)) return undefined;
  requireLenient(target.name, reading);
  const named = assign({ op: 'replace', value: listed }, target, reading);
  const left = Object.entries(current).filter(([name]) => !Object.hasOwn(Object(named), name));
  return Object.fromEntries(left);
}

/** @throws ScimError 400 for a strict client */
function requireLenient(name: string, { strictness }: Reading): void {
  if (strictness === 'strict') {
    throw ScimError.invalidValue(`Removing a part of "${name}" takes a path that names it, and no "value".`);
  }
}
