/** The local EventBridge Scheduler behind HTTP, with a way to look inside and to make it fail. */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { vi } from 'vitest';
import type { SchedulerResponse } from '#infra/local/scheduler/schedule.ts';
import { openScheduler } from '#infra/local/scheduler/scheduler.ts';

/** Over HTTP, on a machine that may be busy with other tests. */
vi.setConfig({ testTimeout: 30_000 });

export type LocalScheduler = {
  readonly client: SchedulerClient;
  /** Every schedule of the group as GetSchedule describes it. */
  schedules(): Promise<Record<string, unknown>[]>;
  /** Answers the next calls so; `undefined` carries a call out and drops the connection. */
  answerNext(...answers: (SchedulerResponse | undefined)[]): void;
  close(): Promise<void>;
};

/** It stands still at 18:00, so that nothing fires. */
export async function openLocalScheduler(groupName: string): Promise<LocalScheduler> {
  const scheduler = openScheduler({
    region: 'eu-central-1',
    accountId: '111122223333',
    groups: [groupName],
    file: ':memory:',
    now: () => Date.parse('2026-11-23T18:00:00Z'),
    deliver: () => {},
    sendDeadLetter: () => {},
    log: () => {},
  });
  const planned: (SchedulerResponse | undefined)[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const isPlanned = planned.length > 0;
    const answer = planned.shift() ?? scheduler.handle({ method: request.method ?? '', url: request.url ?? '', body });
    if (isPlanned && answer.status === 200) return response.destroy();
    return response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const client = new SchedulerClient({
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
    maxAttempts: 2,
  });
  return {
    client,
    schedules: async () => {
      const { Schedules = [] } = await client.send(new ListSchedulesCommand({ GroupName: groupName }));
      return Promise.all(
        Schedules.map(async ({ Name }) => {
          const { $metadata: _, ...described } = await client.send(
            new GetScheduleCommand({ Name, GroupName: groupName }),
          );
          return described;
        }),
      );
    },
    answerNext: (...answers) => void planned.push(...answers),
    close: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await scheduler.close();
    },
  };
}

/** An error as EventBridge Scheduler sends it. */
export function schedulerError(status: number, name: string): SchedulerResponse {
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': name };
  return { status, headers, body: JSON.stringify({ Message: name }) };
}
