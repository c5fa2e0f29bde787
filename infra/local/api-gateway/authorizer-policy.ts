/** What a Lambda authorizer answers: a policy and a context (Developer Guide, "output from a Lambda authorizer"). */
import * as z from 'zod';
import { matchesAction, matchesPattern } from '#infra/local/iam/wildcards.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

/** Policies with conditions, NotAction or NotResource are refused: nothing here evaluates them. */
const answerSchema = z.object({
  principalId: z.string(),
  policyDocument: z.object({
    Version: z.string().optional(),
    Id: z.string().optional(),
    Statement: z
      .union([z.array(z.unknown()), z.unknown()])
      .transform((statements) => [statements].flat())
      .pipe(
        z.array(
          z.strictObject({
            Sid: z.string().optional(),
            Effect: z.enum(['Allow', 'Deny']),
            Action: oneOrMore,
            Resource: oneOrMore,
          }),
        ),
      ),
  }),
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  usageIdentifierKey: z.string().optional(),
});

/** A well-formed answer. */
export type AuthorizerAnswer = z.infer<typeof answerSchema>;

/** @returns undefined when the text is not such an answer */
export function parseAuthorizerAnswer(payload: string): AuthorizerAnswer | undefined {
  return answerSchema.safeParse(JSON.parse(payload)).data;
}

/** What the policy says of calling the method: an explicit denial wins, and what is not allowed is denied. */
export function evaluatePolicy(
  { policyDocument }: AuthorizerAnswer,
  methodArn: string,
): 'allowed' | 'denied' | 'unsaid' {
  const effects = policyDocument.Statement.filter(
    ({ Action, Resource }) =>
      Action.some((action) => matchesAction(action, 'execute-api:Invoke')) &&
      Resource.some((resource) => matchesPattern(resource, methodArn)),
  ).map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'denied';
  return effects.includes('Allow') ? 'allowed' : 'unsaid';
}
