/** The error objects that Lambda answers with in place of a result. */

/** The payload of an invocation that failed. */
export type ErrorPayload = {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
};

/** What Lambda says of a handler that ran out of time. */
export function timedOut(requestId: string, timeoutSeconds: number): ErrorPayload {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  };
}

/** What Lambda says of an instance that ended in the middle of an invocation. */
export function exited(requestId: string, reason: string): ErrorPayload {
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${reason}` };
}

/** What the Node.js runtime makes of something thrown. */
export function thrown(error: unknown): ErrorPayload {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

/** What Lambda says of a result that exceeds the limit. */
export function tooLarge(maximumBytes: number): ErrorPayload {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${maximumBytes} bytes).`,
  };
}
