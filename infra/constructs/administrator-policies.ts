/** The roles of administrators: IAM policies that each allow a part of the admin API. */
import { CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AdminApi } from './admin-api.ts';
import { pinLogicalId } from './logical-id.ts';

/** Routes by method and path, as IAM compares them: `*` stands for any text, slashes included. */
type Routes = { readonly method: string; readonly path: string };

/** Rules and no lists: a route that is added later belongs to whoever the rule gives it to. */
export const administratorPolicies: Readonly<
  Record<string, { readonly description: string; readonly routes: readonly Routes[] }>
> = {
  IdentityManagementAdministrator: {
    description: 'Everything that the admin API of Reprieve does',
    routes: [{ method: '*', path: '/*' }],
  },
  Auditor: {
    description: 'Reads everything that the admin API of Reprieve shows, and changes nothing',
    routes: [{ method: 'GET', path: '/*' }],
  },
  HoldManager: {
    description: 'Manages matters and their custodians in Reprieve, and reads users',
    routes: [...whole('*', '/matters'), ...whole('GET', '/users')],
  },
  SyncLogReader: {
    description: 'Reads the Sync Log of Reprieve and nothing else',
    routes: [{ method: 'GET', path: '/sync-log' }],
  },
};

/** A collection, and everything below it. */
function whole(method: string, path: string): readonly Routes[] {
  return [
    { method, path },
    { method, path: `${path}/*` },
  ];
}

/**
 * Attached to nobody: whoever runs the account attaches them to its users, roles or permission sets. Named by
 * CloudFormation, as a name is taken once per account and not per region.
 */
export class AdministratorPolicies extends Construct {
  constructor(scope: Construct, id: string, { api, stageName }: Pick<AdminApi, 'api' | 'stageName'>) {
    super(scope, id);
    for (const [name, { description, routes }] of Object.entries(administratorPolicies)) {
      const resources = routes.map(({ method, path }) => api.arnForExecuteApi(method, path, stageName));
      const policy = new ManagedPolicy(this, name, {
        description,
        statements: [new PolicyStatement({ actions: ['execute-api:Invoke'], resources })],
      });
      pinLogicalId(policy, name);
      new CfnOutput(Stack.of(this), `${name}PolicyArn`, { value: policy.managedPolicyArn, description });
      for (const { method, path } of routes) acknowledgeWildcards(policy, `${stageName}/${method}${path}`);
    }
  }
}

function acknowledgeWildcards(policy: ManagedPolicy, route: string): void {
  if (!route.includes('*')) return;
  // As cdk-nag spells the ARN.
  const api = 'arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<AdminApi>';
  Validations.of(policy).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${api}/${route}]`,
    reason: 'A role of administrators is a part of the admin API, whatever ids stand in the paths.',
  });
}
