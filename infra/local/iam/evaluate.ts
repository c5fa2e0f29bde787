/** The decision itself: which statements speak for a request, and which against it. */
import { type ConditionKeys, meetsConditions } from './conditions.ts';
import type { Policies, Statement } from './policy.ts';
import { matchesAction, matchesResource } from './wildcards.ts';

/** Who asks: a role or an administrator by the ARN, or an AWS service in its own name. */
export type Principal = { readonly roleArn: string } | { readonly service: string };

export type Request = {
  readonly principal: Principal;
  /** `service:Action`. */
  readonly action: string;
  readonly resource: string;
  readonly conditionKeys: ConditionKeys;
};

/** The request is allowed if something allows it and nothing denies it. */
export type Verdict = { readonly allowedBy: readonly Statement[]; readonly deniedBy: readonly Statement[] };

/**
 * Within one account, what a role's policies or the resource's policy allows is allowed, unless either denies it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate({ roles, resourcePolicies }: Policies, request: Request): Verdict {
  const { principal } = request;
  const identityBased = roles
    .filter(({ arn }) => 'roleArn' in principal && arn === principal.roleArn)
    .flatMap(({ permissions, managedPermissions }) => [...permissions, ...managedPermissions]);
  const resourceBased = resourcePolicies
    .filter(({ resourceArn }) => resourceArn === request.resource)
    .flatMap(({ statements }) => statements)
    .filter((statement) => concerns(statement, principal));
  const matching = [...identityBased, ...resourceBased].filter((statement) => covers(statement, request));
  return {
    allowedBy: matching.filter(({ effect }) => effect === 'Allow'),
    deniedBy: matching.filter(({ effect }) => effect === 'Deny'),
  };
}

/** Whether a statement of a resource's policy is about the principal. */
function concerns({ principals }: Statement, principal: Principal): boolean {
  if (principals === undefined) return false;
  if (principals.arns.includes('*')) return true;
  return 'service' in principal
    ? principals.services.includes(principal.service)
    : principals.arns.includes(principal.roleArn);
}

function covers(statement: Statement, { action, resource, conditionKeys }: Request): boolean {
  return (
    statement.actions.some((pattern) => matchesAction(pattern, action)) &&
    // A trust policy is about its own role.
    (statement.resources?.some((pattern) => matchesResource(pattern, resource)) ?? true) &&
    meetsConditions(statement.conditions, conditionKeys)
  );
}
