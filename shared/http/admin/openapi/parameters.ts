/** The parameters of an operation in the OpenAPI document: in the path, in the query, in headers. */
import * as z from 'zod/mini';
import type { Description } from '#shared/http/admin/contract/description.ts';
import { identifier, organizationIdentifier } from '#shared/http/admin/messages/common.ts';
import { schemaOf } from './components.ts';
import type { JsonSchema } from './json-schema.ts';

type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: unknown;
};

export function parametersOf(path: string, description: Description): readonly Parameter[] {
  return [
    ...pathParameters(path),
    ...(description.query ? queryParameters(description.query) : []),
    ...(description.isConditional ? [ifMatch] : []),
    ...(description.isCreation ? [idempotencyKey] : []),
  ];
}

function pathParameters(path: string): readonly Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: pathSchema(name),
  }));
}

function pathSchema(name: string): JsonSchema {
  if (name === 'organizationId') return schemaOf(organizationIdentifier);
  return name.endsWith('Id') ? schemaOf(identifier) : { type: 'string' };
}

/** Their values as they are after parsing: a number, not its digits. */
function queryParameters(query: z.ZodMiniType): readonly Parameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'output' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name) && typeof schema === 'object' && !('default' in schema),
    schema,
  }));
}

const ifMatch: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'An ETag as answered: the change is made to this version only.',
  schema: { type: 'string', examples: ['W/"3"'] },
};

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'New for each creation: a repeated request with the same key makes nothing new, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};
