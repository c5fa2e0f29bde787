/** Parses what CreateSchedule and UpdateSchedule are sent (constraints of the API reference, version 2021-06-30). */
import * as z from 'zod';
import { AwsError } from '#infra/local/aws-error.ts';
import { parseExpression } from './expression.ts';
import type { ScheduleDefinition } from './schedule.ts';

const pattern = (expression: RegExp) => ({
  error: `Member must satisfy regular expression pattern: ${expression.source}`,
});
const matching = (expression: RegExp) => z.string().regex(expression, pattern(expression));
const between = (minimum: number, maximum: number) =>
  z
    .int()
    .gte(minimum, { error: `Member must have value greater than or equal to ${minimum}` })
    .lte(maximum, { error: `Member must have value less than or equal to ${maximum}` });
const upTo = (length: number) =>
  z.string().max(length, { error: `Member must have length less than or equal to ${length}` });
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `Member must satisfy enum value set: [${values.join(', ')}]` });
const unsupported = z.undefined({ error: 'Member is not supported by the local scheduler' }).optional();

const target = z.object({
  Arn: matching(/^arn:aws[a-z-]*:[^:]+:[^:]*:[^:]*:.+$/).max(1600),
  RoleArn: matching(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/).max(1600),
  Input: z.string().optional(),
  RetryPolicy: z
    .object({
      MaximumEventAgeInSeconds: between(60, 86_400).optional(),
      MaximumRetryAttempts: between(0, 185).optional(),
    })
    .optional(),
  DeadLetterConfig: z
    .object({ Arn: matching(/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/).optional() })
    .optional(),
  EcsParameters: unsupported,
  EventBridgeParameters: unsupported,
  KinesisParameters: unsupported,
  SageMakerPipelineParameters: unsupported,
  SqsParameters: unsupported,
});

const namePattern = /^[0-9a-zA-Z-_.]{1,64}$/;

const definition = z.object({
  Name: matching(namePattern),
  GroupName: matching(namePattern).optional(),
  ScheduleExpression: upTo(256),
  ScheduleExpressionTimezone: upTo(50).optional(),
  FlexibleTimeWindow: z.object({
    Mode: oneOf(['OFF', 'FLEXIBLE']),
    MaximumWindowInMinutes: between(1, 1440).optional(),
  }),
  Target: target,
  State: oneOf(['ENABLED', 'DISABLED']).optional(),
  ActionAfterCompletion: oneOf(['NONE', 'DELETE']).optional(),
  Description: upTo(512).optional(),
  ClientToken: matching(/^[a-zA-Z0-9-_]{1,64}$/).optional(),
  StartDate: unsupported,
  EndDate: unsupported,
  KmsKeyArn: unsupported,
});

/** @throws AwsError ValidationException, or SerializationException for a member of the wrong type */
export function parseDefinition(input: unknown): ScheduleDefinition {
  const parsed = definition.safeParse(input, { reportInput: true });
  if (!parsed.success) throw constraintError(parsed.error.issues[0]);
  const { FlexibleTimeWindow, Target, ScheduleExpression, ScheduleExpressionTimezone } = parsed.data;
  if ((FlexibleTimeWindow.Mode === 'FLEXIBLE') !== (FlexibleTimeWindow.MaximumWindowInMinutes !== undefined)) {
    throw AwsError.validation('A maximum window is required for, and only for, a flexible time window.');
  }
  parseExpression(ScheduleExpression, ScheduleExpressionTimezone);
  if (Target.Arn.includes(':lambda:') && Target.Input !== undefined && !isJson(Target.Input)) {
    throw AwsError.validation('Invalid RequestJson provided. Reason: the input of a Lambda target must be valid JSON.');
  }
  return parsed.data;
}

/** @throws AwsError ValidationException unless this can be the name of a schedule or a group */
export function checkName(name: string, member: 'name' | 'groupName'): void {
  if (!namePattern.test(name))
    throw constraintError({ path: [member], input: name, message: pattern(namePattern).error });
}

function constraintError(
  issue: { path: PropertyKey[]; input?: unknown; code?: string; message: string } | undefined,
): AwsError {
  const path = (issue?.path ?? []).map((name) => String(name).replace(/^./, (first) => first.toLowerCase())).join('.');
  const input = issue?.input;
  if (input === undefined) {
    const message = `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
    return AwsError.validation(`1 validation error detected: ${message}`);
  }
  if (issue?.code === 'invalid_type' && !issue.message.startsWith('Member')) {
    return AwsError.serialization(`The member '${path}' has the wrong type.`);
  }
  const value = typeof input === 'string' ? input : JSON.stringify(input);
  return AwsError.validation(
    `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: ${issue?.message}`,
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
