/** The JSON values that SCIM attributes hold (RFC 7643 §2.3). JSON null is "unassigned": it never gets this far. */

export type ScimValue = string | number | boolean | ScimObject | readonly ScimValue[];

/** A complex attribute, a resource, or a resource's extension, by attribute name. */
export type ScimObject = { readonly [attribute: string]: ScimValue | undefined };

/** One that is being made, and that nobody else has seen yet. */
export type DraftObject = { [attribute: string]: ScimValue | undefined };
