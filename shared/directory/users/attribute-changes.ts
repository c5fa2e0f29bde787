/** What a change did to a user's attributes, for the Sync Log. */
import { sameValue } from '#shared/scim/resource/same-value.ts';
import type { ScimObject, ScimValue } from '#shared/scim/resource/value.ts';
import type { AttributeChange } from './log-entry.ts';

/** One entry for each attribute that differs; those of an extension one by one, named by its URN. */
export function attributeChanges(before: ScimObject, after: ScimObject): readonly AttributeChange[] {
  const earlier = namedValues(before);
  const later = namedValues(after);
  const names = new Set([...earlier.keys(), ...later.keys()]);
  return [...names].flatMap((attribute) => {
    const change = { before: earlier.get(attribute), after: later.get(attribute) };
    if (sameValue(change.before, change.after)) return [];
    return [
      {
        attribute,
        ...(change.before !== undefined && { before: change.before }),
        ...(change.after !== undefined && { after: change.after }),
      },
    ];
  });
}

function namedValues(attributes: ScimObject): ReadonlyMap<string, ScimValue> {
  const values = new Map<string, ScimValue>();
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    if (!name.startsWith('urn:') || typeof value !== 'object') {
      values.set(name, value);
      continue;
    }
    for (const [extensionName, extensionValue] of Object.entries(value)) {
      if (extensionValue !== undefined) values.set(`${name}:${extensionName}`, extensionValue);
    }
  }
  return values;
}
