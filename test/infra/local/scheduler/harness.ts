/** A local scheduler whose deliveries are collected, and an SDK client that talks to it over HTTP. */
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { ScheduleDelivery, Scheduler, SchedulerOptions } from '#infra/local/scheduler/schedule.ts';
import { openScheduler } from '#infra/local/scheduler/scheduler.ts';

type DeadLetter = Parameters<SchedulerOptions['sendDeadLetter']>[0];

/** What the scheduler delivered, and a promise of the n-th delivery. */
export type Harness = {
  readonly scheduler: Scheduler;
  readonly deliveries: readonly (ScheduleDelivery & { at: number })[];
  readonly letters: readonly DeadLetter[];
  readonly lines: readonly string[];
  /** Resolves once the condition holds after a delivery, a dead letter or a log line. */
  until(condition: () => boolean): Promise<void>;
};

/** Opens a scheduler in memory, with the group `deactivations`. */
export function openHarness(changes: Partial<SchedulerOptions> = {}): Harness {
  const deliveries: (ScheduleDelivery & { at: number })[] = [];
  const letters: DeadLetter[] = [];
  const lines: string[] = [];
  let waiting: { condition: () => boolean; resolve: () => void }[] = [];
  const check = () => {
    for (const { resolve } of waiting.filter(({ condition }) => condition())) resolve();
    waiting = waiting.filter(({ condition }) => !condition());
  };
  const { deliver = () => {}, ...others } = changes;
  const scheduler = openScheduler({
    region: 'eu-central-1',
    accountId: '111122223333',
    groups: ['deactivations'],
    file: ':memory:',
    now: Date.now,
    log: (line) => lines.push(line),
    timeScale: 0.001,
    async deliver(delivery) {
      deliveries.push({ ...delivery, at: Date.now() });
      try {
        await deliver(delivery);
      } finally {
        setImmediate(check);
      }
    },
    sendDeadLetter(letter) {
      letters.push(letter);
      setImmediate(check);
    },
    ...others,
  });
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      waiting.push({ condition, resolve });
      check();
    });
  return { scheduler, deliveries, letters, lines, until };
}

/** An SDK client that talks to the scheduler over HTTP. */
export async function clientOf(scheduler: Scheduler): Promise<{ client: SchedulerClient; close(): void }> {
  const server: Server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const { status, headers, body } = scheduler.handle({ method, url, body: await text(request) });
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new SchedulerClient({
    region: 'eu-central-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  const close = () => {
    client.destroy();
    server.close();
    server.closeAllConnections();
  };
  return { client, close };
}

/** What CreateSchedule is sent for a one-shot schedule. */
export function oneShot(name: string, at: Date, changes: object = {}) {
  return {
    Name: name,
    GroupName: 'deactivations',
    ScheduleExpression: `at(${at.toISOString().slice(0, 19)})`,
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    ActionAfterCompletion: 'DELETE' as const,
    Target: {
      Arn: 'arn:aws:lambda:eu-central-1:111122223333:function:worker',
      RoleArn: 'arn:aws:iam::111122223333:role/schedules',
      Input: '{"userId":"U1"}',
    },
    ...changes,
  };
}

/** The next whole second: what a schedule can say. */
export function nextSecond(): Date {
  return new Date(Math.ceil((Date.now() + 1) / 1000) * 1000);
}
