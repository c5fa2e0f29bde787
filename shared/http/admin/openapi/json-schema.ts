/** JSON Schema (draft 2020-12) as far as the OpenAPI document is put together from it. */
export type JsonSchema = { readonly [keyword: string]: unknown };
