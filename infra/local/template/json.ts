/** JSON as templates are made of. */
import * as z from 'zod';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

/** Any JSON value; the parse edge for files. */
export const json: z.ZodType<Json> = z.json();

export function isObject(value: Json): value is { readonly [member: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
