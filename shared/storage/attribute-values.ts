/** JSON values as DynamoDB holds them, and back. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ScimObject, ScimValue } from '#shared/scim/resource/value.ts';

export type Item = Record<string, AttributeValue>;

/** Members without a value are left out: absent has one form in the table. */
export function toItem(fields: ScimObject): Item {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, toAttributeValue(value)]])),
  );
}

export function fromItem(item: Item): ScimObject {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, fromAttributeValue(value)]));
}

function toAttributeValue(value: ScimValue): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (isList(value)) return { L: value.map(toAttributeValue) };
  return { M: toItem(value) };
}

function fromAttributeValue(value: AttributeValue): ScimValue {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.L !== undefined) return value.L.map(fromAttributeValue);
  if (value.M !== undefined) return fromItem(value.M);
  throw new TypeError(`the table holds a value of a type that Reprieve never writes: ${Object.keys(value)}`);
}

/** `Array.isArray` does not narrow a readonly array away. */
function isList(value: ScimObject | readonly ScimValue[]): value is readonly ScimValue[] {
  return Array.isArray(value);
}
