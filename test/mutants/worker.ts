/** A process that runs one test file at a time, with one source file replaced by a mutant. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVitest } from 'vitest/node';
import type { Order, Reply, WorkerSettings } from './worker-pool.ts';

const { root, tests }: WorkerSettings = JSON.parse(process.argv[2] ?? '');

/** Nothing is ever written to the working tree: the mutant lives here. */
let replaced: { readonly path: string; readonly text: string } | undefined;

const vitest = await createVitest(
  {
    root,
    config: false,
    include: [...tests],
    setupFiles: [fileURLToPath(new URL('fixed-seed.ts', import.meta.url))],
    watch: false,
    reporters: [{}],
    pool: 'threads',
    maxWorkers: 1,
    bail: 1,
    testTimeout: 20_000,
    // A mutant kept on disk would come back as the source itself.
    fsModuleCache: false,
    cache: false,
  },
  {
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        load: (id) => (id === replaced?.path ? replaced.text : undefined),
      },
    ],
  },
);

const specifications = new Map((await vitest.globTestSpecifications()).map((one) => [one.moduleId, one]));

async function run({ test, mutant }: Order): Promise<Reply> {
  const next = mutant && { path: join(root, mutant.file), text: mutant.text };
  if (next?.text !== replaced?.text || next?.path !== replaced?.path) {
    for (const path of [replaced?.path, next?.path]) if (path !== undefined) vitest.invalidateFile(path);
    replaced = next;
  }
  const path = join(root, test);
  const specification = specifications.get(path);
  if (specification === undefined) throw new Error(`${test} is not a test file of the target`);
  const startedAt = performance.now();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification], false);
  const state = testModules.find(({ moduleId }) => moduleId === path)?.state();
  return {
    passed: (state === 'passed' || state === 'skipped') && unhandledErrors.length === 0,
    milliseconds: performance.now() - startedAt,
  };
}

process.on('message', async (order: Order) => {
  process.send?.(await run(order));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
