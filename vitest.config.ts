/** The test projects: pure code, histories of it, the CDK app, the local stack's parts, and the whole system running on it. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: './test/temporary-files.ts',
    reporters: ['default', './test/repository/conformance-reporter.ts'],
    coverage: {
      include: ['{cli,functions,infra,shared}/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        'shared/scim/**': { lines: 100, branches: 100, functions: 100 },
        'shared/{config,directory,http,scheduling,storage,telemetry}/**': { lines: 99, branches: 94 },
        'infra/**': { lines: 90, branches: 85 },
      },
    },
    projects: [
      { test: { name: 'shared', include: ['test/{shared,functions,cli,mutants}/**/*.test.ts'] } },
      { test: { name: 'simulation', include: ['test/simulation/**/*.test.ts'] } },
      {
        test: {
          name: 'infra',
          include: ['test/{infra,repository}/**/*.test.ts'],
          exclude: ['test/infra/local/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'local', include: ['test/infra/local/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'system', include: ['test/system/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } },
    ],
  },
});
