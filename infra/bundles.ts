/** Builds what Lambda runs: one ESM bundle for each function, with the SDK inside. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';

/** The folders under `functions/`. */
export const bundledFunctions = ['scim', 'authorizer', 'deactivate-user', 'sweep', 'admin'] as const;

export type BundledFunctionName = (typeof bundledFunctions)[number];

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Lambda hands a function its role's credentials in environment variables (AWS Lambda, "Defined runtime environment
 * variables"). Without the SDK's other sources, profiles, SSO, STS and so on, a fifth of each bundle is gone, and no
 * function waits for a metadata service that is not there.
 */
const credentialsFromEnvironment: Plugin = {
  name: 'credentials-from-environment',
  setup({ onResolve, onLoad }) {
    const namespace = 'credentials-from-environment';
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ resolveDir }) => ({
      path: 'credential-provider',
      namespace,
      pluginData: resolveDir,
    }));
    onLoad({ filter: /.*/, namespace }, ({ pluginData }) => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
      resolveDir: String(pluginData),
    }));
  },
};

/**
 * Writes `<outDir>/<function>/index.mjs` and its chunks, whose export `handler` is the function's. The same sources
 * give the same bytes.
 * @returns what esbuild knows about the bundles' inputs and outputs
 */
export async function buildBundles(outDir: string): Promise<Readonly<Record<BundledFunctionName, Metafile>>> {
  const [scim, authorizer, deactivateUser, sweep, admin] = await Promise.all([
    buildBundle('scim', outDir),
    buildBundle('authorizer', outDir),
    buildBundle('deactivate-user', outDir),
    buildBundle('sweep', outDir),
    buildBundle('admin', outDir),
  ]);
  return { scim, authorizer, 'deactivate-user': deactivateUser, sweep, admin };
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
    plugins: [credentialsFromEnvironment],
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
