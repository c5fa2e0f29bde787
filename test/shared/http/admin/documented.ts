/** Holds what the admin API answers against its own OpenAPI document, with an off-the-shelf validator. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import { type AdminOperation, adminRoutes } from '#shared/http/admin/admin-routes.ts';
import { openApiDocument } from '#shared/http/admin/openapi/document.ts';
import type { JsonSchema } from '#shared/http/admin/openapi/json-schema.ts';
import type { ProxyResponse } from '#shared/http/proxy-event.ts';

export const document = openApiDocument('/admin');

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'openapi');

type Parameter = { readonly name: string; readonly in: string; readonly schema: JsonSchema };

type Documented = {
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<Record<string, { content?: object; headers?: object }>>;
};

/** Fails unless the document says that the operation may answer so: status, media type, headers, body. */
export function expectDocumented(operation: AdminOperation, response: ProxyResponse): void {
  const { statusCode, headers, body } = response;
  const { pointer, documented } = documentedOperation(operation);
  expect(Object.keys(documented.responses), `statuses of ${operation}`).toContain(String(statusCode));
  const { content = {}, headers: known = {} } = documented.responses[statusCode] ?? {};
  for (const name of ['ETag', 'Location', 'Link']) {
    if (name in headers) expect(Object.keys(known), `headers of ${operation} ${statusCode}`).toContain(name);
  }
  const type = headers['Content-Type']?.split(';')[0] ?? '';
  if (Object.keys(content).length === 0) {
    expect({ type, body }, `the body of ${operation} ${statusCode}`).toEqual({ type: '', body: '' });
    return;
  }
  expect(Object.keys(content), `media types of ${operation} ${statusCode}`).toContain(type);
  const schema = ['responses', String(statusCode), 'content', type, 'schema'].map(escaped).join('/');
  const validate = validator(`openapi#/${pointer}/${schema}`);
  const value: unknown = type === 'text/csv' ? body : JSON.parse(body);
  validate(value);
  expect(validate.errors ?? [], `the body of ${operation} ${statusCode}: ${body}`).toEqual([]);
}

const validators = new Map<string, ValidateFunction>();

function validator(reference: string): ValidateFunction {
  const known = validators.get(reference);
  if (known !== undefined) return known;
  const compiled = ajv.compile({ $ref: reference });
  validators.set(reference, compiled);
  return compiled;
}

/** What the document says of the operation, and the pointer to it. */
export function documentedOperation(operation: AdminOperation): { pointer: string; documented: Documented } {
  const { method, path } = adminRoutes[operation];
  const documented = document.paths[path]?.[method.toLowerCase()] as Documented | undefined;
  if (documented === undefined) throw new Error(`The document has no ${operation}.`);
  return { pointer: `paths/${escaped(path)}/${method.toLowerCase()}`, documented };
}

/** For a JSON pointer in a URI fragment (RFC 6901 §6). */
function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
