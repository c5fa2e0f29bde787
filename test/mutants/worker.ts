/** A process that runs one test file at a time, with one source file replaced by a mutant, or all of them by probes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVitest, type TestModule } from 'vitest/node';
import { probed } from './probes.ts';
import type { Order, Reply, WorkerSettings } from './worker-pool.ts';

const { root, tests, files }: WorkerSettings = JSON.parse(process.argv[2] ?? '');

/** By path; nothing is ever written to the working tree: the mutant lives here. */
let replaced: ReadonlyMap<string, string> = new Map();

const probes = new Map(
  files.map((file) => [join(root, file), probed(file, readFileSync(join(root, file), 'utf8'))] as const),
);

// Here local time is not UTC, so that a mutant that takes one for the other is noticed.
process.env.TZ = 'Asia/Kolkata';

const vitest = await createVitest(
  {
    root,
    config: false,
    include: [...tests],
    setupFiles: [fileURLToPath(new URL('setup.ts', import.meta.url))],
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
  { plugins: [{ name: 'mutant', enforce: 'pre', load: (id) => replaced.get(id) }] },
);

const specifications = new Map((await vitest.globTestSpecifications()).map((one) => [one.moduleId, one]));

async function run({ test, mutant }: Order): Promise<Reply> {
  replace(mutant === undefined ? probes : new Map([[join(root, mutant.file), mutant.text]]));
  const path = join(root, test);
  const specification = specifications.get(path);
  if (specification === undefined) throw new Error(`${test} is not a test file of the target`);
  const startedAt = performance.now();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification], false);
  const testModule = testModules.find(({ moduleId }) => moduleId === path);
  const state = testModule?.state();
  return {
    passed: (state === 'passed' || state === 'skipped') && unhandledErrors.length === 0,
    milliseconds: performance.now() - startedAt,
    reason: testModule === undefined ? 'it did not run' : firstError(testModule),
    reached: mutant === undefined ? (testModule?.meta().reachedBodies ?? []) : [],
  };
}

function firstError(testModule: TestModule): string | undefined {
  const tests = [...testModule.children.allTests('failed')].flatMap((one) => one.result().errors ?? []);
  return [...testModule.errors(), ...tests][0]?.message;
}

function replace(next: ReadonlyMap<string, string>): void {
  const paths = new Set([...replaced.keys(), ...next.keys()]);
  for (const path of paths) if (replaced.get(path) !== next.get(path)) vitest.invalidateFile(path);
  replaced = next;
}

process.on('message', async (order: Order) => {
  process.send?.(await run(order));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
