import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { reprieveTemplate } from '#test/infra/synthesize.ts';

let template: Template;
beforeAll(() => {
  template = reprieveTemplate();
}, 60_000);

type Found = { Properties: Record<string, unknown> };

const ofScimApi = (type: string): Found[] =>
  Object.values(template.findResources(type, { Properties: { RestApiId: { Ref: 'ScimApi' } } })) as Found[];

describe('the SCIM API', () => {
  test('is regional, and sets the role with which API Gateway writes logs, for good', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', {
      Name: 'Reprieve-scim',
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
    template.resourceCountIs('AWS::ApiGateway::Account', 1);
    template.hasResource('AWS::ApiGateway::Account', { DeletionPolicy: 'Retain' });
  });

  test('keeps the account’s own role for logs when it is told to', () => {
    reprieveTemplate({ accountLogRole: 'keep' }).resourceCountIs('AWS::ApiGateway::Account', 0);
  });

  test('sends every path and every method through the authorizer to the function', () => {
    const methods = ofScimApi('AWS::ApiGateway::Method').map(({ Properties }) => Properties);

    expect(methods).toHaveLength(2);
    for (const method of methods) {
      expect(method).toMatchObject({
        HttpMethod: 'ANY',
        AuthorizationType: 'CUSTOM',
        Integration: { Type: 'AWS_PROXY', TimeoutInMillis: 14_000 },
      });
    }
    expect(methods.map(({ ResourceId }) => ResourceId)).toEqual([
      { 'Fn::GetAtt': ['ScimApi', 'RootResourceId'] },
      { Ref: expect.stringMatching(/^ScimApiproxy/) },
    ]);
    template.hasResourceProperties('AWS::ApiGateway::Resource', {
      PathPart: '{proxy+}',
      RestApiId: { Ref: 'ScimApi' },
    });
  });

  test('gives up before its function does, so that the client is told to repeat the request', () => {
    expect(template.toJSON().Resources.ScimFunction.Properties.Timeout * 1000).toBeGreaterThan(14_000);
  });

  test('trusts a credential it has seen for a minute', () => {
    template.hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerResultTtlInSeconds: 60,
    });
  });

  test('throttles, counts and traces its stage, and logs no query string', () => {
    const [stage] = ofScimApi('AWS::ApiGateway::Stage');

    expect(stage?.Properties).toMatchObject({
      StageName: 'scim',
      TracingEnabled: true,
      MethodSettings: [
        {
          HttpMethod: '*',
          ResourcePath: '/*',
          MetricsEnabled: true,
          DataTraceEnabled: false,
          ThrottlingRateLimit: 180,
          ThrottlingBurstLimit: 400,
        },
      ],
    });
    const log = stage?.Properties.AccessLogSetting as { Format: string } | undefined;
    expect(JSON.parse(log?.Format ?? '')).toMatchObject({
      path: '$context.path',
      providerId: '$context.authorizer.providerId',
    });
    expect(log?.Format).not.toMatch(/querystring|header/i);
  });

  test('is reached over TLS only, under a base URL without a query (RFC 7644 §7.2, §1.3)', () => {
    const [parts] = [
      ...JSON.stringify(template.findOutputs('ScimBaseUrl')).matchAll(/"(https?:[^"]*)".*"([^"]*)"\]\]/g),
    ];

    // API Gateway's own endpoint: it speaks HTTPS only, TLS 1.2 included.
    expect(parts?.slice(1)).toEqual(['https://', '/scim/v2']);
  });

  test('may be invoked by no other API than this one', () => {
    template.hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: { 'Fn::GetAtt': ['ScimFunction', 'Arn'] },
      Principal: 'apigateway.amazonaws.com',
      SourceArn: Match.objectLike({
        'Fn::Join': ['', Match.arrayWith([{ Ref: 'ScimApi' }])],
      }),
    });
  });
});

describe('RFC 7644 §3.12 what API Gateway answers by itself', () => {
  test.each([
    ['UNAUTHORIZED', '401', { 'WWW-Authenticate': 'Basic realm="SCIM", Bearer realm="SCIM"' }],
    ['ACCESS_DENIED', '403', {}],
    ['WAF_FILTERED', '403', {}],
    ['MISSING_AUTHENTICATION_TOKEN', '404', {}],
    ['REQUEST_TOO_LARGE', '413', {}],
    ['THROTTLED', '429', { 'Retry-After': '1' }],
    ['QUOTA_EXCEEDED', '429', { 'Retry-After': '60' }],
    ['AUTHORIZER_FAILURE', '503', { 'Retry-After': '5' }],
    ['AUTHORIZER_CONFIGURATION_ERROR', '503', { 'Retry-After': '5' }],
    ['INTEGRATION_FAILURE', '503', { 'Retry-After': '5' }],
    ['INTEGRATION_TIMEOUT', '503', { 'Retry-After': '5' }],
    ['DEFAULT_4XX', '400', {}],
    ['DEFAULT_5XX', '500', {}],
  ])('%s leaves as a SCIM error with status %s', (type, status, headers) => {
    const response = ofScimApi('AWS::ApiGateway::GatewayResponse').find(
      ({ Properties }) => Properties.ResponseType === type,
    );

    const all: Record<string, string> = { 'Content-Type': 'application/scim+json', ...headers };
    expect(response?.Properties).toEqual({
      ResponseType: type,
      RestApiId: { Ref: 'ScimApi' },
      StatusCode: status,
      ResponseParameters: Object.fromEntries(
        Object.entries(all).map(([name, value]) => [`gatewayresponse.header.${name}`, `'${value}'`]),
      ),
      ResponseTemplates: { 'application/json': expect.any(String) },
    });
    const templates = response?.Properties.ResponseTemplates as Record<string, string>;
    expect(JSON.parse(templates['application/json'] ?? '')).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status,
      detail: expect.stringMatching(/\.$/),
    });
  });

  test('has a form for every response type there is a test for, and no other', () => {
    expect(ofScimApi('AWS::ApiGateway::GatewayResponse')).toHaveLength(13);
  });
});
