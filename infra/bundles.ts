/** Builds what Lambda runs: one ESM bundle for each function, with the SDK inside. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

/** The folders under `functions/`. */
export const bundledFunctions = ['scim', 'authorizer', 'deactivate-user', 'sweep', 'admin'] as const;

export type BundledFunctionName = (typeof bundledFunctions)[number];

const root = fileURLToPath(new URL('..', import.meta.url));

/** Some dependencies are CommonJS and call `require` for Node's own modules, which an ES module does not have. */
const requireBanner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Writes `<outDir>/<function>/index.mjs` and its chunks, whose export `handler` is the function's. The same sources give the same bytes.
 * @returns what esbuild knows about the bundles' inputs and outputs
 */
export async function buildBundles(outDir: string): Promise<Readonly<Record<BundledFunctionName, Metafile>>> {
  const built = await Promise.all(bundledFunctions.map(async (name) => [name, await buildBundle(name, outDir)]));
  return Object.fromEntries(built);
}

async function buildBundle(name: BundledFunctionName, outDir: string): Promise<Metafile> {
  const outdir = join(outDir, name);
  await rm(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { index: `functions/${name}/handler.ts` },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What a function loads only sometimes stays in a chunk of its own until then.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // The SDK's ES modules can be tree-shaken, its CommonJS cannot.
    mainFields: ['module', 'main'],
    minify: true,
    banner: { js: requireBanner },
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
