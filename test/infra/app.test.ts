import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the app as the CDK CLI does, with no AWS account, and nothing of one, in sight. */
async function runApp(context: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const outputDirectory = mkdtempSync(join(tmpdir(), 'reprieve-assembly-'));
  await promisify(execFile)(process.execPath, ['infra/app.ts'], {
    cwd: root,
    env: { CDK_OUTDIR: outputDirectory, CDK_CONTEXT_JSON: JSON.stringify(context), ...env },
  });
  return JSON.parse(readFileSync(join(outputDirectory, 'Reprieve.template.json'), 'utf8'));
}

describe('the CDK app', () => {
  test('synthesizes a stack that CloudFormation’s schemas and cdk-nag accept, with no account', async () => {
    const template = await runApp({});

    expect(template.Resources.ScimFunction.Type).toBe('AWS::Lambda::Function');
  });

  test('takes settings from the context', async () => {
    const template = await runApp({ 'reprieve:minimumScheduleLeadSeconds': '0' }, { CDK_VALIDATION: 'false' });

    const { Variables } = template.Resources.ScimFunction.Properties.Environment;
    expect(Variables.MINIMUM_SCHEDULE_LEAD_SECONDS).toBe('0');
  });

  test('refuses a setting that does not exist, by name', async () => {
    await expect(runApp({ 'reprieve:minimumDelay': '0' })).rejects.toThrow('reprieve:minimumDelay: is not a setting');
  });
});
