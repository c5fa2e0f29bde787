/** One execution environment of a function: a worker thread that runs one invocation at a time. */
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { instanceEnvironment } from './environment.ts';
import { exited, timedOut, tooLarge } from './failure.ts';
import type { InvocationResult, LambdaFunction, LogLine } from './function.ts';
import { type WorkerMessage, workerMessage } from './instance-messages.ts';

/** An instance; `run` must not be called while it runs. */
export type Instance = {
  /** The AWS_SESSION_TOKEN of its environment. */
  readonly sessionToken: string;
  run(requestId: string, payload: string): Promise<InvocationResult>;
  /** Whether it can run another invocation. */
  isAlive(): boolean;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
};

/** A bundle that loads for longer is given up, as in the INIT phase of Lambda. */
const initLimitSeconds = 10;

/** The limit of a synchronous response: 6 MB and Lambda's envelope. */
const maximumResponseBytes = 6_291_556;

type Outcome = { readonly payload: string; readonly functionError?: 'Unhandled' };

type State = {
  readonly worker: Worker;
  ready: boolean;
  /** How it ended; from then on every invocation comes to this. */
  ended?: (requestId: string) => Outcome;
  /** The invocation under way. */
  running?: { readonly requestId: string; begin(): void; settle(outcome: Outcome): void };
};

/** Starts loading the bundle (a cold start); the first `run` waits for it. */
export function startInstance(lambdaFunction: LambdaFunction, log: (line: LogLine) => void): Instance {
  const sessionToken = randomUUID();
  const state: State = { worker: startWorker(lambdaFunction, sessionToken), ready: false };
  const { worker } = state;
  const logLine = (message: { line: string; requestId?: string | undefined }) =>
    log({
      functionName: lambdaFunction.name,
      line: message.line,
      ...(message.requestId !== undefined && { requestId: message.requestId }),
    });
  worker.on('message', (message: unknown) => receive(state, workerMessage.parse(message), logLine));
  worker.on('error', (error) => end(state, (id) => failed(exited(id, `Runtime exited with error: ${error}`))));
  worker.on('exit', (code) => end(state, (id) => failed(exited(id, exitReason(code)))));
  return {
    sessionToken,
    isAlive: () => state.ended === undefined,
    async kill() {
      end(state, (id) => failed(exited(id, 'Runtime exited with error: signal: killed')));
      await worker.terminate();
    },
    run: async (requestId, payload) => ({ requestId, ...(await run(state, lambdaFunction, { requestId, payload })) }),
  };
}

function startWorker(lambdaFunction: LambdaFunction, sessionToken: string): Worker {
  return new Worker(new URL('./instance-worker.ts', import.meta.url), {
    env: instanceEnvironment(lambdaFunction, sessionToken),
    // Not the flags of the process that runs the stack.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: lambdaFunction.memoryMegabytes },
    stdout: true,
    stderr: true,
    workerData: {
      codeDirectory: lambdaFunction.codeDirectory,
      handler: lambdaFunction.handler,
      functionArn: lambdaFunction.arn,
    },
  });
}

function receive(
  state: State,
  message: WorkerMessage,
  logLine: (line: { line: string; requestId?: string | undefined }) => void,
): void {
  switch (message.type) {
    case 'line':
      logLine(message);
      break;
    case 'ready':
      state.ready = true;
      state.running?.begin();
      break;
    case 'result':
      state.running?.settle(withinLimit(message.payload));
      break;
    case 'error': {
      const outcome: Outcome = { functionError: 'Unhandled', payload: message.payload };
      if (message.fatal) end(state, () => outcome);
      else state.running?.settle(outcome);
    }
  }
}

function end(state: State, outcomeOf: (requestId: string) => Outcome): void {
  state.ended ??= outcomeOf;
  state.running?.settle(state.ended(state.running.requestId));
}

async function run(
  state: State,
  { timeoutSeconds }: LambdaFunction,
  { requestId, payload }: { requestId: string; payload: string },
): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  let timer: NodeJS.Timeout | undefined;
  const limit = (seconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      end(state, (id) => failed(timedOut(id, seconds)));
      void state.worker.terminate();
    }, seconds * 1000);
  };
  const begin = () => {
    limit(timeoutSeconds);
    const deadlineEpochMilliseconds = Date.now() + timeoutSeconds * 1000;
    state.worker.postMessage({ requestId, payload, deadlineEpochMilliseconds });
  };
  limit(initLimitSeconds);
  state.running = { requestId, begin, settle: resolve };
  if (state.ended !== undefined) resolve(state.ended(requestId));
  else if (state.ready) begin();
  const outcome = await promise;
  clearTimeout(timer);
  delete state.running;
  return outcome;
}

function failed(error: object): Outcome {
  return { functionError: 'Unhandled', payload: JSON.stringify(error) };
}

function withinLimit(payload: string): Outcome {
  return Buffer.byteLength(payload) <= maximumResponseBytes ? { payload } : failed(tooLarge(maximumResponseBytes));
}

function exitReason(code: number): string {
  return code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: exit status ${code}`;
}
