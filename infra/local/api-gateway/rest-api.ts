/** A REST API (v1) with its stage: routes, authorizes, invokes, and answers. */

import { AwsError } from '#infra/local/aws-error.ts';
import { verifySigV4 } from '#infra/local/sigv4.ts';
import { type Authorizers, createAuthorizers } from './authorizer.ts';
import type {
  GatewayHttpResponse,
  GatewayRequest,
  RestApi,
  RestApiDefinition,
  RestApiDependencies,
} from './definition.ts';
import type { Caller } from './events.ts';
import { type Exchange, methodArn, type RoutedExchange, responseContext, startExchange } from './exchange.ts';
import { GatewayFailure } from './failure.ts';
import { checkGatewayResponses, gatewayResponse } from './gateway-response.ts';
import type { Pairs } from './headers.ts';
import { integrate } from './integration.ts';
import { parseTarget } from './request-target.ts';
import { createRouter } from './routing.ts';
import { createThrottle } from './throttle.ts';

/** The quota of a request's body. */
export const maximumRequestBytes = 10 * 2 ** 20;

/** @throws Error naming what in the definition the local API Gateway does not know */
export function createRestApi(dependencies: RestApiDependencies, definition: RestApiDefinition): RestApi {
  checkGatewayResponses(definition);
  const authorizers = createAuthorizers(dependencies, definition);
  const takeToken = createThrottle(definition.throttle, dependencies.now);
  const route = createRouter(definition);
  const find = (exchange: Exchange): RoutedExchange => {
    const { request } = exchange;
    const target = parseTarget(request.url);
    if (target === undefined) throw new GatewayFailure('BAD_REQUEST_PARAMETERS', 'Bad Request');
    const found = route(request.method, target.path);
    if (found === undefined) {
      throw new GatewayFailure('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
    }
    return { ...exchange, target, route: found };
  };
  return {
    flushAuthorizerCache: () => authorizers.flush(),
    async handle(request) {
      const exchange = startExchange(definition, request, dependencies.now());
      let routed: RoutedExchange | undefined;
      try {
        routed = find(exchange);
        admit(request, takeToken);
        const caller = await authorize(dependencies, authorizers, routed);
        return finish(dependencies, exchange, await integrate(dependencies, routed, caller));
      } catch (error) {
        const failure = error instanceof GatewayFailure ? error : unexpected(error);
        const context = responseContext(exchange, routed);
        const response = gatewayResponse(definition, failure, { context, headers: request.headers });
        return finish(dependencies, exchange, response, failure);
      }
    },
  };
}

function admit({ body }: GatewayRequest, takeToken: () => boolean): void {
  if (!takeToken()) throw new GatewayFailure('THROTTLED', 'Too Many Requests');
  if (body.length > maximumRequestBytes) {
    throw new GatewayFailure('REQUEST_TOO_LARGE', `HTTP content length exceeded ${maximumRequestBytes} bytes.`);
  }
}

async function authorize(
  dependencies: RestApiDependencies,
  authorizers: Authorizers,
  exchange: RoutedExchange,
): Promise<Caller> {
  const { authorization } = exchange.route.method;
  switch (authorization.type) {
    case 'NONE':
      return {};
    case 'CUSTOM':
      return { authorizer: await authorizers.authorize(authorization.authorizer, exchange) };
    case 'AWS_IAM':
      return { iam: authorizeByIam(dependencies, exchange) };
  }
}

function authorizeByIam({ secretOf, now, authorizeInvoke }: RestApiDependencies, exchange: RoutedExchange) {
  const { region } = exchange.definition;
  let accessKeyId: string;
  try {
    accessKeyId = verifySigV4(exchange.request, { service: 'execute-api', region, secretOf, now }).accessKeyId;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const isMissing = error.code === 'MissingAuthenticationTokenException';
    throw new GatewayFailure(isMissing ? 'MISSING_AUTHENTICATION_TOKEN' : 'INVALID_SIGNATURE', error.message);
  }
  try {
    return authorizeInvoke({ accessKeyId, action: 'execute-api:Invoke', resource: methodArn(exchange) });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new GatewayFailure('ACCESS_DENIED', error.message);
  }
}

function unexpected(error: unknown): GatewayFailure {
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new GatewayFailure('API_CONFIGURATION_ERROR', 'Internal server error', cause);
}

/** Adds API Gateway's own headers and logs. */
function finish(
  { now, accessLog }: RestApiDependencies,
  { definition, request, requestId, extendedRequestId, startedAt }: Exchange,
  response: GatewayHttpResponse,
  failure?: GatewayFailure,
): GatewayHttpResponse {
  accessLog?.({
    requestId,
    apiId: definition.id,
    stage: definition.stage,
    method: request.method,
    url: request.url,
    status: response.status,
    responseLatencyMilliseconds: now() - startedAt,
    ...(failure !== undefined && { responseType: failure.type, errorMessage: failure.message }),
  });
  const headers: Pairs = [...response.headers, ['x-amzn-RequestId', requestId], ['x-amz-apigw-id', extendedRequestId]];
  return { ...response, headers };
}
