/** `npm run mutants`: makes small faults in the source, one at a time, and shows which of them no test notices. */
import { fileURLToPath } from 'node:url';
import { allMutants, chooseMutants } from './choose-mutants.ts';
import type { Mutant } from './find-mutants.ts';
import { type Options, readOptions, usage } from './options.ts';
import { type Arguments, report, staleArguments } from './report.ts';
import { life } from './survivors/life.ts';
import { scim } from './survivors/scim.ts';
import { type Target, type TargetName, targets } from './targets.ts';
import { tryMutants } from './try-mutants.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const survivors: Readonly<Record<TargetName, Arguments>> = { life, scim };

async function main(options: Options): Promise<number> {
  const target: Target = targets[options.target];
  const all = allMutants(root, target);
  const chosen = chooseMutants(root, all, options);
  if (options.list) {
    for (const { id, line } of chosen) console.log(`${line}: ${id}`);
    return 0;
  }
  if (options.sample !== undefined) console.error(`seed ${options.seed}`);
  const results = await tryChosen(chosen, target, options);
  const argued = survivors[options.target];
  const verdict = report(results, argued, staleArguments(argued, new Set(all.map(({ id }) => id)), results));
  console.log(verdict.text);
  const isWhole = chosen.length === all.length;
  return verdict.unargued === 0 && (!isWhole || verdict.score >= target.minimumScore) ? 0 : 1;
}

async function tryChosen(chosen: readonly Mutant[], { tests }: Target, { workers }: Options) {
  const startedAt = performance.now();
  let tried = 0;
  const results = await tryMutants(chosen, {
    root,
    tests,
    workers,
    onResult: ({ mutant, killedBy }) => {
      tried += 1;
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      if (killedBy === undefined) console.error(`${tried}/${chosen.length} ${seconds} s: survived ${mutant.id}`);
      else if (tried % 100 === 0) console.error(`${tried}/${chosen.length} ${seconds} s`);
    },
  });
  return results;
}

try {
  process.exitCode = await main(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error, `\n\n${usage}`);
  process.exitCode = 2;
}
