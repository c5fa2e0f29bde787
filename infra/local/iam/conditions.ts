/**
 * Condition blocks of policies: the operators and keys that our template uses; any other is refused when the policy is
 * read.
 */
import { matchesArn, matchesPattern } from './wildcards.ts';

/** What is known of a request beyond who, what and on which resource. Keys are compared in any case. */
export type ConditionKeys = { readonly [key: string]: string | readonly string[] };

export type Condition = {
  readonly operator: Operator;
  /** In lower case. */
  readonly key: string;
  readonly values: readonly string[];
};

type Operator = keyof typeof operators;

type Evaluate = (actual: readonly string[] | undefined, values: readonly string[]) => boolean;

const single =
  (matches: (value: string, actual: string) => boolean): Evaluate =>
  (actual, values) =>
    actual?.some((one) => values.some((value) => matches(value, one))) ?? false;

/** True also when the request does not have the key at all, as in IAM. */
const forAllValues =
  (matches: (value: string, actual: string) => boolean): Evaluate =>
  (actual = [], values) =>
    actual.every((one) => values.some((value) => matches(value, one)));

const equals = (value: string, actual: string): boolean => value === actual;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators = {
  ArnEquals: single(matchesArn),
  ArnLike: single(matchesArn),
  Bool: single((value, actual) => value.toLowerCase() === actual.toLowerCase()),
  StringEquals: single(equals),
  StringLike: single(matchesPattern),
  'ForAllValues:StringEquals': forAllValues(equals),
  'ForAllValues:StringLike': forAllValues(matchesPattern),
} satisfies { readonly [operator: string]: Evaluate };

/** The keys for which the emulated services say what a request has. */
const knownKeys: readonly string[] = [
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'dynamodb:leadingkeys',
  'iam:passedtoservice',
];

/** @throws Error naming an operator or a key that is not evaluated here */
export function parseConditions(
  block: { readonly [operator: string]: { readonly [key: string]: readonly string[] } },
  statementId: string,
): readonly Condition[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]): Condition => {
      if (!isOperator(operator)) {
        throw new Error(`The local stack does not know the condition operator ${operator} of ${statementId}.`);
      }
      if (!knownKeys.includes(key.toLowerCase())) {
        throw new Error(`The local stack does not know the condition key ${key} of ${statementId}.`);
      }
      return { operator, key: key.toLowerCase(), values };
    }),
  );
}

/** Whether a request with these keys meets all conditions. The local stack's own traffic counts as secure transport. */
export function meetsConditions(conditions: readonly Condition[], keys: ConditionKeys): boolean {
  const known = new Map(
    Object.entries({ 'aws:SecureTransport': 'true', ...keys }).map(([key, value]) => [key.toLowerCase(), value]),
  );
  return conditions.every(({ operator, key, values }) => {
    const actual = known.get(key);
    return operators[operator](typeof actual === 'string' ? [actual] : actual, values);
  });
}

function isOperator(operator: string): operator is Operator {
  return Object.hasOwn(operators, operator);
}
