/** One request on its way through a REST API: what events, gateway responses and the access log are made of. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { GatewayRequest, RestApiDefinition } from './definition.ts';
import type { ResponseContext } from './gateway-response.ts';
import { forwardedHeaders, headerValue, type Pairs } from './headers.ts';
import type { RequestTarget } from './request-target.ts';
import type { Route } from './routing.ts';

/** A request with what is known of it so far. */
export type Exchange = {
  readonly definition: RestApiDefinition;
  readonly request: GatewayRequest;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly startedAt: number;
};

/** An exchange whose target was understood and whose route was found. */
export type RoutedExchange = Exchange & { readonly target: RequestTarget; readonly route: Route };

/** Takes a request in. */
export function startExchange(definition: RestApiDefinition, request: GatewayRequest, now: number): Exchange {
  const extendedRequestId = `${randomBytes(11).toString('base64url')}=`;
  return { definition, request, requestId: randomUUID(), extendedRequestId, startedAt: now };
}

/** The ARN that policies speak of: `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/PATH`. */
export function methodArn({ definition, request, target }: RoutedExchange): string {
  return `${apiArn(definition)}/${definition.stage}/${request.method}${target.path}`;
}

/** The source of an integration's call, with `*` for every path parameter, as Lambda permissions name it. */
export function integrationSourceArn({ definition, request, route }: RoutedExchange): string {
  return `${apiArn(definition)}/${definition.stage}/${request.method}${route.resource.path.replace(/\{[^}]*\}/g, '*')}`;
}

/** The source of an authorizer's call. */
export function authorizerSourceArn(definition: RestApiDefinition, authorizerId: string): string {
  return `${apiArn(definition)}/authorizers/${authorizerId}`;
}

function apiArn({ region, accountId, id }: RestApiDefinition): string {
  return `arn:aws:execute-api:${region}:${accountId}:${id}`;
}

/** The headers that functions are told. */
export function headersForFunctions({ request, requestId }: Exchange): Pairs {
  return forwardedHeaders(request.headers, { sourceIp: request.sourceIp, requestId });
}

/** `$context` of gateway responses. */
export function responseContext(exchange: Exchange, routed: RoutedExchange | undefined): ResponseContext {
  const { definition, request, requestId, extendedRequestId, startedAt } = exchange;
  return {
    apiId: definition.id,
    extendedRequestId,
    httpMethod: request.method,
    'identity.sourceIp': request.sourceIp,
    path: routed && `/${definition.stage}${routed.target.path}`,
    requestId,
    requestTime: requestTime(startedAt),
    requestTimeEpoch: String(startedAt),
    resourcePath: routed?.route.resource.path,
    stage: definition.stage,
  };
}

/** The domain that the client called. */
export function domainName({ definition, request }: Exchange): string {
  return headerValue(request.headers, 'host') ?? `${definition.id}.execute-api.${definition.region}.amazonaws.com`;
}

/** As access logs write it: `09/Apr/2015:12:34:56 +0000`. */
export function requestTime(epochMilliseconds: number): string {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(epochMilliseconds).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
