/** Fails a run in which a test that docs/conformance.md names did not pass, though its file, or everything, was to run. */
import { relative } from 'node:path';
import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node';
import { conformance, root } from './conformance.ts';
import { type Outcome, unproved } from './proof.ts';

/** As vitest wants it: a function that is called with `new`, of which it takes what is returned. */
export default function conformanceReporter(): Reporter {
  let vitest: Vitest | undefined;
  let chosen = 0;
  return {
    onInit: (context) => {
      vitest = context;
    },
    onTestRunStart: (specifications: readonly TestSpecification[]) => {
      chosen = specifications.length;
    },
    onTestRunEnd: async (modules, _errors, reason) => {
      // With `-t` tests are left out inside of files.
      if (vitest === undefined || vitest.config.testNamePattern !== undefined || reason === 'interrupted') return;
      const all = await vitest.globTestSpecifications();
      const isWhole = vitest.config.project.length === 0 && chosen === all.length;
      const named = conformance().rules.flatMap(({ tests }) => tests);
      const missing = unproved(named, outcomesOf(modules), isWhole);
      if (missing.length === 0) return;
      process.exitCode = 1;
      const lines = missing.map(({ path, title }) => `  ${path}: ${title}`);
      vitest.logger.error(`docs/conformance.md names tests that did not pass in this run:\n${lines.join('\n')}`);
    },
  };
}

function outcomesOf(modules: readonly TestModule[]): ReadonlyMap<string, readonly Outcome[]> {
  return new Map(
    modules.map((module) => [
      relative(root, module.moduleId),
      [...module.children.allTests()].map((test) => ({
        fullName: test.fullName,
        hasPassed: test.result().state === 'passed',
      })),
    ]),
  );
}
