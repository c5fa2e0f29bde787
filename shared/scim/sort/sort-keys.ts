/** What resources are ordered by (RFC 7644 §3.4.2.3): one value of each, made comparable by its attribute's type. */
import { ScimError } from '#shared/scim/error.ts';
import { attributeMeant } from '#shared/scim/filter/client-deviations.ts';
import { storedInstant } from '#shared/scim/filter/date-time.ts';
import type { Binding } from '#shared/scim/filter/filtered-attribute.ts';
import { foldCase } from '#shared/scim/filter/fold-case.ts';
import { parseAttributePath } from '#shared/scim/path/attribute-path.ts';
import { isScimObject, isValueList } from '#shared/scim/resource/same-value.ts';
import type { ScimObject, ScimValue } from '#shared/scim/resource/value.ts';
import type { AttributeDefinition, ResourceType } from '#shared/scim/schema/definition.ts';
import { attributeNamed, type FoundAttribute, findAttribute } from '#shared/scim/schema/find-attribute.ts';

export type SortOrder = 'ascending' | 'descending';

/** Of one attribute all are text, or all numbers. */
export type SortKey = string | number;

/** Texts that agree so far count as equal: a cursor carries the key, and a URL has an end. */
const maximumKeyLength = 256;

/**
 * The simple attribute that `sortBy` names; `emails` is ordered by `emails.value`.
 * @returns undefined for an unknown attribute where it has no value
 * @throws ScimError invalidValue for what is no attribute, is unknown, or is complex and has no `value`
 */
export function sortAttribute(
  sortBy: string,
  resourceType: ResourceType,
  { strictness, unknownAttribute }: Binding,
): FoundAttribute | undefined {
  const path = parseAttributePath(sortBy.trim(), strictness);
  if (path === undefined) throw ScimError.invalidValue('"sortBy" must name one attribute, such as name.familyName.');
  const found = findAttribute(resourceType, strictness === 'lenient' ? attributeMeant(path) : path);
  if (found === undefined) {
    if (unknownAttribute === 'withoutValue') return undefined;
    throw ScimError.invalidValue(`"sortBy" must name an attribute of ${resourceType.name}.`);
  }
  const { subAttributes } = found.attribute;
  if (found.subAttribute !== undefined || subAttributes === undefined) return found;
  const value = attributeNamed(subAttributes, 'value');
  if (value !== undefined) return { ...found, subAttribute: value };
  throw ScimError.invalidValue(
    `"sortBy" must name a sub-attribute, such as ${found.attribute.name}.${subAttributes[0]?.name}.`,
  );
}

/** Of a multi-valued attribute the primary value counts, or else the first one. A value that is not there has no key. */
export function sortKey(resource: ScimObject, found: FoundAttribute): SortKey | undefined {
  const { schemaId, attribute, subAttribute } = found;
  const holder = schemaId === undefined ? resource : resource[schemaId];
  const value = first(member(holder, attribute));
  return keyOf(subAttribute === undefined ? value : member(value, subAttribute), subAttribute ?? attribute);
}

/** For `Array.prototype.sort`: what has no key comes last when ascending and first when descending. */
export function compareSortKeys(a: SortKey | undefined, b: SortKey | undefined, order: SortOrder): number {
  if (a === b) return 0;
  const isBefore = b === undefined || (a !== undefined && a < b);
  return isBefore === (order === 'ascending') ? -1 : 1;
}

function member(value: ScimValue | undefined, { name }: AttributeDefinition): ScimValue | undefined {
  return isScimObject(value) ? value[name] : undefined;
}

function first(value: ScimValue | undefined): ScimValue | undefined {
  if (!isValueList(value)) return value;
  return value.find((each) => isScimObject(each) && each.primary === true) ?? value[0];
}

/** Compared as the filter operators `gt` and `lt` do: folded unless case exact, dateTimes as instants. */
function keyOf(value: ScimValue | undefined, { type, caseExact }: AttributeDefinition): SortKey | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return undefined;
  if (type === 'dateTime') return storedInstant(value);
  return (caseExact ? value : foldCase(value)).slice(0, maximumKeyLength);
}
