/** Runs inside an instance's worker thread: loads the bundle, runs invocations, passes on what they print. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { type ErrorPayload, thrown } from './failure.ts';
import {
  type InvokeMessage,
  invokeMessage,
  type StartMessage,
  startMessage,
  type WorkerMessage,
} from './instance-messages.ts';

type Handler = (event: unknown, context: unknown) => unknown;

let currentRequestId: string | undefined;
let unfinishedLine = '';

const post = (message: WorkerMessage) => parentPort?.postMessage(message);

function postLine(line: string): void {
  post({ type: 'line', line, ...(currentRequestId !== undefined && { requestId: currentRequestId }) });
}

/** Stands in for `write` of stdout and stderr, so that a line leaves in order with the result and under its request. */
function write(chunk: string | Uint8Array, encodingOrCallback?: unknown, callback?: unknown): boolean {
  const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
  const lines = `${unfinishedLine}${text}`.split('\n');
  unfinishedLine = lines.pop() ?? '';
  for (const line of lines) postLine(line);
  const done = typeof encodingOrCallback === 'function' ? encodingOrCallback : callback;
  if (typeof done === 'function') process.nextTick(done);
  return true;
}

function flushLine(): void {
  if (unfinishedLine !== '') write('\n');
}

function postError(error: ErrorPayload, fatal: boolean): void {
  // The Node.js runtime logs every failed invocation like this.
  write(`Invoke Error ${JSON.stringify(error)}\n`);
  post({ type: 'error', payload: JSON.stringify(error), fatal });
}

function endWith(error: ErrorPayload): never {
  flushLine();
  postError(error, true);
  process.exit(1);
}

async function loadHandler({ codeDirectory, handler }: StartMessage): Promise<Handler> {
  const dot = handler.lastIndexOf('.');
  const [moduleName, exportName] = [handler.slice(0, dot), handler.slice(dot + 1)];
  const file = ['.mjs', '.js', '.cjs']
    .map((end) => join(codeDirectory, moduleName + end))
    .find((path) => existsSync(path));
  if (file === undefined) {
    return endWith({
      errorType: 'Runtime.ImportModuleError',
      errorMessage: `Error: Cannot find module '${moduleName}'`,
    });
  }
  const loaded: Record<string, unknown> = await import(pathToFileURL(file).href);
  const exported = loaded[exportName];
  if (typeof exported !== 'function') {
    return endWith({ errorType: 'Runtime.HandlerNotFound', errorMessage: `${handler} is undefined or not exported` });
  }
  if (exported.length > 2) {
    const errorMessage = 'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24';
    return endWith({ errorType: 'Runtime.CallbackHandlerDeprecated', errorMessage });
  }
  return (event, context) => exported(event, context);
}

function invocationContext({ requestId, deadlineEpochMilliseconds }: InvokeMessage, functionArn: string) {
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: functionArn,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadlineEpochMilliseconds - Date.now()),
  };
}

async function invoke(handler: Handler, message: InvokeMessage, functionArn: string): Promise<void> {
  currentRequestId = message.requestId;
  try {
    const result = await handler(JSON.parse(message.payload), invocationContext(message, functionArn));
    const payload = JSON.stringify(result) ?? 'null';
    flushLine();
    post({ type: 'result', payload });
  } catch (error) {
    flushLine();
    postError(thrown(error), false);
  }
}

process.stdout.write = write;
process.stderr.write = write;
process.on('uncaughtException', (error) => endWith(thrown(error)));
process.on('unhandledRejection', (reason) =>
  endWith({ ...thrown(reason), errorType: 'Runtime.UnhandledPromiseRejection' }),
);

const start = startMessage.parse(workerData);
const handler = await loadHandler(start);
parentPort?.on('message', (message: unknown) => invoke(handler, invokeMessage.parse(message), start.functionArn));
post({ type: 'ready' });
