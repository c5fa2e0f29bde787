/** What the local API Gateway is told about a REST API, and what it needs from the rest of the stack. */
import type { InvocationResult } from '#infra/local/lambda/function.ts';

/** A REST API with its one stage, as the template describes it. */
export type RestApiDefinition = {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly accountId: string;
  readonly stage: string;
  readonly resources: readonly RestApiResource[];
  /** By response type (`UNAUTHORIZED`, `DEFAULT_5XX`, …). */
  readonly gatewayResponses: Readonly<Record<string, GatewayResponseDefinition>>;
  readonly binaryMediaTypes: readonly string[];
  /** The throttle of the stage for all methods together; absent: none. */
  readonly throttle?: { readonly rateLimit: number; readonly burstLimit: number };
};

/** A resource with its full path, for example `/providers/{providerId}` or `/{proxy+}`. */
export type RestApiResource = {
  readonly id: string;
  readonly path: string;
  /** By HTTP method or `ANY`. */
  readonly methods: Readonly<Record<string, RestApiMethod>>;
};

/** A method with a Lambda proxy integration. */
export type RestApiMethod = {
  readonly authorization: { type: 'NONE' } | { type: 'AWS_IAM' } | { type: 'CUSTOM'; authorizer: RequestAuthorizer };
  /** Name or ARN of the function. */
  readonly functionName: string;
  /** Default 29 seconds. */
  readonly timeoutMilliseconds?: number;
};

/** A Lambda authorizer of type REQUEST. */
export type RequestAuthorizer = {
  readonly id: string;
  readonly functionName: string;
  /** As in the template: `method.request.header.Authorization`. */
  readonly identitySources: readonly string[];
  readonly ttlSeconds: number;
};

/** AWS::ApiGateway::GatewayResponse: parameters and templates as they stand in the template. */
export type GatewayResponseDefinition = {
  readonly statusCode?: number;
  /** `gatewayresponse.header.NAME` to `'static value'`, `context.…` or `method.request.header.…`. */
  readonly responseParameters: Readonly<Record<string, string>>;
  /** By content type. */
  readonly responseTemplates: Readonly<Record<string, string>>;
};

/** Who signed a request of an AWS_IAM method. */
export type IamCaller = { readonly accessKeyId: string; readonly userArn: string };

/** What a REST API needs from the rest of the stack. */
export type RestApiDependencies = {
  /**
   * Invokes a function for API Gateway; `sourceArn` is what a Lambda permission is checked against.
   * @throws AwsError: AccessDeniedException when no permission allows it, or as Lambda throws
   */
  readonly invoke: (call: { functionName: string; payload: string; sourceArn: string }) => Promise<InvocationResult>;
  /** The secret of an access key; undefined when there is no such key. */
  readonly secretOf: (accessKeyId: string) => string | undefined;
  /** Decides whether the owner of the key may call; throws an AwsError that says who may not do what. */
  readonly authorizeInvoke: (request: {
    accessKeyId: string;
    action: 'execute-api:Invoke';
    resource: string;
  }) => IamCaller;
  readonly now: () => number;
  /** One call per request, after its response is known. */
  readonly accessLog?: (entry: AccessLogEntry) => void;
};

/** What happened to one request. */
export type AccessLogEntry = {
  readonly requestId: string;
  readonly apiId: string;
  readonly stage: string;
  readonly method: string;
  /** Path and query as sent, stage included. */
  readonly url: string;
  readonly status: number;
  readonly responseLatencyMilliseconds: number;
  /** The type of the gateway response, when API Gateway itself answered. */
  readonly responseType?: string;
  /** What went wrong in an integration or an authorizer; never sent to the client. */
  readonly errorMessage?: string;
};

/** A request as it came over the wire. */
export type GatewayRequest = {
  readonly method: string;
  /** Path and query, stage included, as sent. */
  readonly url: string;
  /** In order, names as sent, repeated ones repeated. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  readonly sourceIp: string;
};

/** A response for the wire; an answer to HEAD keeps its body here, and the server leaves it out. */
export type GatewayHttpResponse = {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
};

/** A REST API that answers requests. */
export type RestApi = {
  /** Always answers; errors become gateway responses. */
  handle(request: GatewayRequest): Promise<GatewayHttpResponse>;
  /** What `DELETE /restapis/{id}/stages/{stage}/cache/authorizers` does. */
  flushAuthorizerCache(): void;
};

/** The HTTP front of all REST APIs: the first path segment names the stage. */
export type RestApiServer = {
  readonly port: number;
  readonly url: string;
  /** Answers what is under way, for at most the grace period (default 5 seconds). */
  close(graceMilliseconds?: number): Promise<void>;
};
