/** The record that Lambda sends to the on-failure destination of an asynchronous event. */
import type { QueuedEvent } from './event-queue.ts';
import type { InvocationResult, LambdaFunction } from './function.ts';

/** How an event was given up. */
type GivenUp = {
  readonly event: QueuedEvent;
  readonly attempts: number;
  readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
  /** Of the last attempt; absent when none ran. */
  readonly result: InvocationResult | undefined;
  readonly at: number;
};

/** The invocation record as JSON text (Lambda Developer Guide, "capturing records of asynchronous invocations"). */
export function failureRecord(
  lambdaFunction: LambdaFunction,
  { event, attempts, condition, result, at }: GivenUp,
): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn: `${lambdaFunction.arn}:$LATEST`,
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(event.payload),
    ...(result !== undefined && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: result.functionError },
      responsePayload: JSON.parse(result.payload),
    }),
  });
}
