/** Why a transaction was cancelled: one reason for each item, in the order of the request. */
import { AwsError } from '#infra/local/aws-error.ts';

/** API reference, "CancellationReason". */
export type CancellationReason = {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'TransactionConflict' | 'ValidationError';
  readonly Message?: string;
  readonly Item?: unknown;
};

const codes: Readonly<Record<string, CancellationReason['Code']>> = {
  ConditionalCheckFailedException: 'ConditionalCheckFailed',
  TransactionConflictException: 'TransactionConflict',
  ValidationException: 'ValidationError',
};

/** The reason that an item's failure is. Throws on what is no reason to cancel. */
export function reasonOf(error: unknown): CancellationReason {
  const code = error instanceof AwsError ? codes[error.code] : undefined;
  if (code === undefined || !(error instanceof AwsError)) throw error;
  return { Code: code, Message: error.message, ...error.fields };
}

/** The error that carries the reasons. */
export function cancelTransaction(reasons: readonly CancellationReason[]): AwsError {
  const codeList = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codeList}]`;
  return new AwsError('TransactionCanceledException', 400, message, { CancellationReasons: reasons });
}
