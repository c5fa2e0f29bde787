/** The REST APIs of a template, as the local API Gateway is told of them. */
import * as z from 'zod';
import type {
  GatewayResponseDefinition,
  RequestAuthorizer,
  RestApiDefinition,
  RestApiMethod,
  RestApiResource,
} from '#infra/local/api-gateway/definition.ts';
import { environment } from '#infra/local/template/identifiers.ts';
import { notActedOn, parseProperties } from '#infra/local/template/properties.ts';
import { type Resource, resourcesOfType, type Stack } from '#infra/local/template/read-template.ts';

const apiSchema = z.strictObject({
  Name: z.string(),
  BinaryMediaTypes: z.array(z.string()).default([]),
  EndpointConfiguration: notActedOn,
  Description: notActedOn,
  Tags: notActedOn,
});

const resourceSchema = z.strictObject({ RestApiId: z.string(), ParentId: z.string(), PathPart: z.string() });

const methodSchema = z.strictObject({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.string(),
  AuthorizationType: z.enum(['NONE', 'AWS_IAM', 'CUSTOM']),
  AuthorizerId: z.string().optional(),
  Integration: z.strictObject({
    Type: z.literal('AWS_PROXY'),
    IntegrationHttpMethod: z.literal('POST'),
    TimeoutInMillis: z.number().optional(),
    Uri: z.string(),
  }),
});

const authorizerSchema = z.strictObject({
  RestApiId: z.string(),
  Type: z.literal('REQUEST'),
  AuthorizerResultTtlInSeconds: z.number(),
  AuthorizerUri: z.string(),
  IdentitySource: z.string(),
  Name: notActedOn,
});

const gatewayResponseSchema = z.strictObject({
  RestApiId: z.string(),
  ResponseType: z.string(),
  StatusCode: z.coerce.number().optional(),
  ResponseParameters: z.record(z.string(), z.string()).default({}),
  ResponseTemplates: z.record(z.string(), z.string()).default({}),
});

const stageSchema = z.strictObject({
  RestApiId: z.string(),
  StageName: z.string(),
  MethodSettings: z
    .array(
      z.strictObject({
        HttpMethod: z.literal('*'),
        ResourcePath: z.literal('/*'),
        ThrottlingBurstLimit: z.number().optional(),
        ThrottlingRateLimit: z.number().optional(),
        DataTraceEnabled: notActedOn,
        LoggingLevel: notActedOn,
        MetricsEnabled: notActedOn,
      }),
    )
    .max(1)
    .default([]),
  AccessLogSetting: notActedOn,
  Description: notActedOn,
  DeploymentId: notActedOn,
  Tags: notActedOn,
  TracingEnabled: notActedOn,
});

/** @throws Error naming a property that the local stack does not know, or an API without a stage */
export function readRestApis(stack: Stack): readonly RestApiDefinition[] {
  const ofApi = <Properties extends { RestApiId: string }>(
    type: Resource['type'],
    schema: z.ZodType<Properties>,
    apiId: string,
  ) =>
    resourcesOfType(stack, type)
      .map((resource) => ({ ref: resource.ref, properties: parseProperties(resource, schema) }))
      .filter(({ properties }) => properties.RestApiId === apiId);
  return resourcesOfType(stack, 'AWS::ApiGateway::RestApi').map((api) => {
    const { Name, BinaryMediaTypes } = parseProperties(api, apiSchema);
    const stage = ofApi('AWS::ApiGateway::Stage', stageSchema, api.ref)[0]?.properties;
    if (stage === undefined) throw new Error(`${api.logicalId} has no stage.`);
    const authorizers = ofApi('AWS::ApiGateway::Authorizer', authorizerSchema, api.ref);
    const methods = ofApi('AWS::ApiGateway::Method', methodSchema, api.ref).map(({ properties }) => properties);
    const resources = ofApi('AWS::ApiGateway::Resource', resourceSchema, api.ref);
    const responses = ofApi('AWS::ApiGateway::GatewayResponse', gatewayResponseSchema, api.ref);
    return {
      id: api.ref,
      name: Name,
      region: environment.region,
      accountId: environment.accountId,
      stage: stage.StageName,
      resources: readResources(
        api.attributes.RootResourceId ?? '',
        resources.map(({ ref, properties }) => ({ id: ref, ...properties })),
        methods,
        new Map(authorizers.map(({ ref, properties }) => [ref, readAuthorizer(ref, properties)])),
      ),
      gatewayResponses: Object.fromEntries(
        responses.map(({ properties }) => [properties.ResponseType, readGatewayResponse(properties)]),
      ),
      binaryMediaTypes: BinaryMediaTypes,
      ...readThrottle(stage.MethodSettings[0]),
    };
  });
}

