/** Tiny bundles in temporary folders for the tests of the local Lambda and what stands on it. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LambdaFunction } from '#infra/local/lambda/function.ts';

/** A function whose bundle is the given source of an ES module. */
export function functionOf(name: string, source: string, changes: Partial<LambdaFunction> = {}): LambdaFunction {
  const codeDirectory = mkdtempSync(join(tmpdir(), 'bundle-'));
  writeFileSync(join(codeDirectory, 'index.mjs'), source);
  return {
    name,
    arn: `arn:aws:lambda:eu-central-1:111122223333:function:${name}`,
    codeDirectory,
    handler: 'index.handler',
    timeoutSeconds: 10,
    memoryMegabytes: 256,
    environment: {},
    ...changes,
  };
}
