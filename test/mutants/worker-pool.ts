/** Starts the processes that run tests, and replaces one that a mutant keeps from answering. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export type WorkerSettings = {
  readonly root: string;
  /** Globs. */
  readonly tests: readonly string[];
  /** The files that mutants are in. */
  readonly files: readonly string[];
};

/** One test file to run, with one source file replaced; or with none, and then it tells which functions it reaches. */
export type Order = {
  readonly test: string;
  readonly mutant?: { readonly file: string; readonly text: string } | undefined;
};

export type Reply = {
  readonly passed: boolean;
  readonly milliseconds: number;
  /** Why it did not pass. */
  readonly reason?: string | undefined;
  /** The bodies of functions, by the names that probes give them. */
  readonly reached: readonly string[];
};

/** `no-answer`: it took too long, or took the process with it. */
type Outcome = Reply | 'no-answer';

export type Worker = {
  run(order: Order, patienceMilliseconds: number): Promise<Outcome>;
  stop(): void;
};

const attempts = 2;

export function startWorker(settings: WorkerSettings): Worker {
  let process = startProcess(settings);
  return {
    run: async (order, patienceMilliseconds) => {
      // Now and then a process ends by itself: only what happens twice is the mutant's doing.
      for (let attempt = 1; ; attempt++) {
        const { child, ready } = process;
        await ready;
        child.send(order);
        const outcome = await reply(child, patienceMilliseconds);
        if (outcome !== 'no-answer') return outcome;
        child.kill('SIGKILL');
        process = startProcess(settings);
        if (attempt === attempts) return outcome;
      }
    },
    stop: () => process.child.kill(),
  };
}

/** Works through the list side by side, and gives the results back in its order. */
export async function shareOut<Task, Result>(
  workers: readonly Worker[],
  tasks: readonly Task[],
  work: (worker: Worker, task: Task) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = tasks.map((task, index) => ({ task, index })).reverse();
  const workInTurn = async (worker: Worker) => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      results[next.index] = await work(worker, next.task);
    }
  };
  await Promise.all(workers.map(workInTurn));
  return results;
}

function startProcess(settings: WorkerSettings): { readonly child: ChildProcess; readonly ready: Promise<unknown> } {
  const file = fileURLToPath(new URL('worker.ts', import.meta.url));
  const child = fork(file, [JSON.stringify(settings)], {
    cwd: settings.root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ready = firstMessage(child);
  ready.catch(() => undefined);
  return { child, ready };
}

async function reply(child: ChildProcess, patienceMilliseconds: number): Promise<Outcome> {
  const giveUp = new AbortController();
  const tooLong = sleep(patienceMilliseconds, undefined, { signal: giveUp.signal });
  try {
    const message = await Promise.race([firstMessage(child), tooLong]);
    return message ?? 'no-answer';
  } catch {
    return 'no-answer';
  } finally {
    tooLong.catch(() => undefined);
    giveUp.abort();
  }
}

/** @throws Error when the process ends instead */
async function firstMessage(child: ChildProcess): Promise<Reply> {
  const listening = new AbortController();
  const { signal } = listening;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`a process that runs tests ended with ${code}`);
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    return message;
  } finally {
    ended.catch(() => undefined);
    listening.abort();
  }
}
