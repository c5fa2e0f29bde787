/** The answers of an operation in the OpenAPI document: what it promises, and the problems that it may find. */
import { STATUS_CODES } from 'node:http';
import type * as z from 'zod/mini';
import type { Description } from '#shared/http/admin/contract/description.ts';
import { csvMediaType } from '#shared/http/admin/csv.ts';
import { problemMediaType } from '#shared/http/admin/problem.ts';
import { componentReference, schemaOf } from './components.ts';
import type { JsonSchema } from './json-schema.ts';

type Responses = Readonly<Record<string, object>>;

export function responsesOf(path: string, description: Description): Responses {
  const answers = Object.entries(description.answers).map(([status, schema]) => [
    status,
    answer(status, schema, description),
  ]);
  const problems = problemStatuses(path, description).map((status) => [
    status,
    problem(status, status === 409 ? refusalsOf(description) : []),
  ]);
  return { ...Object.fromEntries(answers), ...Object.fromEntries(problems) };
}

function answer(status: string, schema: z.ZodMiniType | null, { isCreation, hasCsv }: Description): object {
  const description = STATUS_CODES[status] ?? '';
  if (schema === null) return { description };
  return {
    description,
    headers: {
      ...(hasVersion(schema) && { ETag: header('W/"<version>", for If-Match.') }),
      ...(isCreation && { Location: header('Where the new resource is.') }),
      ...(hasCsv && { Link: header('rel="next": the next page, of CSV.') }),
    },
    content: {
      'application/json': { schema: schemaOf(schema) },
      ...(hasCsv && { [csvMediaType]: { schema: { type: 'string', description: 'RFC 4180' } } }),
    },
  };
}

/** Its own, or that of the provider that a connection is to. */
function hasVersion(schema: unknown): boolean {
  const shape = shapeOf(schema);
  return 'version' in shape || ('provider' in shape && hasVersion(shape.provider));
}

function header(description: string): object {
  return { description, schema: { type: 'string' } };
}

function shapeOf(schema: unknown): object {
  return schema instanceof Object && 'shape' in schema && typeof schema.shape === 'object' && schema.shape !== null
    ? schema.shape
    : {};
}

/**
 * API Gateway itself finds 403 and 429. 404: what the path names is not there, or what a repeated creation made is gone.
 */
function problemStatuses(path: string, description: Description): readonly number[] {
  return [
    400,
    403,
    ...(path.includes('{') || description.isCreation ? [404] : []),
    ...(refusalsOf(description).length > 0 ? [409] : []),
    ...(description.isConditional ? [412] : []),
    ...(description.body ? [413, 415] : []),
    429,
    500,
    503,
  ];
}

/** Every code of a 409. */
function refusalsOf({ refusals = [], isCreation }: Description): readonly string[] {
  return [...refusals, ...(isCreation ? ['IDEMPOTENCY_KEY_REUSED'] : [])];
}

function problem(status: number, codes: readonly string[]): object {
  const reference: JsonSchema = { $ref: componentReference('Problem') };
  const schema =
    codes.length === 0
      ? reference
      : { allOf: [reference, { properties: { code: { enum: codes } }, required: ['code'] }] };
  return {
    description: STATUS_CODES[status] ?? '',
    ...((status === 429 || status === 503) && { headers: { 'Retry-After': header('Seconds.') } }),
    content: { [problemMediaType]: { schema } },
  };
}
