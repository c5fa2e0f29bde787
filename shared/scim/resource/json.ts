/** The first look at parsed JSON. */

/** A JSON object; its keys are the client's, so it is read by `Object.entries` and never indexed. */
export type JsonObject = { readonly [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
