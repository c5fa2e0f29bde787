import { STATUS_CODES } from 'node:http';
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { adminRoutes } from '#shared/http/admin/admin-routes.ts';
import { reprieveTemplate } from '#test/infra/synthesize.ts';

let template: Template;
beforeAll(() => {
  template = reprieveTemplate();
}, 60_000);

type Found = { Properties: Record<string, unknown>; DependsOn?: string[] };

const ofAdminApi = (type: string): Record<string, Found> =>
  template.findResources(type, { Properties: { RestApiId: { Ref: 'AdminApi' } } }) as Record<string, Found>;

/** The path of a resource, put together from its parents. */
function pathOf(resources: Record<string, Found>, id: string): string {
  const properties = resources[id]?.Properties as { PathPart: string; ParentId: { Ref?: string } } | undefined;
  if (properties === undefined) throw new Error(`no resource ${id}`);
  const { PathPart, ParentId } = properties;
  return `${ParentId.Ref === undefined ? '' : pathOf(resources, ParentId.Ref)}/${PathPart}`;
}

describe('the admin API', () => {
  test('has a method for each route, and no other', () => {
    const resources = ofAdminApi('AWS::ApiGateway::Resource');

    const methods = Object.values(ofAdminApi('AWS::ApiGateway::Method')).map(({ Properties }) => {
      const { Ref } = Properties.ResourceId as { Ref: string };
      return `${Properties.HttpMethod} ${pathOf(resources, Ref)}`;
    });

    expect(methods.sort()).toEqual(
      Object.values(adminRoutes)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  test('lets nobody in who has not signed with AWS credentials', () => {
    for (const { Properties } of Object.values(ofAdminApi('AWS::ApiGateway::Method'))) {
      expect(Properties.AuthorizationType).toBe('AWS_IAM');
    }
  });

  test('is invoked under one permission, however many routes there are', () => {
    const permissions = Object.values(template.findResources('AWS::Lambda::Permission')).filter(
      ({ Properties }) => JSON.stringify(Properties.FunctionName) === '{"Fn::GetAtt":["AdminFunction","Arn"]}',
    );

    expect(permissions).toHaveLength(1);
  });

  test('waits for the role that writes its access log', () => {
    const [stage] = Object.values(ofAdminApi('AWS::ApiGateway::Stage'));

    expect(stage?.DependsOn).toEqual([expect.stringMatching(/^ScimApiAccount/)]);
  });

  test.each([
    ['MISSING_AUTHENTICATION_TOKEN', '403'],
    ['INVALID_SIGNATURE', '403'],
    ['EXPIRED_TOKEN', '403'],
    ['ACCESS_DENIED', '403'],
    ['WAF_FILTERED', '403'],
    ['REQUEST_TOO_LARGE', '413'],
    ['THROTTLED', '429'],
    ['QUOTA_EXCEEDED', '429'],
    ['INTEGRATION_FAILURE', '503'],
    ['INTEGRATION_TIMEOUT', '503'],
    ['DEFAULT_4XX', '400'],
    ['DEFAULT_5XX', '500'],
  ])('answers %s as an RFC 9457 problem with status %s', (type, status) => {
    const response = Object.values(ofAdminApi('AWS::ApiGateway::GatewayResponse')).find(
      ({ Properties }) => Properties.ResponseType === type,
    );

    expect(response?.Properties).toMatchObject({
      StatusCode: status,
      ResponseParameters: { 'gatewayresponse.header.Content-Type': "'application/problem+json'" },
    });
    const templates = response?.Properties.ResponseTemplates as Record<string, string>;
    expect(JSON.parse(templates['application/json'] ?? '')).toEqual({
      type: 'about:blank',
      title: STATUS_CODES[status],
      status: Number(status),
      detail: expect.stringMatching(/\.$/),
    });
  });
});
