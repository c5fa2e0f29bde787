/** What a function reads of an API Gateway REST proxy event, and what it answers (AWS: Lambda proxy integrations). */
import * as z from 'zod/mini';

const valuesByName = z.nullish(z.record(z.string(), z.array(z.string())));

/** API Gateway sends `null` for an empty map and for no body. */
export const proxyEvent = z.object({
  httpMethod: z.string(),
  /** The resource's path in the template, e.g. `/providers/{providerId}`. */
  resource: z.string(),
  pathParameters: z.nullish(z.record(z.string(), z.string())),
  multiValueHeaders: valuesByName,
  multiValueQueryStringParameters: valuesByName,
  body: z.nullish(z.string()),
  isBase64Encoded: z._default(z.boolean(), false),
  requestContext: z.object({
    requestId: z.string().check(z.minLength(1)),
    /** The path as the client sent it, stage included. */
    path: z.optional(z.string()),
    authorizer: z.nullish(z.record(z.string(), z.unknown())),
    identity: z.nullish(z.record(z.string(), z.unknown())),
  }),
});

export type ProxyEvent = z.infer<typeof proxyEvent>;

export type ProxyResponse = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** The header's value whatever the case of its name; the values of a repeated one are one list (RFC 9110 §5.3). */
export function header(event: ProxyEvent, name: string): string | undefined {
  const values = Object.entries(event.multiValueHeaders ?? {})
    .filter(([key]) => key.toLowerCase() === name.toLowerCase())
    .flatMap(([, all]) => all);
  return values.length === 0 ? undefined : values.join(', ');
}

/** Every value of the query parameter, in the order in which they came; API Gateway has decoded them. */
export function queryValues(event: ProxyEvent, name: string): readonly string[] {
  const values = event.multiValueQueryStringParameters;
  return values && Object.hasOwn(values, name) ? (values[name] ?? []) : [];
}

/** A response with a JSON body. Nothing that is answered may be kept by a cache: it is about people, or a secret. */
export function jsonResponse(status: number, headers: Readonly<Record<string, string>>, body: unknown): ProxyResponse {
  return { statusCode: status, headers: { 'Cache-Control': 'no-store', ...headers }, body: JSON.stringify(body) };
}

/** A response without a body. */
export function emptyResponse(status: number, headers: Readonly<Record<string, string>> = {}): ProxyResponse {
  return { statusCode: status, headers: { 'Cache-Control': 'no-store', ...headers }, body: '' };
}
