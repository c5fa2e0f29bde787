/** What clients send in PATCH requests that RFC 7644 §3.5.2 does not have, one rule each; applied for lenient providers only. */
import type { Filter } from '#shared/scim/filter/types.ts';
import type { JsonObject } from '#shared/scim/resource/json.ts';

/** Entra sends `Add`, `Replace`, `Remove`. */
export function operationName(op: unknown): unknown {
  return typeof op === 'string' ? op.toLowerCase() : op;
}

/** An empty path means the resource itself. */
export function hasNoPath(path: unknown): boolean {
  return path === '';
}

/** A replace of an attribute that is empty in the client's directory comes without a value. */
export function valueOrNull(value: unknown): unknown {
  return value === undefined ? null : value;
}

/**
 * Entra replaces `emails[type eq "work"].value` before there is a work address: the value is created from what the filter
 * says that it equals.
 */
export function valueFromFilter(filter: Filter): JsonObject {
  if (filter.kind === 'and') return { ...valueFromFilter(filter.left), ...valueFromFilter(filter.right) };
  if (filter.kind === 'compare' && filter.op === 'eq') return { [filter.path.name]: filter.value };
  return {};
}

/** Entra sends paths as keys of a value without a path, value paths too: `"emails[type eq \"work\"].value": "…"`. */
export function isValuePath(key: string): boolean {
  return key.includes('[');
}
