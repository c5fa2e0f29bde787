/** The #names and :values that come with a request's expressions: each must be defined, and each must be used. */
import { AwsError } from '#infra/local/aws-error.ts';
import { type AttributeValue, attribute, type Item } from '#infra/local/dynamodb/attribute-value.ts';

/** Shared by all expressions of one request. */
export type Placeholders = {
  /** The attribute name behind `#name`, or undefined when the request does not define it. */
  readonly name: (placeholder: string) => string | undefined;
  /** The value behind `:value`, or undefined when the request does not define it. */
  readonly value: (placeholder: string) => AttributeValue | undefined;
  /** Call it when every expression has been parsed. @throws a validation error naming what no expression uses */
  readonly requireAllUsed: () => void;
};

/** The members of a request that define placeholders. */
export type PlaceholderInput = {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
};

/** Checks the definitions of one request. @throws a validation error */
export function createPlaceholders(input: PlaceholderInput, hasExpression: boolean): Placeholders {
  const names = input.ExpressionAttributeNames;
  const values = input.ExpressionAttributeValues;
  requireDefinitions('ExpressionAttributeNames', '#', names, hasExpression);
  requireDefinitions('ExpressionAttributeValues', ':', values, hasExpression);
  const used = new Set<string>();
  return {
    name: (placeholder) => {
      used.add(placeholder);
      return names !== undefined && Object.hasOwn(names, placeholder) ? names[placeholder] : undefined;
    },
    value: (placeholder) => {
      used.add(placeholder);
      return values && attribute(values, placeholder);
    },
    requireAllUsed: () => {
      requireUsed('ExpressionAttributeNames', names, used);
      requireUsed('ExpressionAttributeValues', values, used);
    },
  };
}

function requireDefinitions(member: string, sign: string, definitions: object | undefined, hasExpression: boolean) {
  if (definitions === undefined) return;
  if (!hasExpression) {
    throw AwsError.validation(`${member} can only be specified when using expressions`);
  }
  const placeholders = Object.keys(definitions);
  if (placeholders.length === 0) throw AwsError.validation(`${member} must not be empty`);
  const wrong = placeholders.find((name) => name[0] !== sign || !/^.\w+$/.test(name));
  if (wrong !== undefined) {
    throw AwsError.validation(`${member} contains invalid key: Syntax error; key: "${wrong}"`);
  }
}

function requireUsed(member: string, definitions: object | undefined, used: ReadonlySet<string>): void {
  const unused = Object.keys(definitions ?? {}).filter((name) => !used.has(name));
  if (unused.length > 0) {
    throw AwsError.validation(`Value provided in ${member} unused in expressions: keys: {${unused.join(', ')}}`);
  }
}
