/** A synthesized stack for the tests of its parts: placeholder bundles, the flags of cdk.json, no validation. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { bundledFunctions } from '#infra/bundles.ts';
import { readSettings } from '#infra/config.ts';
import { ReprieveStack } from '#infra/reprieve-stack.ts';

// Loading CloudFormation's validator costs seconds in every process that synthesizes; `cdk synth` runs it.
process.env.CDK_VALIDATION = 'false';

/** What the CDK CLI would hand to the app. */
export const { context: cdkContext }: { context: Record<string, unknown> } = JSON.parse(
  readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'),
);

let bundlesDirectory: string | undefined;

/** Each placeholder differs from the others, as the assets of bundles do. */
export function placeholderBundles(): string {
  if (bundlesDirectory !== undefined) return bundlesDirectory;
  bundlesDirectory = mkdtempSync(join(tmpdir(), 'reprieve-bundles-'));
  for (const name of bundledFunctions) {
    mkdirSync(join(bundlesDirectory, name));
    writeFileSync(join(bundlesDirectory, name, 'index.mjs'), `export const handler = async () => '${name}';\n`);
  }
  return bundlesDirectory;
}

/** @param settings by name, without the prefix */
export function reprieveStack(settings: Readonly<Record<string, unknown>> = {}): ReprieveStack {
  const app = new App({ context: cdkContext });
  const given = Object.entries(settings).map(([name, value]) => [`reprieve:${name}`, value]);
  return new ReprieveStack(app, 'Reprieve', {
    settings: readSettings(Object.fromEntries(given)),
    bundlesDirectory: placeholderBundles(),
  });
}

export function reprieveTemplate(settings: Readonly<Record<string, unknown>> = {}): Template {
  return Template.fromStack(reprieveStack(settings));
}
