/**
 * The cloud assembly that CDK writes: the template of the stack, and where the files behind its S3 keys lie on this
 * machine.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { readTemplate, type Stack } from './read-template.ts';

export type Assembly = {
  readonly stack: Stack;
  /** From each S3 key to the absolute path of what CDK would upload there. */
  readonly assets: ReadonlyMap<string, string>;
};

const stackName = 'Reprieve';

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** @throws Error naming what of the template the local stack does not know */
export function readAssembly(directory: string): Assembly {
  const { files } = assetsSchema.parse(readJson(join(directory, `${stackName}.assets.json`)));
  const assets = Object.values(files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ objectKey }) => [objectKey, resolve(directory, source.path)] as const),
  );
  const stack = readTemplate(readJson(join(directory, `${stackName}.template.json`)), stackName);
  return { stack, assets: new Map(assets) };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
