/** Which of a target's mutants to try: all, those in changed lines, or a random sample. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { findMutants, type Mutant } from './find-mutants.ts';
import { filesOf } from './killing-tests.ts';
import type { Options } from './options.ts';
import type { Target } from './targets.ts';

export function allMutants(root: string, { files, operators }: Target): readonly Mutant[] {
  return filesOf(root, files).flatMap((file) => findMutants(file, readFileSync(join(root, file), 'utf8'), operators));
}

export function chooseMutants(root: string, mutants: readonly Mutant[], options: Options): readonly Mutant[] {
  const { file: pattern, since, sample, seed } = options;
  const changed = since === undefined ? undefined : changedLines(gitDiff(root, since));
  const chosen = mutants.filter(
    ({ file, line, before }) =>
      (pattern === undefined || matchesGlob(file, pattern)) &&
      (changed === undefined || overlaps(changed.get(file) ?? new Set(), line, before)),
  );
  return sample === undefined ? chosen : sampled(chosen, sample, seed);
}

/** By file: the numbers of the lines that a diff without context adds. */
export function changedLines(diff: string): ReadonlyMap<string, ReadonlySet<number>> {
  const lines = new Map<string, Set<number>>();
  let current = new Set<number>();
  for (const text of diff.split('\n')) {
    const [, file] = /^\+\+\+ b\/(.*)$/.exec(text) ?? [];
    if (file !== undefined) {
      current = new Set();
      lines.set(file, current);
    }
    const [, start, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(text) ?? [];
    if (start === undefined) continue;
    for (let line = 0; line < Number(count); line++) current.add(Number(start) + line);
  }
  return lines;
}

/** The same for the same seed, in the order of the list. */
export function sampled<Value>(values: readonly Value[], size: number, seed: number): readonly Value[] {
  const random = randomNumbers(seed);
  const chosen = values
    .map((value, index) => ({ value, index, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, size);
  return chosen.toSorted((a, b) => a.index - b.index).map(({ value }) => value);
}

function overlaps(changed: ReadonlySet<number>, line: number, before: string): boolean {
  return before.split('\n').some((_, index) => changed.has(line + index));
}

function gitDiff(root: string, since: string): string {
  return execFileSync('git', ['diff', '--unified=0', '--no-color', '--no-ext-diff', since, '--'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
}

/** mulberry32: from 0 up to but not including 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
