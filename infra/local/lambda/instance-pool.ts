/** The instances of one function: idle ones are used again, new ones start on demand up to a maximum. */
import { AwsError } from '#infra/local/aws-error.ts';
import type { InvocationResult, LambdaFunction, LogLine } from './function.ts';
import { type Instance, startInstance } from './instance.ts';

/** Instances of one function. */
export type InstancePool = {
  /** @throws AwsError TooManyRequestsException beyond the reserved concurrency */
  run(requestId: string, payload: string): Promise<InvocationResult>;
  /** All instances, or the one with this session token. */
  kill(sessionToken?: string): void;
  /** Resolves when nothing runs. */
  drained(): Promise<void>;
  close(): Promise<void>;
};

/** Opens the pool without starting an instance. */
export function openInstancePool(
  lambdaFunction: LambdaFunction,
  options: { maximumInstances: number; log: (line: LogLine) => void },
): InstancePool {
  const instances = new Set<Instance>();
  const idle: Instance[] = [];
  const turns = openTurns(lambdaFunction, options.maximumInstances);
  let closed = false;

  const acquire = (): Instance => {
    const warm = idle.pop();
    if (warm?.isAlive()) return warm;
    if (warm !== undefined) {
      instances.delete(warm);
      return acquire();
    }
    const instance = startInstance(lambdaFunction, options.log);
    instances.add(instance);
    return instance;
  };
  const release = (instance: Instance) => {
    if (instance.isAlive()) idle.push(instance);
    else instances.delete(instance);
  };

  return {
    async run(requestId, payload) {
      await turns.take();
      try {
        if (closed) throw new AwsError('ServiceException', 500, 'Lambda is shutting down');
        const instance = acquire();
        const result = await instance.run(requestId, payload);
        release(instance);
        return result;
      } finally {
        turns.giveBack();
      }
    },
    kill(sessionToken) {
      for (const instance of instances) {
        if (sessionToken === undefined || instance.sessionToken === sessionToken) void instance.kill();
      }
    },
    drained: turns.drained,
    async close() {
      closed = true;
      await Promise.all([...instances].map((instance) => instance.kill()));
    },
  };
}

/** Who may run now: the first come are served first. */
function openTurns({ reservedConcurrency }: LambdaFunction, maximumInstances: number) {
  const waiting: (() => void)[] = [];
  let drainWaiters: (() => void)[] = [];
  let running = 0;
  return {
    async take() {
      if (reservedConcurrency !== undefined && running + waiting.length >= reservedConcurrency) throw throttled();
      if (running < maximumInstances) {
        running += 1;
        return;
      }
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    },
    giveBack() {
      const next = waiting.shift();
      // The turn is handed on, so that nobody slips in between.
      if (next !== undefined) return next();
      running -= 1;
      if (running > 0) return;
      for (const resolve of drainWaiters) resolve();
      drainWaiters = [];
    },
    async drained() {
      if (running === 0) return;
      await new Promise<void>((resolve) => {
        drainWaiters.push(resolve);
      });
    },
  };
}

function throttled(): AwsError {
  return new AwsError('TooManyRequestsException', 429, 'Rate Exceeded.', {
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
  });
}
