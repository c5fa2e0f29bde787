/** What API Gateway answers by itself, in the form that the callers of each API understand. */
import { STATUS_CODES } from 'node:http';
import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

type GatewayResponse = {
  readonly types: readonly ResponseType[];
  readonly status: number;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One header for both schemes: a gateway response cannot send two of one name (RFC 9110 §11.6.1 allows the list). */
const challenge = { 'WWW-Authenticate': 'Basic realm="SCIM", Bearer realm="SCIM"' };

/** RFC 9110 §10.2.3 Retry-After, in seconds. */
const retryAfter = (seconds: number) => ({ 'Retry-After': String(seconds) });

const unavailable = (...types: readonly ResponseType[]): GatewayResponse => ({
  types,
  status: 503,
  detail: 'The service cannot answer now: repeat the request.',
  headers: retryAfter(5),
});

const common: readonly GatewayResponse[] = [
  {
    types: [ResponseType.REQUEST_TOO_LARGE],
    status: 413,
    detail: 'The request is larger than the service accepts.',
  },
  {
    types: [ResponseType.THROTTLED],
    status: 429,
    detail: 'Too many requests: send them more slowly and repeat this one.',
    headers: retryAfter(1),
  },
  {
    types: [ResponseType.QUOTA_EXCEEDED],
    status: 429,
    detail: 'The request quota is used up: repeat this request later.',
    headers: retryAfter(60),
  },
  unavailable(ResponseType.INTEGRATION_FAILURE, ResponseType.INTEGRATION_TIMEOUT),
  // Setting the status of a default changes that of every type that is not named: the body can then say it too.
  {
    types: [ResponseType.DEFAULT_4XX],
    status: 400,
    detail: 'The request cannot be understood: check its URL and percent-encoding.',
  },
  { types: [ResponseType.DEFAULT_5XX], status: 500, detail: 'The service has failed to answer the request.' },
];

const scimResponses: readonly GatewayResponse[] = [
  {
    types: [ResponseType.UNAUTHORIZED],
    status: 401,
    detail: "Authentication failed: send the provider's credentials as HTTP Basic or as a bearer token.",
    headers: challenge,
  },
  {
    types: [ResponseType.ACCESS_DENIED, ResponseType.WAF_FILTERED],
    status: 403,
    detail: 'This request is not allowed.',
  },
  unavailable(ResponseType.AUTHORIZER_FAILURE, ResponseType.AUTHORIZER_CONFIGURATION_ERROR),
  // Every path and method has a route, so this is for what no route can match.
  { types: [ResponseType.MISSING_AUTHENTICATION_TOKEN], status: 404, detail: 'There is no such endpoint.' },
  ...common,
];

const adminResponses: readonly GatewayResponse[] = [
  {
    types: [ResponseType.MISSING_AUTHENTICATION_TOKEN],
    status: 403,
    detail: 'There is no such route, or the request is not signed with AWS credentials (Signature Version 4).',
  },
  {
    types: [ResponseType.INVALID_SIGNATURE, ResponseType.EXPIRED_TOKEN],
    status: 403,
    detail:
      'The AWS signature of the request is wrong or has expired: check the credentials, the region and the clock.',
  },
  {
    types: [ResponseType.ACCESS_DENIED, ResponseType.WAF_FILTERED],
    status: 403,
    detail: 'Your AWS identity is not allowed to do this: it needs execute-api:Invoke on this route.',
  },
  ...common,
];

/** RFC 7644 §3.12, and `WWW-Authenticate` beside every 401 (RFC 7644 §2). */
export function addScimGatewayResponses(api: RestApi): void {
  addGatewayResponses(api, scimResponses, 'application/scim+json', ({ status, detail }) => ({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    detail,
  }));
}

/** RFC 9457. */
export function addProblemGatewayResponses(api: RestApi): void {
  addGatewayResponses(api, adminResponses, 'application/problem+json', ({ status, detail }) => ({
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    detail,
  }));
}

function addGatewayResponses(
  api: RestApi,
  responses: readonly GatewayResponse[],
  contentType: string,
  body: (response: GatewayResponse) => object,
): void {
  for (const response of responses) {
    for (const type of response.types) {
      const headers = { 'Content-Type': contentType, ...response.headers };
      api.addGatewayResponse(type.responseType, {
        type,
        statusCode: String(response.status),
        responseHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`])),
        // The key only selects the template, and this one is selected whatever the client accepts; the header above is
        // what the client is sent.
        templates: { 'application/json': JSON.stringify(body(response)) },
      });
    }
  }
}
