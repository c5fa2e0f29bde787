/** What the local Lambda (`startLambda(options: LambdaOptions): Lambda` in lambda.ts) is told and what it offers. */

/** A function as the template describes it (AWS::Lambda::Function and its AWS::Lambda::EventInvokeConfig). */
export type LambdaFunction = {
  readonly name: string;
  readonly arn: string;
  /** The folder that holds the bundle: `index.mjs` or `index.js` for the handler `index.handler`. */
  readonly codeDirectory: string;
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** The environment of an instance beside what Lambda itself sets: credentials and endpoints included. */
  readonly environment: Readonly<Record<string, string>>;
  /** The queue that is told of events given up. */
  readonly onFailureArn?: string;
  readonly maximumRetryAttempts?: number;
  readonly maximumEventAgeSeconds?: number;
  readonly reservedConcurrency?: number;
};

/** What an invocation came to, as JSON text: the handler's result or, with `functionError`, the error object. */
export type InvocationResult = {
  readonly requestId: string;
  readonly payload: string;
  readonly functionError?: 'Unhandled';
};

/** One line that an instance wrote; `requestId` is absent while it loads its bundle. */
export type LogLine = { readonly functionName: string; readonly requestId?: string; readonly line: string };

/** The local Lambda; names may be a function's name or its ARN. */
export type Lambda = {
  /**
   * Invokes and waits (InvocationType RequestResponse); the payload is JSON text, as on the wire.
   * @throws AwsError ResourceNotFoundException, InvalidRequestContentException, RequestTooLargeException (6 MB),
   *   TooManyRequestsException
   */
  invoke(functionName: string, payload: string): Promise<InvocationResult>;
  /**
   * Accepts an event (InvocationType Event), persistently; it runs later, at least once.
   * @returns its request id
   * @throws AwsError as `invoke`; the limit is 1 MB here
   */
  invokeAsync(functionName: string, payload: string): string;
  /** Ends instances as a crash would: all of the function, or the one whose AWS_SESSION_TOKEN this is. */
  kill(functionName: string, sessionToken?: string): void;
  /** Resolves when no accepted event is waiting or running, retries included. */
  idle(): Promise<void>;
  /** Starts no further work, waits for what runs up to the grace period (default 0), and ends every instance. */
  close(graceMilliseconds?: number): Promise<void>;
};

/** What `startLambda` needs. */
export type LambdaOptions = {
  readonly functions: readonly LambdaFunction[];
  /** Where accepted events are kept: a path or ':memory:'. */
  readonly file: string;
  readonly now: () => number;
  readonly log: (line: LogLine) => void;
  /** Hands a failed event's record to its destination. What it throws is logged, and the record is lost, as on AWS. */
  readonly sendMessage: (message: { queueArn: string; functionName: string; body: string }) => void;
  /** 1 is AWS's pace of retries (1 and 2 minutes), 0.01 a hundred times as fast; default 1. */
  readonly timeScale?: number;
  /** Instances of one function at a time; further invocations wait. Default 10. */
  readonly maximumInstances?: number;
  /** How often an accepted event is run, for tests of duplicates; default once. */
  readonly copiesOf?: (functionName: string, payload: string) => number;
};
