/** The local Lambda: synchronous invocations, and asynchronous events with retries and a failure destination. */
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { AwsError } from '#infra/local/aws-error.ts';
import { type EventFate, type EventQueue, openEventQueue, type QueuedEvent } from './event-queue.ts';
import { failureRecord } from './failure-record.ts';
import type { InvocationResult, Lambda, LambdaFunction, LambdaOptions } from './function.ts';
import { type InstancePool, openInstancePool } from './instance-pool.ts';

/** The limits of payloads (Lambda quotas): 6 MB synchronous, 1 MB asynchronous. */
const maximumPayloadBytes = { RequestResponse: 6 * 2 ** 20, Event: 2 ** 20 };

/** Lambda waits one minute before the first retry and two before the second. */
const retryDelaysSeconds = [60, 120];

/** Throttled events back off from a second to five minutes; the local pace needs no more than a steady second. */
const throttledDelaySeconds = 1;

type Deployed = { readonly lambdaFunction: LambdaFunction; readonly pool: InstancePool };

/** Starts with no instance; what an earlier start accepted and did not finish runs now. */
export function startLambda(options: LambdaOptions): Lambda {
  const { maximumInstances = 10, copiesOf = () => 1, log } = options;
  const deployed = new Map<string, Deployed>();
  for (const lambdaFunction of options.functions) {
    const entry = { lambdaFunction, pool: openInstancePool(lambdaFunction, { maximumInstances, log }) };
    deployed.set(lambdaFunction.name, entry).set(lambdaFunction.arn, entry);
  }
  const requireFunction = (name: string): Deployed => {
    const found = deployed.get(name);
    if (found === undefined) throw new AwsError('ResourceNotFoundException', 404, `Function not found: ${name}`);
    return found;
  };
  const queue = openEventQueue({
    file: options.file,
    now: options.now,
    attempt: (event) => attemptEvent(options, deployed.get(event.functionName), event),
  });
  let closing: Promise<void> | undefined;
  return {
    async invoke(functionName, payload) {
      const { pool } = requireFunction(functionName);
      checkPayload(payload, 'RequestResponse');
      return await pool.run(randomUUID(), payload);
    },
    invokeAsync(functionName, payload) {
      const { lambdaFunction } = requireFunction(functionName);
      checkPayload(payload, 'Event');
      return queue.accept(lambdaFunction.name, payload, copiesOf(lambdaFunction.name, payload));
    },
    kill: (functionName, sessionToken) => requireFunction(functionName).pool.kill(sessionToken),
    idle: () => queue.idle(),
    close: (graceMilliseconds = 0) => {
      closing ??= close(
        queue,
        [...new Set(deployed.values())].map(({ pool }) => pool),
        graceMilliseconds,
      );
      return closing;
    },
  };
}

async function close(queue: EventQueue, pools: readonly InstancePool[], graceMilliseconds: number): Promise<void> {
  queue.stop();
  const grace = new AbortController();
  await Promise.race([
    Promise.all(pools.map((pool) => pool.drained())),
    setTimeout(graceMilliseconds, undefined, { signal: grace.signal }).catch(() => undefined),
  ]);
  grace.abort();
  queue.close();
  await Promise.all(pools.map((pool) => pool.close()));
}

function checkPayload(payload: string, type: keyof typeof maximumPayloadBytes): void {
  const size = Buffer.byteLength(payload);
  const maximum = maximumPayloadBytes[type];
  if (size > maximum) {
    const message = `${size} byte payload is too large for the ${type} invocation type (limit ${maximum} bytes)`;
    throw new AwsError('RequestTooLargeException', 413, message);
  }
  try {
    JSON.parse(payload);
  } catch (error) {
    const message = `Could not parse request body into json: ${error instanceof Error ? error.message : error}`;
    throw new AwsError('InvalidRequestContentException', 400, message);
  }
}

/** Runs an event once and decides its fate (Developer Guide, "error handling for asynchronous invocation"). */
async function attemptEvent(
  options: LambdaOptions,
  target: Deployed | undefined,
  event: QueuedEvent,
): Promise<EventFate> {
  if (target === undefined) {
    options.log({ functionName: event.functionName, line: 'Event dropped: the function is gone' });
    return 'done';
  }
  const { lambdaFunction, pool } = target;
  const { timeScale = 1, now } = options;
  const expiresAt = event.acceptedAt + (lambdaFunction.maximumEventAgeSeconds ?? 21_600) * 1000 * timeScale;
  const giveUp = (condition: 'RetriesExhausted' | 'EventAgeExceeded', attempts: number, result?: InvocationResult) => {
    sendToDestination(
      options,
      lambdaFunction,
      failureRecord(lambdaFunction, { event, attempts, condition, result, at: now() }),
    );
    return 'done' as const;
  };
  const again = (seconds: number, attempts: number, result?: InvocationResult): EventFate => {
    const dueAt = now() + Math.round(seconds * 1000 * timeScale);
    return dueAt > expiresAt ? giveUp('EventAgeExceeded', attempts, result) : { dueAt, attempts };
  };
  // Throttled, or no instance could be started: the event was not tried at all.
  const result = await pool.run(event.requestId, event.payload).catch(() => undefined);
  if (result === undefined) return again(throttledDelaySeconds, event.attempts);
  if (result.functionError === undefined) return 'done';
  const attempts = event.attempts + 1;
  const delay = retryDelaysSeconds[event.attempts];
  if (delay === undefined || attempts > (lambdaFunction.maximumRetryAttempts ?? 2)) {
    return giveUp('RetriesExhausted', attempts, result);
  }
  return again(delay, attempts, result);
}

function sendToDestination(options: LambdaOptions, { name, onFailureArn }: LambdaFunction, body: string): void {
  if (onFailureArn === undefined) return;
  try {
    options.sendMessage({ queueArn: onFailureArn, functionName: name, body });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    options.log({ functionName: name, line: `Event lost: its record did not reach ${onFailureArn}: ${reason}` });
  }
}
