import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BundledFunctionName, buildBundles, bundledFunctions } from '#infra/bundles.ts';
import { reprieveTemplate } from './synthesize.ts';

const directory = mkdtempSync(join(tmpdir(), 'reprieve-built-'));
let metafiles: Readonly<Record<BundledFunctionName, Metafile>>;
beforeAll(async () => {
  metafiles = await buildBundles(directory);
}, 60_000);

/** Outputs that Lambda loads before the first request: the entry and what it imports statically, directly or not. */
function loadedAtStart({ outputs }: Metafile): (typeof outputs)[string][] {
  const entry = Object.keys(outputs).find((path) => path.endsWith('/index.mjs')) ?? '';
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const { kind, path: imported } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && imported in outputs) reached.add(imported);
    }
  }
  return [...reached].flatMap((path) => outputs[path] ?? []);
}

const inputsOf = (outputs: readonly { inputs: object }[]) => outputs.flatMap(({ inputs }) => Object.keys(inputs));

function packagesOf(inputs: readonly string[]): string[] {
  const names = inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** The files of a folder, each with the hash of its content. */
function contentsOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.mjs'));
  const hash = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  return Object.fromEntries(files.sort().map((path) => [path, hash(path)]));
}

describe('the bundles', () => {
  /**
   * What is loaded at start is read, compiled and run in every cold start, while a client waits. `scim`, which has the
   * most to do for clients, gets 320 KB, the others a little more than they need; administrators can do everything, and
   * wait longer for it. Most of it is the AWS SDK: a budget that its next
   * version breaks asks for a look at what came in, and is raised on purpose or not at all.
   */
  test.each([
    ['scim', 320_000],
    ['authorizer', 230_000],
    ['deactivate-user', 240_000],
    ['sweep', 265_000],
    ['report', 245_000],
    ['admin', 410_000],
  ] as const)('have %s load at most %i bytes before its first request', (name, budget) => {
    const bytes = loadedAtStart(metafiles[name]).reduce((sum, output) => sum + output.bytes, 0);

    expect(bytes).toBeLessThanOrEqual(budget);
  });

  test.each([
    ['scim', ['@aws-sdk/client-dynamodb', '@aws-sdk/client-scheduler']],
    ['authorizer', ['@aws-sdk/client-dynamodb']],
    ['deactivate-user', ['@aws-sdk/client-dynamodb']],
    ['sweep', ['@aws-sdk/client-dynamodb', '@aws-sdk/client-scheduler']],
    ['report', ['@aws-sdk/client-dynamodb']],
    ['admin', ['@aws-sdk/client-dynamodb', '@aws-sdk/client-scheduler']],
  ] as const)('have %s talk to the services it needs and to no other', (name, clients) => {
    const packages = packagesOf(inputsOf(Object.values(metafiles[name].outputs)));

    expect(packages.filter((each) => each.startsWith('@aws-sdk/client-')).sort()).toEqual(clients);
  });

  test.each(['scim', 'sweep', 'admin'] as const)(
    'have %s load the scheduler’s client with the first schedule',
    (name) => {
      const inputs = inputsOf(loadedAtStart(metafiles[name]));

      expect(packagesOf(inputs)).not.toContain('@aws-sdk/client-scheduler');
      expect(inputs.filter((path) => /HttpBindingProtocol|AwsRestJsonProtocol/.test(path))).toEqual([]);
    },
  );

  test('leave the OpenAPI document alone until it is asked for', () => {
    const isOfDocument = (path: string) => path.startsWith('shared/http/admin/openapi/');

    expect(inputsOf(Object.values(metafiles.admin.outputs)).filter(isOfDocument)).not.toEqual([]);
    expect(inputsOf(loadedAtStart(metafiles.admin)).filter(isOfDocument)).toEqual([]);
  });

  test.each(bundledFunctions)('have nothing in %s that would use what is left out of the SDK', (name) => {
    const inputs = inputsOf(Object.values(metafiles[name].outputs));

    expect(inputs.filter((path) => /endpointDiscoveryMiddleware|Sha256WebCrypto/.test(path))).toEqual([]);
  });

  test.each(bundledFunctions)('have nothing in %s that a deployed function has no use for', (name) => {
    const inputs = inputsOf(Object.values(metafiles[name].outputs));
    const credentialSources = /@aws-sdk\/(nested-clients|credential-provider-(?!env))/;
    const tools = /node_modules\/(aws-cdk-lib|constructs|cdk-nag|esbuild|commander|vitest|fast-check)\//;
    const rooms = /^(infra|cli|test)\//;
    // Classic zod is loaded whole, zod/mini by what is used of it.
    const zod = /zod\/v4\/(classic|locales\/(?!en\.js))/;

    const useless = inputs.filter((path) => [credentialSources, tools, rooms, zod].some((each) => each.test(path)));

    expect(useless).toEqual([]);
  });

  test.each([
    ['scim', 'ScimFunction'],
    ['authorizer', 'AuthorizerFunction'],
    ['deactivate-user', 'DeactivateUserFunction'],
    ['sweep', 'SweepFunction'],
    ['report', 'ReportFunction'],
    ['admin', 'AdminFunction'],
  ] as const)('load %s with the variables of the template, and export its handler', async (name, logicalId) => {
    const { Handler, Environment } = reprieveTemplate().toJSON().Resources[logicalId].Properties;
    const variables = Object.entries<unknown>(Environment.Variables).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : `https://example.com/${key}/v2`,
    ]);
    const file = join(directory, name, 'index.mjs');
    const script = `import('file://${file}').then((exported) => console.log(Object.keys(exported)))`;

    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--eval', script], {
      env: { ...Object.fromEntries(variables), AWS_REGION: 'eu-west-1' },
    });

    expect(Handler).toBe('index.handler');
    expect(stdout.trim()).toBe("[ 'handler' ]");
    expect(stderr).toBe('');
  });

  test('are the same bytes whenever and wherever they are built', async () => {
    const [first, second] = ['one', 'another'].map((name) => mkdtempSync(join(tmpdir(), `reprieve-${name}-`)));

    await Promise.all([buildBundles(first ?? ''), buildBundles(second ?? '')]);

    expect(contentsOf(second ?? '')).toEqual(contentsOf(first ?? ''));
  });
});
