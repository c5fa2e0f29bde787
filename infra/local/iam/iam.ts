/**
 * IAM of the local stack: refuses what the template's policies do not allow, and keeps account of what they were good
 * for.
 */
import { AwsError } from '#infra/local/aws-error.ts';
import { createKeyRing, type KeyRing, operatorArn } from './access-keys.ts';
import type { Administrator } from './administrators.ts';
import type { ConditionKeys } from './conditions.ts';
import { evaluate, type Principal } from './evaluate.ts';
import type { Policies, Statement } from './policy.ts';
import { matchesAction } from './wildcards.ts';

type AuthorizationRequest = {
  readonly principal: Principal | { readonly accessKeyId: string };
  /** `service:Action`. */
  readonly action: string;
  readonly resource: string;
  readonly conditionKeys?: ConditionKeys;
};

/** A request that was refused. */
type Denial = { readonly principal: string; readonly action: string; readonly resource: string };

/** A statement's action that no request has needed so far. */
type UnusedPermission = { readonly statementId: string; readonly action: string };

export type Iam = {
  readonly keys: KeyRing;
  /** @throws AwsError AccessDeniedException that names principal, action and resource, as AWS does */
  authorize(request: AuthorizationRequest): void;
  /**
   * As `authorize`, for what AWS does in the background, where nobody is told of a refusal; it is among the denials.
   */
  isAllowed(request: AuthorizationRequest): boolean;
  /** What was refused so far, oldest first. */
  readonly denials: readonly Denial[];
  /** Every statement of the template that allows something. */
  readonly statements: readonly Statement[];
  unusedPermissions(): readonly UnusedPermission[];
  /** Takes a statement out, as if the template did not have it; the result puts it back. */
  drop(statementId: string): () => void;
};

export function openIam(policies: Policies, administrators: readonly Administrator[] = []): Iam {
  const identities = [
    ...policies.roles,
    ...administrators.map(({ arn, statements }) => ({ arn, permissions: [], managedPermissions: statements })),
  ];
  const keys = createKeyRing(identities.map(({ arn }) => arn));
  const statements = [
    ...policies.roles.flatMap(({ permissions }) => permissions),
    ...policies.resourcePolicies.flatMap((policy) => policy.statements),
  ].filter(({ effect }) => effect === 'Allow');
  const used = new Set<string>();
  const dropped = new Set<string>();
  const denials: Denial[] = [];
  const authorize: Iam['authorize'] = ({ principal: asked, action, resource, conditionKeys = {} }) => {
    const principal = 'accessKeyId' in asked ? ownerOf(keys, asked.accessKeyId) : asked;
    if ('roleArn' in principal && principal.roleArn === operatorArn) return;
    const verdict = evaluate({ ...policies, roles: identities }, { principal, action, resource, conditionKeys });
    const allowedBy = verdict.allowedBy.filter(({ id }) => !dropped.has(id));
    for (const statement of allowedBy) for (const use of usesOf(statement, action)) used.add(use);
    if (allowedBy.length > 0 && verdict.deniedBy.length === 0) return;
    const denial = { principal: 'service' in principal ? principal.service : principal.roleArn, action, resource };
    denials.push(denial);
    throw accessDenied(denial, verdict.deniedBy.length > 0);
  };
  return {
    keys,
    denials,
    statements,
    authorize,
    isAllowed(request) {
      const before = denials.length;
      try {
        authorize(request);
      } catch (error) {
        if (denials.length === before) throw error;
        return false;
      }
      return true;
    },
    unusedPermissions: () =>
      statements.flatMap(({ id, actions }) =>
        actions.filter((action) => !used.has(`${id} ${action}`)).map((action) => ({ statementId: id, action })),
      ),
    drop(statementId) {
      dropped.add(statementId);
      return () => dropped.delete(statementId);
    },
  };
}

function ownerOf(keys: KeyRing, accessKeyId: string): Principal {
  const roleArn = keys.ownerOf(accessKeyId);
  if (roleArn === undefined) throw AwsError.unrecognizedClient();
  return { roleArn };
}

function usesOf({ id, actions }: Statement, action: string): readonly string[] {
  return actions.filter((pattern) => matchesAction(pattern, action)).map((pattern) => `${id} ${pattern}`);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function accessDenied({ principal, action, resource }: Denial, explicitly: boolean): AwsError {
  const because = explicitly ? 'with an explicit deny' : `because no policy allows the ${action} action`;
  return AwsError.accessDenied(
    `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
  );
}
