/** API Gateway proxy events and Lambda contexts for tests, as the REST API sends them. */
import type { RequestHandler } from '#shared/http/request-chain.ts';
import { sampleProviderId } from '#test/doubles/samples.ts';

/** `c6af9ac6-…`: API Gateway's id of every request here. */
export const requestId = 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef';

export const sampleContext: Parameters<RequestHandler>[1] = {
  awsRequestId: '8f5a1d7e-0000-4000-8000-000000000001',
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'Reprieve-ScimFunction',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:Reprieve-ScimFunction',
  memoryLimitInMB: '512',
  logGroupName: '/aws/lambda/scim',
  logStreamName: '2026/11/23/[$LATEST]0',
  getRemainingTimeInMillis: () => 20_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

export type EventParts = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
  /** Of the body, when the headers do not say: the API's own unless set; null sends none. */
  readonly contentType?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly authorizer?: unknown;
  readonly identity?: unknown;
};

function multiple(values: EventParts['query']): Record<string, readonly string[]> | null {
  if (values === undefined) return null;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat()]));
}

function headersOf({ headers, body, contentType = 'application/scim+json' }: EventParts): EventParts['headers'] {
  const isNamed = Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'content-type');
  return body === undefined || isNamed || contentType === null ? headers : { 'Content-Type': contentType, ...headers };
}

/** A request to the SCIM API that the authorizer has let through. */
export function scimEvent(method: string, path: string, parts: EventParts = {}) {
  const { body } = parts;
  const headers = headersOf(parts);
  return {
    resource: '/{proxy+}',
    path,
    httpMethod: method,
    headers: headers ?? null,
    multiValueHeaders: multiple(headers),
    queryStringParameters: null,
    multiValueQueryStringParameters: multiple(parts.query),
    pathParameters: { proxy: path.replace(/^\//, '') },
    stageVariables: null,
    body: body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body),
    isBase64Encoded: parts.isBase64Encoded ?? false,
    requestContext: {
      requestId,
      path: `/scim${path}`,
      stage: 'scim',
      authorizer:
        'authorizer' in parts
          ? parts.authorizer
          : { providerId: sampleProviderId, keyId: `${sampleProviderId}.abcdefgh`, principalId: sampleProviderId },
      identity: { sourceIp: '203.0.113.7' },
    },
  };
}

/** A request to the admin API that API Gateway has let through. */
export function adminEvent(
  method: string,
  resource: string,
  parts: EventParts & { readonly parameters?: Readonly<Record<string, string>> } = {},
) {
  const path = resource.replace(/\{(\w+)\}/g, (_, name: string) => parts.parameters?.[name] ?? '');
  return {
    ...scimEvent(method, path, { contentType: 'application/json', ...parts }),
    resource,
    pathParameters: parts.parameters ?? null,
    requestContext: {
      requestId,
      path: `/admin${path}`,
      stage: 'admin',
      identity:
        'identity' in parts
          ? parts.identity
          : {
              userArn: 'arn:aws:sts::123456789012:assumed-role/Operators/olga@example.com',
              accessKey: 'ASIAQ0000000EXAMPLE0',
            },
    },
  };
}
