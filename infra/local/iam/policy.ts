/**
 * A policy document as the evaluation needs it; what the evaluation does not know is refused when the document is read.
 */
import * as z from 'zod';
import { type Condition, parseConditions } from './conditions.ts';

type Effect = 'Allow' | 'Deny';

export type Statement = {
  /** Where it stands in the template: the resource's logical id, then the Sid or the place in the policy. */
  readonly id: string;
  readonly effect: Effect;
  readonly actions: readonly string[];
  /** Absent in trust policies, which are about the role that they are part of. */
  readonly resources: readonly string[] | undefined;
  /** Who a resource-based statement is about; absent in identity-based ones. */
  readonly principals: Principals | undefined;
  readonly conditions: readonly Condition[];
};

type Principals = { readonly services: readonly string[]; readonly arns: readonly string[] };

/** A role with the statements of every policy attached to it. */
type Role = {
  readonly arn: string;
  /** Written in the template. */
  readonly permissions: readonly Statement[];
  /** Of policies that are made for others than this role alone, and so may say more than it needs. */
  readonly managedPermissions: readonly Statement[];
};

/** What is attached to a resource: a role's trust policy, a function's permissions, a queue's policy. */
export type ResourcePolicy = { readonly resourceArn: string; readonly statements: readonly Statement[] };

/** Everything that a template says about permissions. */
export type Policies = { readonly roles: readonly Role[]; readonly resourcePolicies: readonly ResourcePolicy[] };

/** IAM lets a list of one be written without the list. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item));

const oneOrMore = listOf(z.string());

const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: z.optional(oneOrMore),
  Principal: z
    .union([
      z.literal('*').transform(() => ({ Service: [], AWS: ['*'] })),
      z.strictObject({ Service: oneOrMore.default([]), AWS: oneOrMore.default([]) }),
    ])
    .optional(),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).default({}),
});

const documentSchema = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: listOf(statementSchema),
});

/**
 * @param id of the policy; each statement's id begins with it
 * @throws Error when the document uses an element, a variable, a condition operator or a condition key that is not
 *   evaluated here
 */
export function parsePolicy(document: unknown, id: string): readonly Statement[] {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) {
    throw new Error(`The local stack does not understand the policy ${id}: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data.Statement.map((statement, index) => {
    const statementId = `${id}/${statement.Sid ?? index}`;
    const variable = /\$\{[^}]*\}/.exec(JSON.stringify([statement.Resource, statement.Condition]))?.[0];
    if (variable !== undefined) {
      throw new Error(`The local stack does not know the policy variable ${variable} of ${statementId}.`);
    }
    return {
      id: statementId,
      effect: statement.Effect,
      actions: statement.Action,
      resources: statement.Resource,
      principals: statement.Principal && { services: statement.Principal.Service, arns: statement.Principal.AWS },
      conditions: parseConditions(statement.Condition, statementId),
    };
  });
}