type MethodProperties = z.infer<typeof methodSchema>;

function readResources(
  rootId: string,
  declared: readonly ({ readonly id: string } & z.infer<typeof resourceSchema>)[],
  methods: readonly MethodProperties[],
  authorizers: ReadonlyMap<string, RequestAuthorizer>,
): readonly RestApiResource[] {
  const pathOf = (resourceId: string): string => {
    if (resourceId === rootId) return '';
    const resource = declared.find(({ id }) => id === resourceId);
    if (resource === undefined) throw new Error(`API Gateway resource ${resourceId} has no place in its API.`);
    return `${pathOf(resource.ParentId)}/${resource.PathPart}`;
  };
  return [rootId, ...declared.map(({ id }) => id)].map((id) => ({
    id,
    path: pathOf(id) || '/',
    methods: Object.fromEntries(
      methods
        .filter(({ ResourceId }) => ResourceId === id)
        .map((method) => [method.HttpMethod, readMethod(method, authorizers)]),
    ),
  }));
}

function readMethod(method: MethodProperties, authorizers: ReadonlyMap<string, RequestAuthorizer>): RestApiMethod {
  const { TimeoutInMillis, Uri } = method.Integration;
  return {
    authorization: readAuthorization(method, authorizers),
    functionName: functionOf(Uri),
    ...(TimeoutInMillis !== undefined && { timeoutMilliseconds: TimeoutInMillis }),
  };
}

function readAuthorization(
  { AuthorizationType, AuthorizerId = '' }: MethodProperties,
  authorizers: ReadonlyMap<string, RequestAuthorizer>,
): RestApiMethod['authorization'] {
  if (AuthorizationType !== 'CUSTOM') return { type: AuthorizationType };
  const authorizer = authorizers.get(AuthorizerId);
  if (authorizer === undefined) throw new Error(`There is no authorizer ${AuthorizerId}.`);
  return { type: 'CUSTOM', authorizer };
}

function readAuthorizer(id: string, properties: z.infer<typeof authorizerSchema>): RequestAuthorizer {
  return {
    id,
    functionName: functionOf(properties.AuthorizerUri),
    identitySources: properties.IdentitySource.split(',').map((source) => source.trim()),
    ttlSeconds: properties.AuthorizerResultTtlInSeconds,
  };
}

function readGatewayResponse(properties: z.infer<typeof gatewayResponseSchema>): GatewayResponseDefinition {
  const { StatusCode, ResponseParameters, ResponseTemplates } = properties;
  return {
    ...(StatusCode !== undefined && { statusCode: StatusCode }),
    responseParameters: ResponseParameters,
    responseTemplates: ResponseTemplates,
  };
}

function readThrottle(
  settings: z.infer<typeof stageSchema>['MethodSettings'][number] | undefined,
): Pick<RestApiDefinition, 'throttle'> {
  const { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit } = settings ?? {};
  return rateLimit === undefined || burstLimit === undefined ? {} : { throttle: { rateLimit, burstLimit } };
}

/** `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations` */
function functionOf(uri: string): string {
  const functionArn = /\/functions\/(.+)\/invocations$/.exec(uri)?.[1];
  if (functionArn === undefined) throw new Error(`${uri} is not the URI of a Lambda function.`);
  return functionArn;
}
