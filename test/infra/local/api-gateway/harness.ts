/** A REST API whose functions are plain functions of the event. */

import type { APIGatewayProxyEvent } from 'aws-lambda';
import type {
  AccessLogEntry,
  GatewayHttpResponse,
  RequestAuthorizer,
  RestApi,
  RestApiDefinition,
  RestApiDependencies,
  RestApiMethod,
} from '#infra/local/api-gateway/definition.ts';
import { createRestApi } from '#infra/local/api-gateway/rest-api.ts';
import { AwsError } from '#infra/local/aws-error.ts';

/** An event of an integration or of an authorizer. */
type FunctionEvent = APIGatewayProxyEvent & { readonly type: string; readonly methodArn: string };
export type Functions = Readonly<Record<string, (event: FunctionEvent) => unknown>>;

export type Harness = {
  readonly api: RestApi;
  readonly calls: readonly { functionName: string; sourceArn: string }[];
  readonly log: readonly AccessLogEntry[];
  /** Sends a request and reads the answer, header names in lower case. */
  send(
    method: string,
    url: string,
    request?: { headers?: Record<string, string | string[]>; body?: string | Uint8Array },
  ): Promise<{ status: number; headers: Record<string, string>; body: string }>;
};

export const authorizer: RequestAuthorizer = {
  id: 'auth1',
  functionName: 'authorizer',
  identitySources: ['method.request.header.Authorization'],
  ttlSeconds: 60,
};

/** A method of the function `scim`. */
export function methodOf(
  authorization: RestApiMethod['authorization'] = { type: 'NONE' },
  changes: Partial<RestApiMethod> = {},
): RestApiMethod {
  return { authorization, functionName: 'scim', ...changes };
}

/** The API of the tests: `ANY` on `/` and `/{proxy+}`. */
export function definitionOf(changes: Partial<RestApiDefinition> = {}, method = methodOf()): RestApiDefinition {
  return {
    id: 'api1',
    name: 'Scim',
    region: 'eu-central-1',
    accountId: '111122223333',
    stage: 'scim',
    resources: [
      { id: 'root', path: '/', methods: { ANY: method } },
      { id: 'proxy', path: '/{proxy+}', methods: { ANY: method } },
    ],
    gatewayResponses: {},
    binaryMediaTypes: [],
    ...changes,
  };
}

/** Functions answer as Lambda would: what they throw is a function error, an AwsError is Lambda's own refusal. */
export function openApi(
  definition: RestApiDefinition,
  functions: Functions,
  changes: Partial<RestApiDependencies> = {},
): Harness {
  const calls: { functionName: string; sourceArn: string }[] = [];
  const log: AccessLogEntry[] = [];
  const api = createRestApi(
    {
      async invoke({ functionName, payload, sourceArn }) {
        calls.push({ functionName, sourceArn });
        try {
          const result = await functions[functionName]?.(JSON.parse(payload));
          return { requestId: 'r', payload: JSON.stringify(result) ?? 'null' };
        } catch (error) {
          if (error instanceof AwsError || !(error instanceof Error)) throw error;
          const thrown = JSON.stringify({ errorType: error.name, errorMessage: error.message });
          return { requestId: 'r', functionError: 'Unhandled', payload: thrown };
        }
      },
      secretOf: () => undefined,
      authorizeInvoke: () => {
        throw AwsError.accessDenied('not authorized');
      },
      now: () => Date.parse('2026-01-01T12:00:00Z'),
      accessLog: (entry) => log.push(entry),
      ...changes,
    },
    definition,
  );
  return {
    api,
    calls,
    log,
    async send(method, url, { headers = {}, body = '' } = {}) {
      const pairs = Object.entries({ Host: '127.0.0.1:1', ...headers }).flatMap(([name, values]) =>
        [values].flat().map((value) => [name, value] as const),
      );
      const request = { method, url, headers: pairs, body: Buffer.from(body), sourceIp: '192.0.2.1' };
      return readable(await api.handle(request));
    },
  };
}

function readable({ status, headers, body }: GatewayHttpResponse) {
  const lowerCased = headers.map(([name, value]) => [name.toLowerCase(), value]);
  return { status, headers: Object.fromEntries(lowerCased), body: Buffer.from(body).toString() };
}
