/**
 * `npm run bench:sync-log`: what reading the Sync Log costs, and how much memory an export takes, in a log of 1,000,000
 * entries over 90 days, or of as many as `--entries` says. Capacity units are exact; times are left out.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { startAwsServer } from '#infra/local/aws-server.ts';
import { openDynamoDb } from '#infra/local/dynamodb/open-dynamo-db.ts';
import { readEndpointFile } from '#infra/local/endpoint-file.ts';
import { recordConsumption } from '#test/shared/storage/record-consumption.ts';
import { days, type FilledLog, fillLog, userId } from './fill.ts';
import { heapMebibytes, memoryOf, runMeasured } from './peak-memory.ts';
import { exportCsv, openReading, type Query, type Reading } from './reading.ts';

const { values: options } = parseArgs({ options: { entries: { type: 'string', default: '1000000' } } });

const whole = (value: number) => Math.round(value).toLocaleString('en');
const row = (...cells: readonly (string | number)[]) =>
  console.log(`| ${cells.map((cell) => (typeof cell === 'number' ? whole(cell) : cell)).join(' | ')} |`);
const head = (...titles: readonly string[]) => {
  console.log();
  row(...titles);
  row(...titles.map((_, index) => (index === 0 ? '---' : '---:')));
};

/** From the start of a day, for so many entries of all providers. */
function periodOf({ firstDay, entries }: FilledLog, fromDay: number, count: number): Query {
  const instant = (day: number) => new Date(firstDay + Math.round(day * 86_400_000)).toISOString();
  return { from: instant(fromDay), to: instant(fromDay + (count * days) / entries) };
}

async function measurePages(reading: Reading, log: FilledLog): Promise<void> {
  const day = periodOf(log, 60, log.entries / days);
  const [largest = '', , , , smallest = ''] = log.providerIds;
  const all = { from: periodOf(log, 0, 0).from ?? '', to: periodOf(log, days, 0).from ?? '' };
  head('a page of 100', 'entries returned', 'items read', 'calls', 'read units');
  for (const [name, query] of [
    ['a day, all providers', day],
    ['a day, all providers, oldest first', { ...day, order: 'oldest' }],
    ['a day, the provider with 60 %', { ...day, providerId: largest }],
    ['a day, the provider with 4 %', { ...day, providerId: smallest }],
    ['90 days, all providers', all],
    ['a day, refusals (1 in 1,000)', { ...day, outcome: 'refused' }],
    ['90 days, refusals (1 in 1,000)', { ...all, outcome: 'refused' }],
    ['90 days, a userName that nobody has', { ...all, userName: 'nobody@example.com' }],
    ['90 days, a user by id (20 entries)', { ...all, userId: userId(7) }],
  ] as const) {
    await measure(name, reading, async () => {
      const { body } = await reading.send('syncLog', { query: { ...query, limit: '100' } });
      return z.object({ entries: z.array(z.unknown()) }).parse(JSON.parse(body)).entries.length;
    });
  }
  await measure('the history of a user (20 entries)', reading, async () => {
    const { body } = await reading.send('userHistory', { parameters: { userId: userId(7) }, query: { limit: '100' } });
    return z.object({ entries: z.array(z.unknown()) }).parse(JSON.parse(body)).entries.length;
  });
}

async function measure(name: string, reading: Reading, read: () => Promise<number>): Promise<void> {
  const recording = recordConsumption(reading.client);
  const returned = await read();
  const calls = recording.end();
  const [items, units] = [calls.map((call) => call.items), calls.map((call) => call.units)].map((numbers) =>
    numbers.reduce((total, number) => total + number, 0),
  );
  row(name, returned, items ?? 0, calls.length, (units ?? 0).toLocaleString('en'));
}

const exports = [10_000, 100_000].map((rows) => Math.min(rows, Number(options.entries)));

async function measureHandler(url: string, reading: Reading, log: FilledLog): Promise<void> {
  console.log(`\nThe function and the command have a heap of ${heapMebibytes} MiB.`);
  head(
    'export through the handler',
    'rows',
    'items read',
    'read units',
    'pages',
    'largest page, KB',
    'peak memory, MiB',
  );
  for (const [rows, providerId] of [
    ...exports.map((rows) => [rows] as const),
    [exports.at(-1) ?? 0, log.providerIds[0]] as const,
  ]) {
    const query = {
      ...periodOf(log, 20, providerId === undefined ? rows : rows / 0.6),
      ...(providerId !== undefined && { providerId }),
    };
    const recording = recordConsumption(reading.client);
    const total = await exportCsv(reading, query);
    const calls = recording.end();
    const items = calls.reduce((sum, call) => sum + call.items, 0);
    const units = calls.reduce((sum, call) => sum + call.units, 0);
    const script = fileURLToPath(new URL('export-in-function.ts', import.meta.url));
    const { peakMebibytes } = await runMeasured([script, url, log.tableName, JSON.stringify(query)]);
    row(
      whole(rows) + (providerId === undefined ? '' : ' of the provider with 60 %'),
      total.rows,
      items,
      units,
      total.pages,
      total.largestPageBytes / 1000,
      peakMebibytes,
    );
  }
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

async function measureCommandLine(directory: string, log: FilledLog): Promise<void> {
  const startedAt = performance.now();
  const stack = spawn(process.execPath, [join(root, 'infra/local/start.ts'), '--port', '0', '--directory', directory], {
    stdio: 'ignore',
  });
  while (readEndpointFile(directory) === undefined && stack.exitCode === null) await sleep(100);
  console.log(`\nThe local stack with this log was ready after ${whole(performance.now() - startedAt)} ms.`);
  head(
    'reprieve sync-log --csv',
    'lines',
    'peak of the command, MiB',
    'local stack before, MiB',
    'its peak until then, MiB',
  );
  for (const rows of exports) {
    const { from = '', to = '' } = periodOf(log, 20, rows);
    const before = memoryOf(stack.pid ?? 0).nowMebibytes;
    const args = ['sync-log', '--csv', '--since', from, '--until', to, '--local', '--directory', directory];
    const measured = await runMeasured([join(root, 'cli/bin.mjs'), ...args]);
    row(whole(rows), measured.rows - 1, measured.peakMebibytes, before, memoryOf(stack.pid ?? 0).peakMebibytes);
  }
  stack.kill('SIGTERM');
  await once(stack, 'exit');
}

const directory = mkdtempSync(join(tmpdir(), 'reprieve-sync-log-'));
try {
  const log = await fillLog(directory, Number(options.entries));
  console.log(`${whole(log.entries)} entries over ${days} days, ${whole(statSync(log.file).size / 1e6)} MB.`);
  const dynamodb = openDynamoDb({ file: log.file });
  const server = await startAwsServer({ services: { dynamodb } });
  const reading = openReading(server.url, log.tableName);
  await measurePages(reading, log);
  await measureHandler(server.url, reading, log);
  reading.client.destroy();
  await server.close();
  await dynamodb.close();
  await measureCommandLine(directory, log);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
