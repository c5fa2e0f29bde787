/** Tokens that make a transaction's repetition harmless (developer guide, "Idempotency" of transactions). */
import { createHash } from 'node:crypto';
import { AwsError } from '#infra/local/aws-error.ts';
import type { Database } from './database.ts';

/** How long a token is remembered after its transaction. */
export const tokenLifetimeMilliseconds = 10 * 60 * 1000;

/** Equal for equal requests. */
export function hashRequest(raw: unknown): string {
  return createHash('sha256').update(JSON.stringify(raw)).digest('hex');
}

/** Whether the token's transaction is committed. @throws when it is in progress, or the token is another request's */
export function isCommitted(database: Database, token: string, requestHash: string): boolean {
  const since = database.now() - tokenLifetimeMilliseconds;
  const inProgress = database.tokensInProgress.get(token);
  const known = inProgress ?? database.store.committedRequest(token, since);
  if (known !== undefined && known !== requestHash) {
    const problem = 'request token was already used with a different set of parameters';
    throw new AwsError('IdempotentParameterMismatchException', 400, `The ${problem}`);
  }
  if (inProgress !== undefined) {
    const problem = 'The transaction with the given request token is already in progress.';
    throw new AwsError('TransactionInProgressException', 400, problem);
  }
  return known !== undefined;
}
