/** The asset manifest that CDK writes beside a template: where the files behind an S3 key lie on this machine. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';

const manifestSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string(), packaging: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** Reads `<Stack>.assets.json`: from each S3 key to the absolute path of the directory or file that CDK would upload there. */
export function readAssets(manifestFile: string): ReadonlyMap<string, string> {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(manifestFile, 'utf8')));
  const directory = dirname(manifestFile);
  return new Map(
    Object.values(manifest.files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, resolve(directory, source.path)] as const),
    ),
  );
}
