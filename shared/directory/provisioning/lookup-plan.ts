/** Which indexes serve a filter: those of `eq` on attributes that users are looked up by, one of which each match has. */

import type { LookupKey } from '#shared/directory/ports.ts';
import type { Comparison, Filter } from '#shared/scim/filter/types.ts';
import type { AttributePath } from '#shared/scim/path/attribute-path.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';

export type Lookup = LookupKey | { readonly attribute: 'id'; readonly value: string };

/** Names in lower case (RFC 7643 §2.1); `email` is how PingOne spells it. */
const lookupAttributes = new Map<string, Lookup['attribute']>([
  ['id', 'id'],
  ['username', 'userName'],
  ['externalid', 'externalId'],
  ['emails', 'emails.value'],
  ['emails.value', 'emails.value'],
  ['email', 'emails.value'],
]);

/** Lower for an attribute of which fewer users have the same value. */
const expense: { readonly [attribute in Lookup['attribute']]: number } = {
  id: 1,
  userName: 2,
  externalId: 3,
  'emails.value': 4,
};

/** More of them would cost more than many a directory has users. */
export const maximumLookups = 20;

/**
 * Every user that the filter matches has one of the values that are looked up; the filter is still to be checked.
 * @returns undefined when no index serves the filter
 */
export function planLookups(filter: Filter): readonly Lookup[] | undefined {
  const lookups = lookupsOf(filter, '');
  return lookups === undefined || lookups.length > maximumLookups ? undefined : lookups;
}

/** @param prefix of names inside the brackets of a value path */
function lookupsOf(filter: Filter, prefix: string): readonly Lookup[] | undefined {
  switch (filter.kind) {
    case 'and':
      return cheaper(lookupsOf(filter.left, prefix), lookupsOf(filter.right, prefix));
    case 'or': {
      const left = lookupsOf(filter.left, prefix);
      const right = lookupsOf(filter.right, prefix);
      return left && right && [...left, ...right];
    }
    case 'compare':
      return equality(filter, prefix);
    case 'valuePath':
      return lookupsOf(filter.filter, `${nameOf(filter.path)}.`);
    default:
      return undefined;
  }
}

function cheaper(a: readonly Lookup[] | undefined, b: readonly Lookup[] | undefined): readonly Lookup[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return expenseOf(a) <= expenseOf(b) ? a : b;
}

function expenseOf(lookups: readonly Lookup[]): number {
  return lookups.reduce((sum, { attribute }) => sum + expense[attribute], 0);
}

function equality({ path, op, value }: Comparison, prefix: string): readonly Lookup[] | undefined {
  const attribute = lookupAttributes.get(`${prefix}${nameOf(path)}`);
  // An unquoted 701984 is read as a number; a string attribute is compared with its characters.
  return op === 'eq' && attribute !== undefined && value !== null ? [{ attribute, value: String(value) }] : undefined;
}

/** Only core and common attributes are looked up by, so a path into an extension has no name here: `undefined`. */
function nameOf({ urn, name, subAttribute }: AttributePath): string | undefined {
  if (urn !== undefined && urn.toLowerCase() !== userResourceType.schema.id.toLowerCase()) return undefined;
  return (subAttribute === undefined ? name : `${name}.${subAttribute}`).toLowerCase();
}
