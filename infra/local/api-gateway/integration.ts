/** Lambda proxy integrations: invokes the function and makes an HTTP response of its result. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import type { InvocationResult } from '#infra/local/lambda/function.ts';
import type { GatewayHttpResponse, RestApiDependencies } from './definition.ts';
import { type Caller, proxyEvent } from './events.ts';
import { integrationSourceArn, type RoutedExchange } from './exchange.ts';
import { GatewayFailure } from './failure.ts';
import { headerValue, type Pairs, remapResponseHeaders } from './headers.ts';
import { isBinary } from './media-types.ts';

/** The default and, unless raised, the longest time of an integration (API Gateway quotas). */
const defaultTimeoutMilliseconds = 29_000;

const headerScalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** What a function may return, and nothing else (Developer Guide, "output format of a Lambda function"). */
const resultSchema = z.strictObject({
  statusCode: z
    .union([
      z.int(),
      z
        .string()
        .regex(/^\d{3}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(200).max(599)),
  headers: z.record(z.string(), headerScalar).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(headerScalar)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** @throws GatewayFailure when the function fails, is too slow, or returns something else */
export async function integrate(
  dependencies: Pick<RestApiDependencies, 'invoke'>,
  exchange: RoutedExchange,
  caller: Caller,
): Promise<GatewayHttpResponse> {
  const result = await invokeInTime(dependencies, exchange, JSON.stringify(proxyEvent(exchange, caller)));
  if (result.functionError !== undefined) throw failed(`customer function error: ${result.payload}`);
  const parsed = resultSchema.safeParse(JSON.parse(result.payload));
  if (!parsed.success) throw malformed(z.prettifyError(parsed.error));
  const { statusCode, body, isBase64Encoded } = parsed.data;
  const headers = resultHeaders(parsed.data);
  // Only the first media type that the client accepts counts.
  const accepted = headerValue(exchange.request.headers, 'accept')?.split(',')[0];
  const encoding = isBase64Encoded && isBinary(exchange.definition, accepted) ? 'base64' : 'utf8';
  return { status: statusCode, headers: remapResponseHeaders(headers), body: Buffer.from(body ?? '', encoding) };
}

async function invokeInTime(
  { invoke }: Pick<RestApiDependencies, 'invoke'>,
  exchange: RoutedExchange,
  payload: string,
): Promise<InvocationResult> {
  const { functionName, timeoutMilliseconds = defaultTimeoutMilliseconds } = exchange.route.method;
  const answered = new AbortController();
  try {
    const result = await Promise.race([
      invoke({ functionName, payload, sourceArn: integrationSourceArn(exchange) }),
      setTimeout(timeoutMilliseconds, undefined, { signal: answered.signal }),
    ]);
    if (result !== undefined) return result;
  } catch (error) {
    throw error instanceof AwsError ? refused(error) : error;
  } finally {
    answered.abort();
  }
  throw new GatewayFailure('INTEGRATION_TIMEOUT', 'Endpoint request timed out');
}

function refused({ code, message }: AwsError): GatewayFailure {
  if (code === 'RequestTooLargeException') return new GatewayFailure('REQUEST_TOO_LARGE', 'Request Too Long', message);
  const type = code === 'AccessDeniedException' ? 'API_CONFIGURATION_ERROR' : 'INTEGRATION_FAILURE';
  return new GatewayFailure(type, 'Internal server error', `integration: ${message}`);
}

/** Values of `multiValueHeaders` replace those of `headers` under the same name. */
function resultHeaders({ headers, multiValueHeaders }: z.infer<typeof resultSchema>): Pairs {
  const multi = Object.entries(multiValueHeaders ?? {});
  const multiNames = new Set(multi.map(([name]) => name.toLowerCase()));
  const single = Object.entries(headers ?? {}).filter(([name]) => !multiNames.has(name.toLowerCase()));
  const pairs: Pairs = [...single, ...multi.flatMap(([name, values]) => values.map((value) => [name, value] as const))];
  for (const [name, value] of pairs) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch (error) {
      throw malformed(error instanceof Error ? error.message : String(error));
    }
  }
  return headerValue(pairs, 'content-type') === undefined ? [['Content-Type', 'application/json'], ...pairs] : pairs;
}

function failed(cause: string): GatewayFailure {
  return new GatewayFailure('DEFAULT_5XX', 'Internal server error', cause);
}

function malformed(cause: string): GatewayFailure {
  return failed(`Malformed Lambda proxy response: ${cause}`);
}
