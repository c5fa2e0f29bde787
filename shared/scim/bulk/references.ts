/** References to resources that the same bulk request creates: `bulkId:` and the bulkId (RFC 7644 §3.7.2). */
import { isJsonObject, type JsonObject } from '#shared/scim/resource/json.ts';

/** Alone, or at the end of a URI such as `../Users/bulkId:qwerty`. */
const reference = /^(.*\/)?bulkId:(.+)/s;

/**
 * The bulkIds that strings in `value` refer to. Text that merely ends as a URI does is a reference only to a bulkId that
 * is `known`.
 */
export function referencesIn(value: unknown, known: { has(bulkId: string): boolean }): readonly string[] {
  if (typeof value !== 'string') return childrenOf(value).flatMap((child) => referencesIn(child, known));
  const [, uri, bulkId] = reference.exec(value) ?? [];
  return bulkId !== undefined && (uri === undefined || known.has(bulkId)) ? [bulkId] : [];
}

/** The value with the id in the place of every bulkId that has one. */
export function resolveReferences(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return resolveReference(value, ids);
  if (Array.isArray(value)) return value.map((each: unknown) => resolveReferences(each, ids));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolveReferences(each, ids)]));
}

export function resolveReference(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replace(reference, (whole, uri: string | undefined, bulkId: string) => {
    const id = ids.get(bulkId);
    return id === undefined ? whole : `${uri ?? ''}${id}`;
  });
}

/** Parts the attributes of a resource into those that refer to one of `bulkIds` and those that can do without. */
export function partReferring(
  data: JsonObject,
  bulkIds: ReadonlySet<string>,
): { readonly referring: JsonObject; readonly rest: JsonObject } {
  const referring: [string, unknown][] = [];
  const rest: [string, unknown][] = [];
  for (const [name, value] of Object.entries(data)) {
    const refers = referencesIn(value, bulkIds).some((bulkId) => bulkIds.has(bulkId));
    if (refers && isExtension(name) && isJsonObject(value)) {
      const parts = partReferring(value, bulkIds);
      referring.push([name, parts.referring]);
      rest.push([name, parts.rest]);
    } else (refers ? referring : rest).push([name, value]);
  }
  return { referring: Object.fromEntries(referring), rest: Object.fromEntries(rest) };
}

/** The attributes of an extension stand under its URN (RFC 7643 §3.3). */
function isExtension(name: string): boolean {
  return /^urn:/i.test(name);
}

function childrenOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
