/** The CDK app: builds the bundles, then synthesizes the stack, with no AWS account at hand. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildBundles } from './bundles.ts';
import { readSettings } from './config.ts';
import { ReprieveStack } from './reprieve-stack.ts';

const bundlesDirectory = fileURLToPath(new URL('../.build', import.meta.url));

// The CDK CLI hands over the context of cdk.json itself; without the CLI the template must come out the same.
const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));

await buildBundles(bundlesDirectory);
const app = new App({ context });
new ReprieveStack(app, 'Reprieve', { settings: readSettings(app.node.getAllContext()), bundlesDirectory });
// CDK's own switch for a synth that is validated elsewhere.
if (process.env.CDK_VALIDATION !== 'false') Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
