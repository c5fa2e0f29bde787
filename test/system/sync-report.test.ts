/** The sync report, from what a client did to the message that subscribers get. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, test } from 'vitest';
import { dynamoUserStore } from '#shared/storage/dynamo-user-store.ts';
import { sampleEntry, sampleUser } from '#test/doubles/samples.ts';
import { publishedReports } from './life-scenario.ts';
import { eventually, startSystem } from './system.ts';

const system = await startSystem({ timings: { lambdaTimeScale: 0.01 } });
const client = await system.addClient({ displayName: 'PingOne Europe' });
afterAll(() => system.stop());

const reports = () => publishedReports({ system });

/** Refusals of the client, each so long ago. */
async function refuse(...hoursAgo: readonly number[]): Promise<void> {
  const { operator } = system.stack.endpoint;
  const dynamodb = new DynamoDBClient({
    endpoint: system.stack.awsUrl,
    region: operator.region,
    credentials: operator,
  });
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
    const actor = { by: 'provider', providerId: client.provider.id } as const;
    const reason = 'A user with this userName exists already.';
    await users.record(sampleEntry(sampleUser(), { id, at, actor, operation: 'replace', outcome: 'refused', reason }));
  }
  dynamodb.destroy();
}

describe('the sync report', () => {
  test('is published when its schedule is due, kept, and shown in the terminal', async () => {
    await refuse(24, 1);
    // The index that reports are read from lags behind.
    await new Promise((resolve) => setTimeout(resolve, 200));

    system.stack.fireSchedules();
    const published = await eventually(
      async () => reports(),
      ({ length }) => length === 2,
    );

    expect(published.map(({ subject }) => subject).sort()).toEqual([
      expect.stringMatching(/^Reprieve sync errors \d{4}-\d\d-\d\d \d\d:00 UTC: 1 refused$/),
      expect.stringMatching(/^Reprieve sync report \d{4}-\d\d-\d\d: \d refused$/),
    ]);
    for (const { message } of published) {
      expect(message).toContain('\n\nPingOne Europe\n');
      expect(message).toMatch(/ {4}\d x A user with this userName exists already\.\n/);
      expect(message).not.toContain('@');
    }
    expect(system.log.join('\n')).toContain('✉ Reprieve-SyncReportTopic: Reprieve sync report ');
  });

  test('that SNS does not take is tried again by Lambda', async () => {
    const before = reports().length;
    system.stack.faults.plant({ service: 'sns', operation: 'Publish', call: 1, effect: 'fail-before', calls: 2 });

    system.stack.fireSchedules();
    const published = await eventually(
      async () => reports(),
      ({ length }) => length === before + 2,
    );

    expect(published.length - before).toBe(2);
  });
});
