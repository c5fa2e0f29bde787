/** What clients send that RFC 7643 and RFC 7644 do not have, one rule each; applied for lenient providers only. */
import type { Filter } from '#shared/scim/filter/types.ts';
import type { AttributePath } from '#shared/scim/path/attribute-path.ts';
import type { ResourceType } from '#shared/scim/schema/definition.ts';
import { findAttribute } from '#shared/scim/schema/find-attribute.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { isScimObject } from './same-value.ts';
import type { Target } from './target.ts';
import type { ScimValue } from './value.ts';

/** Entra sends booleans as text: `"active": "False"`. */
export function booleanFromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const folded = value.toLowerCase();
  return folded === 'true' ? true : folded === 'false' ? false : value;
}

/** Directories hold numbers where the schema has text: `"employeeNumber": 701984`. */
export function textFromScalar(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** Certificates come in lines, as in a PEM file. */
export function withoutWhitespace(base64: string): string {
  return base64.replace(/\s/g, '');
}

/** An attribute that is empty in the client's directory comes as empty text. */
export function isEmptyText(value: unknown): boolean {
  return value === '';
}

/** Entra sends a single-valued attribute as a list of one: `"manager": [{ "value": "…" }]`. */
export function onlyValue(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/** Entra sends a simple attribute as a complex one: `"path": "title", "value": [{ "$ref": null, "value": "…" }]`. */
export function valueOfComplex(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const entry = Object.entries(value).find(([key]) => key === 'value');
  return entry === undefined ? value : entry[1];
}

/**
 * Entra sends a complex attribute as its value: `"manager": "26118915"`; others send `"emails": ["jane@example.com"]`.
 */
export function complexOfValue(value: unknown, target: Target): unknown {
  const isOne = typeof value === 'string' || typeof value === 'number';
  return isOne && target.members.has('value') ? { value } : value;
}

/**
 * PingOne and Okta send an e-mail address or photo that their directory does not have as `{ "type": "work", "value": ""
 * }`; removing `emails[type eq "work"].value`, as Entra does, leaves the same.
 */
export function saysNothing(value: ScimValue): boolean {
  if (!isScimObject(value)) return false;
  for (const name in value) if (name !== 'type' && name !== 'primary') return false;
  return true;
}

/**
 * Entra sends paths as keys: `"name.givenName"`, `"urn:…:enterprise:2.0:User:department"`, also with a dot after the
 * URN; some clients leave the extension's URN out: `"manager"`.
 * @returns the top-level key and the value inside of it; undefined when no attribute goes by that name
 */
export function nestedMember(
  path: AttributePath,
  value: unknown,
  resourceType: ResourceType,
): { readonly key: string; readonly value: unknown } | undefined {
  const urns = path.urn === undefined ? [undefined, ...extensionUrns(resourceType)] : [path.urn];
  for (const urn of urns) {
    const found = findAttribute(resourceType, urn === undefined ? path : { ...path, urn });
    if (found === undefined) continue;
    const inner = found.subAttribute === undefined ? value : { [found.subAttribute.name]: value };
    const { schemaId, attribute } = found;
    if (schemaId === undefined) return { key: attribute.name, value: inner };
    return { key: schemaId, value: { [attribute.name]: inner } };
  }
  return undefined;
}

/** Where an attribute that was named without a URN is looked for when the core schema does not have it. */
export function extensionUrns(resourceType: ResourceType): readonly string[] {
  return resourceType.schemaExtensions.map(({ schema }) => schema.id);
}

/** Entra sends `Add`, `Replace`, `Remove`. */
export function operationName(op: unknown): unknown {
  return typeof op === 'string' ? op.toLowerCase() : op;
}

/** An empty path means the resource itself. */
export function isEmptyPath(path: unknown): boolean {
  return path === '';
}

/** A replace of an attribute that is empty in the client's directory comes without a value. */
export function valueOrNull(value: unknown): unknown {
  return value === undefined ? null : value;
}

/** Entra sends value paths, too, as keys of a value without a path: `"emails[type eq \"work\"].value": "…"`. */
export function isValuePath(key: string): boolean {
  return key.includes('[');
}

/**
 * Entra replaces `emails[type eq "work"].value` before there is a work address: the value is created from what the
 * filter says that it equals. A filter that says of nothing what it equals means no value in particular.
 */
export function valueFromFilter(filter: Filter): JsonObject {
  if (filter.kind === 'and') return { ...valueFromFilter(filter.left), ...valueFromFilter(filter.right) };
  if (filter.kind === 'compare' && filter.op === 'eq') return { [filter.path.name]: filter.value };
  return {};
}

/** PingOne sends two e-mail addresses that are both primary: the first stays primary. */
export function primaryOfMany<Value>(primaries: readonly Value[]): Value | undefined {
  return primaries[0];
}

/**
 * Entra and Okta list the values that shall go in the `value` of a remove operation, by some of their sub-attributes;
 * text is compared in any case.
 */
export function isListedIn(listed: readonly ScimValue[]): (value: ScimValue) => boolean {
  /** What is listed, by which sub-attributes it names: few ways, however long the list is. */
  const keysByNames = new Map<string, { readonly names: readonly string[]; readonly keys: Set<string> }>();
  for (const each of listed) {
    const names = isScimObject(each) ? Object.keys(each) : [];
    const { keys } = getOrInsert(keysByNames, names.join(), () => ({ names, keys: new Set<string>() }));
    keys.add(keyOf(each, names));
  }
  const ways = [...keysByNames.values()];
  return (value) => ways.some(({ names, keys }) => keys.has(keyOf(value, names)));
}

function getOrInsert<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** Equal for values that agree in these sub-attributes, or, for simple values, in all. */
function keyOf(value: ScimValue, names: readonly string[]): string {
  return JSON.stringify(isScimObject(value) ? names.map((name) => folded(value[name])) : folded(value));
}

function folded(value: ScimValue | undefined): ScimValue | undefined {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
