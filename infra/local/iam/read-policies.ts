/** Collects from a template everything that says who may do what. */
import * as z from 'zod';
import { arnOf, notActedOn, parseProperties } from '#infra/local/template/properties.ts';
import { type Resource, resourcesOfType, type Stack } from '#infra/local/template/read-template.ts';
import { managedPolicy } from './managed-policies.ts';
import { type Policies, parsePolicy, type ResourcePolicy, type Statement } from './policy.ts';

const document = z.unknown();

const roleSchema = z.strictObject({
  AssumeRolePolicyDocument: document,
  Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: document })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
  Description: notActedOn,
  RoleName: notActedOn,
  Tags: notActedOn,
});

const policySchema = z.strictObject({
  PolicyDocument: document,
  PolicyName: z.string(),
  Roles: z.array(z.string()),
});

const permissionSchema = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

const queuePolicySchema = z.strictObject({ PolicyDocument: document, Queues: z.array(z.string()) });

export function readPolicies(stack: Stack): Policies {
  const attached = resourcesOfType(stack, 'AWS::IAM::Policy').map((resource) => {
    const { PolicyDocument, Roles } = parseProperties(resource, policySchema);
    return { roles: Roles, statements: parsePolicy(PolicyDocument, resource.logicalId) };
  });
  const roles = resourcesOfType(stack, 'AWS::IAM::Role').map((resource) => {
    const { AssumeRolePolicyDocument, Policies: inline, ManagedPolicyArns } = parseProperties(resource, roleSchema);
    const permissions: readonly Statement[] = [
      ...inline.flatMap(({ PolicyName, PolicyDocument }) =>
        parsePolicy(PolicyDocument, `${resource.logicalId}/${PolicyName}`),
      ),
      ...attached.filter((policy) => policy.roles.includes(resource.ref)).flatMap(({ statements }) => statements),
    ];
    const trust = parsePolicy(AssumeRolePolicyDocument, `${resource.logicalId}/AssumeRolePolicyDocument`);
    const managedPermissions = ManagedPolicyArns.flatMap(managedPolicy);
    return { arn: arnOf(resource), permissions, managedPermissions, trust };
  });
  return {
    roles,
    resourcePolicies: [
      ...roles.map(({ arn, trust }): ResourcePolicy => ({ resourceArn: arn, statements: trust })),
      ...resourcesOfType(stack, 'AWS::Lambda::Permission').map((resource) => readPermission(stack, resource)),
      ...resourcesOfType(stack, 'AWS::SQS::QueuePolicy').flatMap((resource) => readQueuePolicy(stack, resource)),
    ],
  };
}

/** A Lambda permission is a statement of the function's resource policy. */
function readPermission(stack: Stack, resource: Resource): ResourcePolicy {
  const permission = parseProperties(resource, permissionSchema);
  const lambda = resourcesOfType(stack, 'AWS::Lambda::Function').find(
    (candidate) => candidate.ref === permission.FunctionName || arnOf(candidate) === permission.FunctionName,
  );
  if (lambda === undefined)
    throw new Error(`${resource.logicalId} is about ${permission.FunctionName}, which is no function.`);
  const { SourceArn, SourceAccount } = permission;
  const Condition = {
    ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
    ...(SourceAccount !== undefined && { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
  };
  const Statement = {
    Effect: 'Allow',
    Principal: { Service: permission.Principal },
    Action: permission.Action,
    Resource: arnOf(lambda),
    Condition,
  };
  return {
    resourceArn: arnOf(lambda),
    statements: parsePolicy({ Version: '2012-10-17', Statement }, resource.logicalId),
  };
}

function readQueuePolicy(stack: Stack, resource: Resource): readonly ResourcePolicy[] {
  const { PolicyDocument, Queues } = parseProperties(resource, queuePolicySchema);
  const statements = parsePolicy(PolicyDocument, resource.logicalId);
  return resourcesOfType(stack, 'AWS::SQS::Queue')
    .filter(({ ref }) => Queues.includes(ref))
    .map((queue) => ({ resourceArn: arnOf(queue), statements }));
}
