import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Client, eventually, type System, startSystem } from './system.ts';

/** Of the system's clients: long enough to act in between, short enough to wait for. */
const delaySeconds = 2;

let system: System;
let client: Client;
beforeAll(async () => {
  system = await startSystem({
    timings: { lambdaTimeScale: 0.01, schedulerTimeScale: 0.01 },
    settings: { SWEEP_PATIENCE_SECONDS: '0' },
  });
  client = await system.addClient({ deactivationDelaySeconds: delaySeconds });
});
afterEach(() => system.stack.faults.clear());
afterAll(() => system.stop());

let users = 0;
const createUser = () => client.create({ userName: `user${++users}@example.com` });

const untilDeactivated = (id: string, retry: () => unknown = () => undefined) =>
  eventually(
    async () => {
      await retry();
      return system.userOf(id);
    },
    ({ life }) => life.state === 'deactivated',
  );

/**
 * The one thing that must hold whatever fails: blocked from the first accepted request, deactivated once, never early.
 */
async function expectDeactivatedOnce(id: string): Promise<void> {
  const history = await system.historyOf(id);
  const requested = history.find(({ events }) => events.includes('deactivation-requested'));
  const deactivated = history.filter(({ events }) => events.includes('deactivated'));
  expect(deactivated).toHaveLength(1);
  expect(requested?.dueAt).toBeDefined();
  expect((deactivated[0]?.at ?? '') >= (requested?.dueAt ?? '~')).toBe(true);
}

describe('a deactivation', () => {
  test('blocks at once, waits, and is carried out by its schedule when due', async () => {
    const id = await createUser();

    const { status, body } = await client.setActive(id, false);

    expect([status, body.active]).toEqual([200, false]);
    expect(await system.userOf(id)).toMatchObject({
      life: { state: 'pending' },
      blocks: { provisioning: expect.any(String) },
    });
    expect((await untilDeactivated(id)).life).toMatchObject({ state: 'deactivated', cause: 'provisioning' });
    await expectDeactivatedOnce(id);
    expect((await system.historyOf(id)).map(({ operation }) => operation)).toEqual(['create', 'patch', 'deactivate']);
  });

  test('is cancelled by a re-enable in time, and nothing fires later', async () => {
    const id = await createUser();
    await client.setActive(id, false);

    expect((await client.setActive(id, true)).body.active).toBe(true);

    await sleep((delaySeconds + 1) * 1000);
    expect(await system.userOf(id)).toMatchObject({ life: { state: 'active' }, blocks: {} });
  });

  test('by DELETE hides the user at once and is carried out when due', async () => {
    const id = await createUser();

    expect((await client.send('DELETE', `/Users/${id}`)).status).toBe(204);

    expect((await client.send('GET', `/Users/${id}`)).status).toBe(404);
    expect((await untilDeactivated(id)).deletedAt).toBeDefined();
    await expectDeactivatedOnce(id);
  });

  test('carried out is ended by a re-enable', async () => {
    const id = await createUser();
    await client.setActive(id, false);
    await untilDeactivated(id);

    expect((await client.setActive(id, true)).body.active).toBe(true);

    expect(await system.userOf(id)).toMatchObject({ life: { state: 'active' }, blocks: {} });
  });
});

describe('a deactivation is carried out once, when due and not before', () => {
  const effects = ['fail-before', 'fail-after', 'crash-before', 'crash-after', 'throttle'] as const;

  test.each(effects)('though the schedule is not created as it should: CreateSchedule %s', async (effect) => {
    const id = await createUser();
    system.stack.faults.plant({ service: 'scheduler', operation: 'CreateSchedule', call: 1, calls: 10, effect });

    await client.setActive(id, false);
    system.stack.faults.clear();

    expect((await system.userOf(id)).life.state).toBe('pending');
    await sleep(delaySeconds * 1000);
    expect((await untilDeactivated(id, system.sweep)).life.state).toBe('deactivated');
    await expectDeactivatedOnce(id);
  });

  test.each(effects)('though the first commit of the request goes wrong: TransactWriteItems %s', async (effect) => {
    const id = await createUser();
    system.stack.faults.plant({ service: 'dynamodb', operation: 'TransactWriteItems', call: 1, effect });

    const first = await client.setActive(id, false);
    if (first.status !== 200) expect((await client.setActive(id, false)).status).toBe(200);

    expect((await system.userOf(id)).life.state).toBe('pending');
    expect((await untilDeactivated(id, system.sweep)).life.state).toBe('deactivated');
    await expectDeactivatedOnce(id);
  });

  test.each([...effects, 'conflict'] as const)('though the commit of the worker goes wrong: %s', async (effect) => {
    const id = await createUser();
    await client.setActive(id, false);
    system.stack.faults.plant({ service: 'dynamodb', operation: 'TransactWriteItems', call: 1, calls: 2, effect });

    expect((await untilDeactivated(id)).life.state).toBe('deactivated');
    await expectDeactivatedOnce(id);
  });

  test.each(['ScimFunction', 'DeactivateUserFunction'] as const)(
    'though %s is killed again and again',
    async (name) => {
      const id = await createUser();
      const killing = setInterval(() => system.kill(name), 150);
      const { status } = await eventually(
        () => client.setActive(id, false).catch(() => ({ status: 0 })),
        (answer) => answer.status === 200,
      );
      expect(status).toBe(200);
      await sleep((delaySeconds + 0.5) * 1000);
      clearInterval(killing);

      expect((await untilDeactivated(id, system.sweep)).life.state).toBe('deactivated');
      await expectDeactivatedOnce(id);
    },
  );
});

test('a re-enable whose schedule cannot be deleted is not undone when it fires', async () => {
  const id = await createUser();
  await client.setActive(id, false);
  system.stack.faults.plant({
    service: 'scheduler',
    operation: 'DeleteSchedule',
    call: 1,
    calls: 10,
    effect: 'fail-before',
  });

  expect((await client.setActive(id, true)).status).toBe(200);

  await sleep((delaySeconds + 1) * 1000);
  expect((await system.userOf(id)).life.state).toBe('active');
});
