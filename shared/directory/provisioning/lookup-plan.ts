/** Which index serves a filter: an `eq` that every match must fulfil, on an attribute that users are looked up by. */

import type { LookupKey } from '#shared/directory/ports.ts';
import type { Comparison, Filter } from '#shared/scim/filter/types.ts';
import type { AttributePath } from '#shared/scim/path/attribute-path.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';

export type Lookup = LookupKey | { readonly attribute: 'id'; readonly value: string };

/** Names in lower case (RFC 7643 §2.1), the most selective first; `email` is how PingOne spells it. */
const lookupAttributes = new Map<string, Lookup['attribute']>([
  ['id', 'id'],
  ['username', 'userName'],
  ['externalid', 'externalId'],
  ['emails', 'emails.value'],
  ['emails.value', 'emails.value'],
  ['email', 'emails.value'],
]);

const precedence: readonly Lookup['attribute'][] = [...new Set(lookupAttributes.values())];

/**
 * Every user that the filter matches has the value that is looked up; the rest of the filter is still to be checked.
 * @returns undefined when no index serves the filter
 */
export function planLookup(filter: Filter): Lookup | undefined {
  const lookups = conjuncts(filter).flatMap(lookupOf);
  return lookups.sort((a, b) => precedence.indexOf(a.attribute) - precedence.indexOf(b.attribute))[0];
}

/** What must all hold for the filter to hold: the operands of its outermost chain of `and`. */
function conjuncts(filter: Filter): Filter[] {
  const found: Filter[] = [];
  const rest = [filter];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next.kind === 'and') rest.push(next.right, next.left);
    else found.push(next);
  }
  return found;
}

function lookupOf(filter: Filter): Lookup[] {
  if (filter.kind === 'compare') return equality(filter, nameOf(filter.path));
  if (filter.kind !== 'valuePath') return [];
  const parent = nameOf(filter.path);
  if (parent === undefined) return [];
  return conjuncts(filter.filter).flatMap((inner) =>
    inner.kind === 'compare' ? equality(inner, `${parent}.${nameOf(inner.path)}`) : [],
  );
}

function equality({ op, value }: Comparison, name: string | undefined): Lookup[] {
  const attribute = name === undefined ? undefined : lookupAttributes.get(name);
  // An unquoted 701984 is read as a number; a string attribute is compared with its characters.
  return op === 'eq' && attribute !== undefined && value !== null ? [{ attribute, value: String(value) }] : [];
}

/** Only core and common attributes are looked up by, so a path into an extension has no name here. */
function nameOf({ urn, name, subAttribute }: AttributePath): string | undefined {
  if (urn !== undefined && urn.toLowerCase() !== userResourceType.schema.id.toLowerCase()) return undefined;
  return (subAttribute === undefined ? name : `${name}.${subAttribute}`).toLowerCase();
}
