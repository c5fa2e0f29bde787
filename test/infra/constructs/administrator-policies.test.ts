import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { administratorPolicies } from '#infra/constructs/administrator-policies.ts';
import { readAdministrators } from '#infra/local/iam/administrators.ts';
import { openIam } from '#infra/local/iam/iam.ts';
import { readTemplate } from '#infra/local/template/read-template.ts';
import { type AdminRoute, adminRoutes } from '#shared/http/admin/admin-routes.ts';
import { reprieveTemplate } from '#test/infra/synthesize.ts';

const routes: readonly AdminRoute[] = Object.values(adminRoutes);

let template: Template;
let isAllowed: (name: string, route: Pick<AdminRoute, 'method' | 'path'>) => boolean;
beforeAll(() => {
  template = reprieveTemplate();
  const stack = readTemplate(template.toJSON(), 'Reprieve');
  const administrators = readAdministrators(stack, {});
  const iam = openIam({ roles: [], resourcePolicies: [] }, administrators);
  const [, apiId] = /execute-api:.*:(.*?)\/admin/.exec(administrators[0]?.statements[0]?.resources?.[0] ?? '') ?? [];
  isAllowed = (name, { method, path }) => {
    const roleArn = administrators.find((each) => each.name === name)?.arn ?? '';
    const resource = `arn:aws:execute-api:us-east-1:000000000000:${apiId}/admin/${method}${path.replaceAll(/\{\w+\}/g, 'x')}`;
    return iam.isAllowed({ principal: { roleArn }, action: 'execute-api:Invoke', resource });
  };
}, 60_000);

const isBelow = (path: string, collection: string) => `${path}/`.startsWith(`/${collection}/`);

const rules: Readonly<Record<string, (route: Pick<AdminRoute, 'method' | 'path'>) => boolean>> = {
  IdentityManagementAdministrator: () => true,
  Auditor: ({ method }) => method === 'GET',
  HoldManager: ({ method, path }) => isBelow(path, 'matters') || (method === 'GET' && isBelow(path, 'users')),
  SyncLogReader: ({ method, path }) => `${method} ${path}` === 'GET /sync-log',
};

describe('the policies of administrators', () => {
  test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'allow %s to those whose role it is',
    (_, route) => {
      const allowed = Object.keys(rules).filter((name) => isAllowed(name, route));

      expect(allowed).toEqual(Object.keys(rules).filter((name) => rules[name]?.(route)));
    },
  );

  test('let no role reach by a similar name what is not its own', () => {
    const similar = { method: 'GET', path: '/sync-log-export' } as const;
    const deeper = { method: 'GET', path: '/sync-log/x' } as const;

    expect([similar, deeper].map((route) => isAllowed('SyncLogReader', route))).toEqual([false, false]);
    expect(isAllowed('HoldManager', { method: 'POST', path: '/matters-export' })).toBe(false);
    expect(isAllowed('HoldManager', { method: 'GET', path: '/users-export' })).toBe(false);
  });

  test('are these, each with its ARN among the outputs, and attached to nobody', () => {
    const policies = template.findResources('AWS::IAM::ManagedPolicy');

    expect(Object.keys(administratorPolicies)).toEqual(Object.keys(rules));
    expect(Object.keys(policies)).toEqual(Object.keys(rules));
    for (const [name, { Properties }] of Object.entries(policies)) {
      expect(template.findOutputs(`${name}PolicyArn`)[`${name}PolicyArn`]?.Value).toEqual({ Ref: name });
      expect(Object.keys(Properties).sort()).toEqual(['Description', 'Path', 'PolicyDocument']);
      expect(Properties.PolicyDocument.Statement).toEqual([
        expect.objectContaining({ Effect: 'Allow', Action: 'execute-api:Invoke' }),
      ]);
    }
  });
});
