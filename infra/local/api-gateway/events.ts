/** The events of REST APIs: Lambda proxy integrations and REQUEST authorizers (Developer Guide, "input format"). */
import type {
  APIGatewayEventRequestContextWithAuthorizer,
  APIGatewayProxyEvent,
  APIGatewayRequestAuthorizerEvent,
} from 'aws-lambda';
import type { IamCaller } from './definition.ts';
import { domainName, headersForFunctions, methodArn, type RoutedExchange, requestTime } from './exchange.ts';
import { headerValue, valueMaps } from './headers.ts';
import { isBinary } from './media-types.ts';

/** `requestContext.authorizer`: what the authorizer said, all of it strings, and how long it took. */
export type AuthorizerContext = Readonly<Record<string, string | number>>;

/** Who was found to call: by an authorizer, by IAM, or nobody. */
export type Caller = { readonly authorizer?: AuthorizerContext; readonly iam?: IamCaller };

/** The event of a proxy integration. Maps that would be empty are null, and so is an empty body. */
export function proxyEvent(exchange: RoutedExchange, caller: Caller): APIGatewayProxyEvent {
  const { definition, request, route, target } = exchange;
  const headers = valueMaps(headersForFunctions(exchange), (name) => name.toLowerCase());
  const query = valueMaps(target.query);
  const hasQuery = target.query.length > 0;
  const isBase64Encoded = isBinary(definition, headerValue(request.headers, 'content-type'));
  return {
    resource: route.resource.path,
    path: target.path,
    httpMethod: request.method,
    headers: headers.single,
    multiValueHeaders: headers.multi,
    queryStringParameters: hasQuery ? query.single : null,
    multiValueQueryStringParameters: hasQuery ? query.multi : null,
    pathParameters: route.pathParameters,
    stageVariables: null,
    requestContext: { ...requestContext(exchange, caller.iam), authorizer: caller.authorizer ?? null },
    body: request.body.length === 0 ? null : Buffer.from(request.body).toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded: isBase64Encoded && request.body.length > 0,
  };
}

/** The event of a REQUEST authorizer; maps may be empty here. */
export function authorizerEvent(exchange: RoutedExchange): APIGatewayRequestAuthorizerEvent {
  const { request, route, target } = exchange;
  const headers = valueMaps(headersForFunctions(exchange), (name) => name.toLowerCase());
  const query = valueMaps(target.query);
  return {
    type: 'REQUEST',
    methodArn: methodArn(exchange),
    resource: route.resource.path,
    path: target.path,
    httpMethod: request.method,
    headers: headers.single,
    multiValueHeaders: headers.multi,
    queryStringParameters: query.single,
    multiValueQueryStringParameters: query.multi,
    pathParameters: route.pathParameters ?? {},
    stageVariables: {},
    requestContext: { ...requestContext(exchange, undefined), authorizer: undefined },
  };
}

function requestContext(
  exchange: RoutedExchange,
  iam: IamCaller | undefined,
): Omit<APIGatewayEventRequestContextWithAuthorizer<undefined>, 'authorizer'> {
  const { definition, request, requestId, extendedRequestId, startedAt, route, target } = exchange;
  const domain = domainName(exchange);
  return {
    accountId: definition.accountId,
    apiId: definition.id,
    domainName: domain,
    domainPrefix: domain.split('.')[0] ?? domain,
    extendedRequestId,
    httpMethod: request.method,
    identity: identity(exchange, iam),
    path: `/${definition.stage}${target.path}`,
    protocol: 'HTTP/1.1',
    requestId,
    requestTime: requestTime(startedAt),
    requestTimeEpoch: startedAt,
    resourceId: route.resource.id,
    resourcePath: route.resource.path,
    stage: definition.stage,
  };
}

function identity({ definition, request }: RoutedExchange, iam: IamCaller | undefined) {
  return {
    accessKey: iam?.accessKeyId ?? null,
    accountId: iam === undefined ? null : definition.accountId,
    apiKey: null,
    apiKeyId: null,
    caller: iam?.accessKeyId ?? null,
    clientCert: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: request.sourceIp,
    user: iam?.accessKeyId ?? null,
    userAgent: headerValue(request.headers, 'user-agent') ?? null,
    userArn: iam?.userArn ?? null,
  };
}
