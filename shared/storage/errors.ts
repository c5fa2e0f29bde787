/** What DynamoDB's errors mean to the directory. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { Unavailable, VersionConflict } from '#shared/directory/errors.ts';

const throttlingReasons = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded', 'TransactionInProgress']);

/** Errors of the service, of the SDK's request handler and of Node's sockets; each passes by itself. */
const passingErrors = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
  'InternalServerError',
  'TimeoutError',
  'AbortError',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** `Unavailable` for what passes by itself; everything else is a fault of ours and stays as it is. */
export function portError(error: unknown): unknown {
  if (isPassing(error)) return new Unavailable('DynamoDB cannot answer now', { cause: error });
  const reasons = cancellationReasons(error);
  if (reasons.includes('TransactionConflict')) {
    return new VersionConflict('another transaction has an item of this one', { cause: error });
  }
  if (reasons.some((reason) => throttlingReasons.has(reason))) {
    return new Unavailable('DynamoDB throttles', { cause: error });
  }
  return error;
}

/**
 * Which item's condition cancelled the transaction, by its place; -1 when none did. A failed condition is a decision,
 * while an overlap with another transaction only asks for a fresh read: DynamoDB cancels both alike and names one
 * reason for each item.
 */
export function failedCondition(error: unknown): number {
  return cancellationReasons(error).indexOf('ConditionalCheckFailed');
}

function cancellationReasons(error: unknown): string[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (passingErrors.has(error.name) || ('code' in error && passingErrors.has(String(error.code)))) return true;
  return httpStatus(error) >= 500;
}

/** A gateway's HTML page instead of an answer has no name of its own, only the response that it came with. */
function httpStatus(error: Error): number {
  const { $metadata, $response } = serviceAnswer.safeParse(error).data ?? {};
  return $metadata?.httpStatusCode ?? $response?.statusCode ?? 0;
}

const serviceAnswer = z.object({
  $metadata: z.optional(z.object({ httpStatusCode: z.optional(z.number()) })),
  $response: z.optional(z.object({ statusCode: z.optional(z.number()) })),
});
