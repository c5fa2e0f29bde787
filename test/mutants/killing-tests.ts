/** Which test files load a source file, and in what order they are likely to kill its mutants soonest. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, normalize } from 'node:path';
import { suites } from './targets.ts';

export type TestFile = {
  readonly file: string;
  readonly milliseconds: number;
  /** The functions that its tests run. */
  readonly reached: ReadonlySet<string>;
};

/** By source file: how many imports away each test file is that loads it. */
export type Distances = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function importDistances(root: string, tests: readonly string[]): Distances {
  const imports = new Map<string, readonly string[]>();
  const importsOf = (file: string) => {
    const known = imports.get(file) ?? importedFiles(file, readFileSync(join(root, file), 'utf8'));
    imports.set(file, known);
    return known;
  };
  const distances = new Map<string, Map<string, number>>();
  for (const test of tests) {
    for (const [file, distance] of reached(test, importsOf)) {
      distances.set(file, (distances.get(file) ?? new Map<string, number>()).set(test, distance));
    }
  }
  return distances;
}

/**
 * What killed most, for its time, goes first; then the near and the quick.
 * @param body the function that the mutant is in, if it is in one
 */
export function inOrderOfLikelihood(
  tests: readonly TestFile[],
  {
    distances,
    kills,
    body,
  }: {
    readonly distances: ReadonlyMap<string, number>;
    readonly kills: ReadonlyMap<string, number>;
    readonly body?: string | undefined;
  },
): readonly TestFile[] {
  const cost = ({ file, milliseconds }: TestFile) => milliseconds * (distances.get(file) ?? 0);
  const yieldOf = ({ file, milliseconds }: TestFile) => (kills.get(file) ?? 0) / milliseconds;
  return tests
    .filter(({ file, reached }) => distances.has(file) && (body === undefined || reached.has(body)))
    .toSorted((a, b) => yieldOf(b) - yieldOf(a) || cost(a) - cost(b));
}

export function suiteOf(test: string): string {
  const suite = Object.entries(suites).find(([, patterns]) => patterns.some((pattern) => matchesGlob(test, pattern)));
  return suite?.[0] ?? 'unit';
}

export function filesOf(root: string, patterns: readonly string[]): readonly string[] {
  return globSync([...patterns], { cwd: root }).toSorted();
}

/** The program's own files that this one loads, as paths from the root. */
export function importedFiles(file: string, source: string): readonly string[] {
  const specifiers = source.matchAll(
    /^(?!import type)(?:import|export|\}).*?'([^']+\.ts)'|\bimport\('([^']+\.ts)'\)/gm,
  );
  return [...specifiers].flatMap(([, inStatement, inCall]) => {
    const specifier = inStatement ?? inCall ?? '';
    if (specifier.startsWith('#')) return [specifier.slice(1)];
    return specifier.startsWith('.') ? [normalize(join(dirname(file), specifier))] : [];
  });
}

function reached(start: string, importsOf: (file: string) => readonly string[]): ReadonlyMap<string, number> {
  const distances = new Map([[start, 0]]);
  for (const [file, distance] of distances) {
    for (const next of importsOf(file)) if (!distances.has(next)) distances.set(next, distance + 1);
  }
  return distances;
}
