/** A parsed filter (RFC 7644 §3.4.2.2 figure 1): what it says, before any schema says what it means. */
import type { AttributePath } from '#shared/scim/path/attribute-path.ts';

/** The operators of `attrExp` that take a value (RFC 7644 table 3). */
export const compareOps = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;

export type CompareOp = (typeof compareOps)[number];

export type CompValue = string | number | boolean | null;

/** `attrExp` with an operator and a value. */
export type Comparison = {
  readonly kind: 'compare';
  readonly path: AttributePath;
  readonly op: CompareOp;
  readonly value: CompValue;
};

/** `attrExp` with `pr`. */
export type Presence = { readonly kind: 'present'; readonly path: AttributePath };

/**
 * `valuePath`: one value of the attribute matches all of the filter, whose paths are sub-attributes of it.
 * The extension `emails[type eq "work"].value eq "x"` is parsed as what it means: `emails[type eq "work" and value eq
 * "x"]`.
 */
export type ValuePath = { readonly kind: 'valuePath'; readonly path: AttributePath; readonly filter: Filter };

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly filter: Filter }
  | Comparison
  | Presence
  | ValuePath;
