/** Requests to fuzz the admin API with, made of what its OpenAPI document says that it takes, and of garbage. */
import fc from 'fast-check';
import { type AdminOperation, adminRoutes } from '#shared/http/admin/admin-routes.ts';
import type { JsonSchema } from '#shared/http/admin/openapi/json-schema.ts';
import type { RequestParts } from '#test/shared/http/admin/admin-api.ts';
import { document, documentedOperation } from '#test/shared/http/admin/documented.ts';

export type FuzzedRequest = { readonly operation: AdminOperation; readonly parts: RequestParts };

const schemas: Readonly<Record<string, JsonSchema>> = document.components.schemas;

/** @param known ids that are there, so that requests find something */
export function requests(known: readonly string[]): fc.Arbitrary<FuzzedRequest> {
  return fc.constantFrom(...operations).chain((operation) => requestTo(operation, known));
}

const operations = Object.keys(adminRoutes) as AdminOperation[];

function requestTo(operation: AdminOperation, known: readonly string[]): fc.Arbitrary<FuzzedRequest> {
  const { parameters, requestBody } = documentedOperation(operation).documented;
  const [body] = Object.values(requestBody?.content ?? {});
  return fc
    .record({
      parameters: fc.record(valuesOf(parameters, 'path', known)),
      query: mostly(queryOf(parameters, known), garbageQuery),
      headers: fc.record(
        {
          ...valuesOf(parameters, 'header', known),
          'If-Match': mostly(fc.constantFrom('*', 'W/"1"', '"2"'), fc.string()),
          Accept: fc.oneof(fc.constantFrom('text/csv', 'application/json', '*/*'), fc.string()),
          'Content-Type': mostly(fc.constant('application/json'), fc.string()),
        },
        { requiredKeys: [] },
      ),
      body: body ? mostly(valueFor(body.schema, known).map(asJson), garbageBody) : fc.oneof(absent, garbageBody),
      isBase64Encoded: mostly(fc.constant(false), fc.boolean()),
    })
    .map((parts) => ({ operation, parts: parts as RequestParts }));
}

/** A few parameters at a time: all of them together find nobody. */
function queryOf(parameters: Parameters, known: readonly string[]) {
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  return fc
    .tuple(
      fc.record(valuesOf(parameters, 'query', known)),
      fc.subarray(names, { maxLength: Math.min(names.length, 3) }),
    )
    .map(([values, chosen]) => Object.fromEntries(chosen.map((name) => [name, values[name] ?? ''])));
}

type Parameters = ReturnType<typeof documentedOperation>['documented']['parameters'];

function valuesOf(parameters: Parameters, place: string, known: readonly string[]) {
  const ofPlace = parameters.filter((parameter) => parameter.in === place);
  return Object.fromEntries(
    ofPlace.map(({ name, schema }) => [
      name,
      mostly(valueFor(schema, known).map(String), fc.string({ unit: 'binary' })),
    ]),
  );
}

/** A value that the schema allows, or nearly so. */
function valueFor(schema: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  const reference = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
  if (reference !== undefined) return valueFor(schemas[reference] ?? {}, known);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if (Array.isArray(schema.anyOf)) {
    return fc.oneof(...schema.anyOf.map((one: JsonSchema) => valueFor({ type: schema.type, ...one }, known)));
  }
  switch (schema.type) {
    case 'string':
      return textOf(schema, known);
    case 'integer':
    case 'number':
      return numberFor(schema);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valueFor((schema.items ?? {}) as JsonSchema, known), { maxLength: 5 });
    case 'object':
      return objectOf(schema, known);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function numberFor({ minimum, maximum }: JsonSchema): fc.Arbitrary<number> {
  const [min, max] = [typeof minimum === 'number' ? minimum : 0, typeof maximum === 'number' ? maximum : 5000];
  return mostly(fc.integer({ min, max: Math.min(max, 5000) }), fc.oneof(fc.double(), fc.maxSafeInteger()));
}

function objectOf({ properties = {}, required = [] }: JsonSchema, known: readonly string[]): fc.Arbitrary<unknown> {
  const members = Object.entries(properties as Readonly<Record<string, JsonSchema>>);
  const values = Object.fromEntries(members.map(([name, schema]) => [name, mostly(valueFor(schema, known), anything)]));
  return mostly(fc.record(values, { requiredKeys: required as string[] }), fc.record(values, { requiredKeys: [] }));
}

function textOf({ pattern, format }: JsonSchema, known: readonly string[]): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom('2026-11-23', '2026-02-30', '9999-12-31');
  if (format === 'date-time') {
    const dates = fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') });
    return fc.oneof(
      dates.map((date) => date.toISOString()),
      fc.constant('2026-11-23T18:00:00+14:00'),
    );
  }
  const names = fc.constantFrom('ann@example.com', 'bob@example.com', 'Reader', 'PingOne');
  if (typeof pattern === 'string' && pattern.includes('{25}')) return fc.constantFrom(...known);
  return fc.oneof(
    { weight: 4, arbitrary: names },
    { weight: 1, arbitrary: fc.string() },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 1200, size: 'max' }) },
  );
}

const absent = fc.constant(undefined);
const anything = fc.jsonValue({ maxDepth: 3 });

const words = fc.constantFrom('limit', 'cursor', 'userName', 'from', 'to', '__proto__', 'constructor', 'x');
const garbageQuery = fc.dictionary(
  words,
  fc.oneof(fc.string(), fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 })),
);

const garbageBody = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'null', '[]', '{', '"\\ud800"', '{"__proto__":{"name":"x"}}', '{"name":"\\ud800"}', '1e999'),
  fc.integer({ min: 30, max: 2000 }).map((depth) => '['.repeat(depth)),
  fc.constantFrom(1_000_000, 1_000_001).map((length) => JSON.stringify({ name: 'x'.repeat(length) })),
);

const asJson = (value: unknown) => JSON.stringify(value);

/** Nine times in ten the one, else the other. */
function mostly<One, Other>(one: fc.Arbitrary<One>, other: fc.Arbitrary<Other>): fc.Arbitrary<One | Other> {
  return fc.oneof({ weight: 9, arbitrary: one }, { weight: 1, arbitrary: other });
}
