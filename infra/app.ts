/** The CDK app: builds the bundles, then synthesizes the stack, with no AWS account at hand. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildBundles } from './bundles.ts';
import { readSettings } from './config.ts';
import { ReprieveStack } from './reprieve-stack.ts';

// The CDK CLI hands over the context of cdk.json itself; without the CLI the template must come out the same.
const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));

const app = new App({ context });
const settings = readSettings(app.node.getAllContext());
// Synthesizing copies the bundles into the cloud assembly; a folder for each run lets several run at once.
const bundlesDirectory = mkdtempSync(join(tmpdir(), 'reprieve-bundles-'));
try {
  await buildBundles(bundlesDirectory);
  new ReprieveStack(app, 'Reprieve', { settings, bundlesDirectory });
  // CDK's own switch for a synth that is validated elsewhere.
  if (process.env.CDK_VALIDATION !== 'false') Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
} finally {
  rmSync(bundlesDirectory, { recursive: true, force: true });
}
