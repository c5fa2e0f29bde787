/** Builds what Lambda runs: one ESM bundle for each function, with the SDK inside. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';

/** The folders under `functions/`. */
export const bundledFunctions = ['scim', 'authorizer', 'deactivate-user', 'sweep', 'report', 'admin'] as const;

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

/** Modules of the SDK that are imported and never used, each with the least that can stand in for it. */
const neverUsed = [
  // Every client of DynamoDB makes one, with a library for it, but no operation looks up its endpoint there.
  { filter: /@aws-sdk\/endpoint-cache\/dist-es\/EndpointCache\.js$/, contents: 'export class EndpointCache {}' },
  // Takes the place of Node's own where there is none.
  { filter: /@smithy\/core\/dist-es\/.*\/Sha256Js\.js$/, contents: 'export class Sha256Js {}' },
];

const withoutNeverUsed: Plugin = {
  name: 'without-never-used',
  setup({ onLoad }) {
    for (const { filter, contents } of neverUsed) onLoad({ filter }, () => ({ contents }));
    // A client tells its version in the user agent, and carries the whole file for it.
    onLoad({ filter: /@aws-sdk\/client-[^/]+\/package\.json$/ }, async ({ path }) => ({
      contents: JSON.stringify(JSON.parse(await readFile(path, 'utf8')), ['version']),
      loader: 'json',
    }));
  },
};

/**
 * DynamoDB speaks JSON RPC, Scheduler REST. esbuild splits by file, so an index file that exports both protocols would
 * bring the lazy client's into every start. Who is not of the REST side gets an index without it; a name that is
 * missing there fails the build.
 */
const restProtocolApart: Plugin = {
  name: 'rest-protocol-apart',
  setup({ onResolve, onLoad, resolve }) {
    const withoutRest = '?without-rest';
    onResolve({ filter: /^@(aws-sdk|smithy)\/core\/protocols$/ }, async ({ path, pluginData, ...from }) => {
      const ofRestSide = /client-scheduler|protocols\/(json\/AwsRest|query|xml)/.test(from.importer);
      if (ofRestSide || pluginData === withoutRest) return undefined;
      const index = await resolve(path, { ...from, pluginData: withoutRest });
      return { path: index.path, suffix: withoutRest, sideEffects: false };
    });
    onLoad({ filter: /\/protocols\/index\.js$/ }, async ({ path, suffix }) => {
      if (suffix !== withoutRest) return undefined;
      const index = await readFile(path, 'utf8');
      return { contents: index.replaceAll(/^.*"\.\/(json\/AwsRest|HttpBinding|serde\/).*$/gm, '') };
    });
  },
};

/**
 * Writes `<outDir>/<function>/index.mjs` and its chunks, whose export `handler` is the function's. The same sources
 * give the same bytes.
 * @returns what esbuild knows about the bundles' inputs and outputs
 */
export async function buildBundles(outDir: string): Promise<Readonly<Record<BundledFunctionName, Metafile>>> {
  const [scim, authorizer, deactivateUser, sweep, report, admin] = await Promise.all([
    buildBundle('scim', outDir),
    buildBundle('authorizer', outDir),
    buildBundle('deactivate-user', outDir),
    buildBundle('sweep', outDir),
    buildBundle('report', outDir),
    buildBundle('admin', outDir),
  ]);
  return { scim, authorizer, 'deactivate-user': deactivateUser, sweep, report, admin };
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
    plugins: [credentialsFromEnvironment, withoutNeverUsed, restProtocolApart],
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
