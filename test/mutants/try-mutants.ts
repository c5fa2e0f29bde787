/** Runs the tests against each mutant until one fails. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mutant, mutated } from './find-mutants.ts';
import { filesOf, importDistances, inOrderOfLikelihood, suiteOf, type TestFile } from './killing-tests.ts';
import { bodyAround } from './probes.ts';
import type { Target } from './targets.ts';
import { shareOut, startWorker, type Worker } from './worker-pool.ts';

/** `killedBy` is the suite whose test failed, or did not end. */
export type Result = {
  readonly mutant: Mutant;
  readonly killedBy?: string | undefined;
  readonly withoutAnswer?: boolean;
};

export type Settings = {
  readonly root: string;
  readonly tests: Target['tests'];
  readonly workers: number;
  /** How much slower than the source a mutant may be. */
  readonly patienceMilliseconds?: number;
  /** After each mutant. */
  readonly onResult?: (result: Result) => void;
};

type Trial = Settings & {
  readonly source: string;
  readonly order: readonly TestFile[];
  readonly kills: Map<string, number>;
};

/** A mutant that is so many times slower than the source, and so much, will not end. */
const patienceFactor = 4;
const usualPatienceMilliseconds = 10_000;

/** Before anything is known of a test file. */
const longestTestFileMilliseconds = 300_000;

/** @throws Error naming the test files that fail without any mutant */
export async function tryMutants(mutants: readonly Mutant[], settings: Settings): Promise<readonly Result[]> {
  const { root } = settings;
  const allTests = filesOf(root, settings.tests);
  const distances = importDistances(root, allTests);
  const files = [...new Set(mutants.map(({ file }) => file))];
  const related = allTests.filter((test) => files.some((file) => distances.get(file)?.has(test)));
  const workers = Array.from({ length: settings.workers }, () => startWorker({ root, tests: settings.tests, files }));
  try {
    const tests = await runUnmutated(workers, related);
    const kills = new Map<string, Map<string, number>>();
    return await shareOut(workers, mutants, async (worker, mutant) => {
      const killsOfFile = kills.get(mutant.file) ?? new Map<string, number>();
      kills.set(mutant.file, killsOfFile);
      const source = readFileSync(join(root, mutant.file), 'utf8');
      const order = inOrderOfLikelihood(tests, {
        distances: distances.get(mutant.file) ?? new Map(),
        kills: killsOfFile,
        body: bodyAround(mutant.file, source, mutant),
      });
      const result = await tryMutant(worker, mutant, { ...settings, source, order, kills: killsOfFile });
      settings.onResult?.(result);
      return result;
    });
  } finally {
    for (const worker of workers) worker.stop();
  }
}

async function runUnmutated(workers: readonly Worker[], tests: readonly string[]): Promise<readonly TestFile[]> {
  const failed: string[] = [];
  const files = await shareOut(workers, tests, async (worker, test) => {
    const outcome = await worker.run({ test }, longestTestFileMilliseconds);
    if (outcome === 'no-answer') failed.push(`${test} (no answer)`);
    else if (!outcome.passed) failed.push(`${test} (${outcome.reason ?? 'an error outside of its tests'})`);
    const { milliseconds, reached } = outcome === 'no-answer' ? { milliseconds: 0, reached: [] } : outcome;
    return { file: test, milliseconds, reached: new Set(reached) };
  });
  if (failed.length > 0) throw new Error(`These fail without any mutant: ${failed.join(', ')}`);
  return files;
}

async function tryMutant(
  worker: Worker,
  mutant: Mutant,
  { source, patienceMilliseconds = usualPatienceMilliseconds, order, kills }: Trial,
): Promise<Result> {
  const text = mutated(source, mutant);
  for (const { file: test, milliseconds } of order) {
    const patience = milliseconds * patienceFactor + patienceMilliseconds;
    const outcome = await worker.run({ test, mutant: { file: mutant.file, text } }, patience);
    if (outcome !== 'no-answer' && outcome.passed) continue;
    kills.set(test, (kills.get(test) ?? 0) + 1);
    return { mutant, killedBy: suiteOf(test), withoutAnswer: outcome === 'no-answer' };
  }
  return { mutant };
}
