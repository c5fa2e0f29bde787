/** Attributes that are accepted, named as ignored, and never kept. */
import { unsupportedUserAttributes, userSchema } from '#shared/scim/schema/user.ts';

const byLowerCase: ReadonlyMap<string, string> = new Map(
  unsupportedUserAttributes.map((name) => [name.toLowerCase(), name]),
);

/** @returns the schema's spelling when the path leads to one of `unsupportedUserAttributes` or a part of it */
export function unsupportedAttribute(path: { readonly urn?: string; readonly name?: string }): string | undefined {
  if (path.urn !== undefined && path.urn !== userSchema.id) return undefined;
  return path.name === undefined ? undefined : byLowerCase.get(path.name.toLowerCase());
}
