/** A group removed by mistake at the identity provider, with EventBridge Scheduler throttling: nobody is lost. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type System, startSystem } from './system.ts';

/** As many as a run can spare; `USERS=10000` is the full measure. */
const users = Number(process.env.USERS ?? 200);
const concurrency = 8;
/** So long each request takes at least: a client that is throttled would have to repeat it. */
const paceMilliseconds = 60;
const delaySeconds = 20 + Math.ceil(users / 25);

let system: System;
let client: Client;
beforeAll(async () => {
  system = await startSystem({
    timings: { lambdaTimeScale: 0.01, schedulerTimeScale: 0.01 },
    settings: { SWEEP_PATIENCE_SECONDS: '0' },
  });
  client = await system.addClient({ deactivationDelaySeconds: delaySeconds });
});
afterAll(() => system.stop());

test(`of ${users} users disabled while schedules are throttled, who is re-enabled in time is active, the others are deactivated`, {
  timeout: 1_800_000,
}, async () => {
  const ids = await each(
    Array.from({ length: users }, (_, number) => number),
    (number) => client.create({ userName: `user-${number}@example.com` }),
  );
  system.stack.faults.plant({
    service: 'scheduler',
    operation: 'CreateSchedule',
    call: 1,
    calls: Number.MAX_SAFE_INTEGER,
    effect: 'throttle',
  });

  const disabled = await each(ids, (id) => client.setActive(id, false));
  const [returning, leaving] = [ids.filter((_, index) => index % 2 === 0), ids.filter((_, index) => index % 2 === 1)];
  const enabled = await each(returning, (id) => client.setActive(id, true));
  system.stack.faults.clear();

  expect(disabled.map(({ status, body }) => [status, body.active])).toEqual(ids.map(() => [200, false]));
  expect(enabled.map(({ status, body }) => [status, body.active])).toEqual(returning.map(() => [200, true]));
  const stateOf = async (id: string) => (await system.userOf(id)).life.state;
  await sleep(delaySeconds * 1000);
  const lastOfAll = leaving.at(-1) ?? '';
  do await system.sweep();
  while ((await stateOf(lastOfAll)) !== 'deactivated');
  // For whom the sweeps before could not reach.
  await system.sweep();
  const states = await each(leaving, stateOf);
  expect(states).toEqual(leaving.map(() => 'deactivated'));
  expect(await each(returning, stateOf)).toEqual(returning.map(() => 'active'));
});

/** In the order of the items, some at a time. */
async function each<Item, Result>(items: readonly Item[], ask: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...items.entries()].reverse();
  const takeTurns = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      [results[next[0]]] = await Promise.all([ask(next[1]), sleep(paceMilliseconds)]);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, takeTurns));
  return results;
}
