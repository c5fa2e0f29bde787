/** Runs before every test file: the same examples at every run, and a list of the functions that the tests reach. */
import { configureGlobal } from 'fast-check';
import { afterAll } from 'vitest';
import './probes.ts';

// A mutant that survives once survives always. The first counterexample kills; a smaller one would only take longer.
configureGlobal({ seed: 1, endOnFailure: true });

globalThis.reachedBodies = new Set();

// biome-ignore lint/correctness/noEmptyPattern: Vitest reads the first parameter as the names of fixtures.
afterAll(({}, { file }) => {
  file.meta.reachedBodies = [...(globalThis.reachedBodies ?? [])];
});
