/** The sync report by its setting `syncReport`, from what a client did to the message that subscribers get. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { dynamoUserStore } from '#shared/storage/dynamo-user-store.ts';
import { sampleEntry, sampleUser } from '#test/doubles/samples.ts';
import { publishedReports } from './life-scenario.ts';
import { eventually, startSystem } from './system.ts';

/** The stack as it is deployed with the setting, on one machine. */
async function startReporting(syncReport: string) {
  const assemblyDirectory = mkdtempSync(join(tmpdir(), 'reprieve-assembly-'));
  const context = { 'reprieve:syncReport': syncReport };
  await promisify(execFile)(process.execPath, ['infra/app.ts'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { CDK_VALIDATION: 'false', CDK_OUTDIR: assemblyDirectory, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
  /** What functions say that they did. */
  const events: unknown[] = [];
  const system = await startSystem({
    assemblyDirectory,
    timings: { lambdaTimeScale: 0.01 },
    onFunctionLog: ({ line }) => events.push(line),
  });
  const client = await system.addClient({ displayName: 'PingOne Europe' });
  const finished = () => events.filter((line) => String(line).includes('"SyncReportFinished"')).length;
  return {
    system,
    reports: () => publishedReports({ system }),
    /** Both schedules are due; goes on when both have been worked through. */
    fire: async () => {
      const before = finished();
      system.stack.fireSchedules();
      await eventually(
        async () => finished() - before,
        (count) => count === 2,
      );
    },
    refuse: async (...hoursAgo: readonly number[]) => {
      await refuse(system, client.provider.id, hoursAgo);
      // The index that reports are read from lags behind.
      await new Promise((resolve) => setTimeout(resolve, 200));
    },
    stop: async () => {
      await system.stop();
      rmSync(assemblyDirectory, { recursive: true });
    },
  };
}

type Reporting = Awaited<ReturnType<typeof startReporting>>;

/** Refusals of the client, each so long ago. */
async function refuse({ stack }: Reporting['system'], providerId: string, hoursAgo: readonly number[]): Promise<void> {
  const { operator } = stack.endpoint;
  const dynamodb = new DynamoDBClient({ endpoint: stack.awsUrl, region: operator.region, credentials: operator });
  const users = dynamoUserStore({
    client: dynamodb,
    tableName: 'Reprieve-DirectoryTable',
    random: Math.random,
    syncLogRetentionDays: 90,
    syncLogValues: 'values',
  });
  for (const hours of hoursAgo) {
    const at = new Date(Date.now() - hours * 3_600_000).toISOString();
    const id = `01KARQE${String(hours).padStart(19, '0')}`;
    const actor = { by: 'provider', providerId } as const;
    const reason = 'A user with this userName exists already.';
    await users.record(sampleEntry(sampleUser(), { id, at, actor, operation: 'replace', outcome: 'refused', reason }));
  }
  dynamodb.destroy();
}

const summary = (errors: RegExp) => new RegExp(`^Reprieve sync report \\d{4}-\\d\\d-\\d\\d: ${errors.source}$`);

describe.each([
  ['daily', 'tells of a day without errors, too', [summary(/no errors/)]],
  ['errors-only', 'tells nothing of a day without errors', []],
])('the sync report, %s,', (syncReport, title, withoutErrors) => {
  let reporting: Reporting;
  beforeAll(async () => {
    reporting = await startReporting(syncReport);
  });
  afterAll(() => reporting.stop());

  test(title, async () => {
    await reporting.fire();

    const subjects = reporting.reports().map(({ subject }) => subject);
    expect(subjects).toEqual(withoutErrors.map((pattern) => expect.stringMatching(pattern)));
  });

  test('is published when its schedule is due and there were errors, kept, and shown in the terminal', async () => {
    await reporting.refuse(24, 1);

    await reporting.fire();

    const published = reporting.reports().slice(withoutErrors.length);
    expect(published.map(({ subject }) => subject).sort()).toEqual([
      expect.stringMatching(/^Reprieve sync errors \d{4}-\d\d-\d\d \d\d:00 UTC: 1 refused$/),
      expect.stringMatching(summary(/\d refused/)),
    ]);
    for (const { message } of published) {
      expect(message).toContain('\n\nPingOne Europe\n');
      expect(message).toMatch(/ {4}\d x A user with this userName exists already\.\n/);
      expect(message).not.toContain('@');
    }
    expect(reporting.system.log.join('\n')).toContain('✉ Reprieve-SyncReportTopic: Reprieve sync report ');
  });

  test('that SNS does not take is tried again by Lambda', async () => {
    const before = reporting.reports().length;
    const fault = { service: 'sns', operation: 'Publish', call: 1, effect: 'fail-before', calls: 2 } as const;
    reporting.system.stack.faults.plant(fault);

    await reporting.fire();

    expect(reporting.reports().length - before).toBe(2);
  });
});

test('never, there is no report, nothing that would make one, and no topic that could take it', async () => {
  const reporting = await startReporting('never');
  onTestFinished(() => reporting.stop());
  const { stack, sweep } = reporting.system;
  await reporting.refuse(24, 1);

  stack.fireSchedules();
  await sweep();

  expect(reporting.reports()).toEqual([]);
  expect(stack.functions.map(({ logicalId }) => logicalId)).not.toContain('ReportFunction');
  const toAnyTopic = { topicArn: 'arn:aws:sns:us-east-1:000000000000:Reprieve-SyncReportTopic', message: 'a report' };
  expect(() => stack.topics.publish(toAnyTopic)).toThrow('Topic does not exist');
});
