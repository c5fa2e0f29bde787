/** Reads requests: the members that this DynamoDB understands, and no others. */
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import { parseItem } from './attribute-value.ts';

const required = z.unknown().refine((raw) => raw !== undefined, 'is required');

/** A map of attributes: an item, a key, or expression attribute values. */
export const attributes = required.transform((raw) => parseItem(raw));
export const tableName = z.string().regex(/^[\w.-]{3,255}$/, 'must be a table name of 3 to 255 characters');
export const returnConsumedCapacity = z.enum(['NONE', 'TOTAL', 'INDEXES']).default('NONE');

/** The members that define the placeholders of expressions. */
export const placeholderMembers = {
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: attributes.optional(),
};

/** The members of every conditional write, alone or in a transaction. */
export const conditionMembers = {
  TableName: tableName,
  ConditionExpression: z.string().optional(),
  ...placeholderMembers,
  ReturnValuesOnConditionCheckFailure: z.enum(['NONE', 'ALL_OLD']).default('NONE'),
};

/** @throws a validation error that names the member, for what is missing, wrong or unknown here */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  operation: string,
  input: unknown,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const names = [...issue.path, ''].join('.') + issue.keys[0];
    throw AwsError.validation(`The local DynamoDB does not support the member '${names}' of ${operation}`);
  }
  const member = issue?.path.join('.') ?? '';
  throw AwsError.validation(`1 validation error detected: Value at '${member}' of ${operation}: ${issue?.message}`);
}
