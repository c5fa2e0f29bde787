/** The simulator's events, side by side and with injected faults, against the real adapters, the worker and the sweep. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system as machine } from '#shared/composition/system.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { isCarryingOut, type LogEntry } from '#shared/directory/users/log-entry.ts';
import type { User } from '#shared/directory/users/user.ts';
import { eventBridgeSchedules } from '#shared/scheduling/event-bridge-schedules.ts';
import { sampleProvider, sampleProviderId } from '#test/doubles/samples.ts';
import { storesOf } from '#test/shared/storage/stores-of.ts';
import { type Choices, randomChoices } from '#test/simulation/choices.ts';
import type { SimulatedEvent } from '#test/simulation/event.ts';
import { events } from '#test/simulation/events.ts';
import { matterId, otherOrganizationId, otherProviderId } from '#test/simulation/states.ts';
import { eventually, type System, startSystem } from './system.ts';

const histories = Number(process.env.HISTORIES ?? 20);
const firstSeed = Number(process.env.SEED ?? 1);
const delaySeconds = 2;

/** What is about one user; the stack itself runs the worker and the sweep. */
const eventsOfOneUser = events.filter(
  ({ name, by }) => by !== 'platform' && !/^(delay|provider|matter|rename|create another)/.test(name),
);

let system: System;
let directory: Directory;
beforeAll(async () => {
  system = await startSystem({
    timings: { lambdaTimeScale: 0.01, schedulerTimeScale: 0.01 },
    settings: { SWEEP_PATIENCE_SECONDS: '0' },
  });
  directory = directoryOn(system);
  const dates = { createdAt: directory.clock.now(), lastModifiedAt: directory.clock.now() };
  for (const id of [sampleProviderId, otherProviderId]) {
    await directory.providers.create(sampleProvider({ id, deactivationDelaySeconds: delaySeconds }));
  }
  await directory.matters.create({ id: matterId, version: 1, name: 'M', state: 'open', ...dates });
  await directory.organizations.create({ id: otherOrganizationId, version: 1, name: 'O', ...dates });
});
afterAll(() => system.stop());

test(`${histories} histories from seed ${firstSeed} keep the rules of a life, whatever fails`, {
  timeout: 600_000,
}, async () => {
  const chaos = startChaos(randomChoices(firstSeed));

  const userIds = await Promise.all(
    Array.from({ length: histories }, (_, index) => runHistory(firstSeed + index, randomChoices(firstSeed + index))),
  );
  await chaos.stop();

  for (const [index, userId] of userIds.entries()) {
    const user = await eventually(
      async () => {
        await system.sweep();
        return directory.users.get(userId);
      },
      (found) => found?.life.state !== 'pending' || found.matterIds.length > 0,
    );
    const entries = (await directory.users.history(userId, { limit: 1000 })).items;
    const told = JSON.stringify({ seed: firstSeed + index, user, entries }, undefined, 1);
    expect(whatIsWrong(user, entries), told).toEqual([]);
  }
});

/** Two actors, side by side, each with some events of the one user. @returns the user's id */
async function runHistory(seed: number, choices: Choices): Promise<string> {
  const userName = `history-${seed}`;
  const requestId = `history ${seed}`;
  const client = (providerId: string) => ({ providerId, keyId: `${providerId}.abcdefgh`, requestId });
  const names = { userName, otherName: `${userName}-renamed`, deactivationId: '' };
  const target = {
    ...names,
    client: client(sampleProviderId),
    otherClient: client(otherProviderId),
    administrator: { administratorId: 'arn:aws:iam::123456789012:user/eve', requestId },
  };
  const create = events.find(({ name }) => name === 'create');
  await until(async () => {
    await create?.run(directory, { ...target, userId: '' }).catch(() => undefined);
    return (await directory.users.getByUserName(userName).catch(() => undefined)) !== undefined;
  });
  const { id: userId = '' } = (await eventually(() => directory.users.getByUserName(userName), Boolean)) ?? {};
  const act = async (script: readonly (readonly [SimulatedEvent, number])[]) => {
    for (const [event, pause] of script) {
      await sleep(pause);
      // Refused, unavailable or done: what holds afterwards is looked at in the end.
      await event.run(directory, { ...target, userId }).catch(() => undefined);
    }
  };
  await Promise.all([script(choices), script(choices)].map(act));
  return userId;
}

function script(choices: Choices): readonly (readonly [SimulatedEvent, number])[] {
  return Array.from({ length: 1 + choices.choose(5) }, () => {
    const event = eventsOfOneUser[choices.choose(eventsOfOneUser.length)];
    if (event === undefined) throw new Error('There are no events.');
    return [event, [0, 5, 50, 1500][choices.choose(4)] ?? 0] as const;
  });
}

const operations = [
  ['dynamodb', 'TransactWriteItems'],
  ['dynamodb', 'GetItem'],
  ['dynamodb', 'PutItem'],
  ['dynamodb', 'Query'],
  ['scheduler', 'CreateSchedule'],
  ['scheduler', 'DeleteSchedule'],
] as const;

const effects = ['throttle', 'fail-before', 'fail-after', 'crash-before', 'crash-after', 'delay'] as const;

/** Every few milliseconds a call is about to fail; now and then the worker dies, and a sweep begins. */
function startChaos(choices: Choices) {
  let isOver = false;
  const work = async () => {
    for (let round = 1; !isOver; round++) {
      const [service, operation] = operations[choices.choose(operations.length)] ?? operations[0];
      const effect = effects[choices.choose(effects.length)] ?? 'throttle';
      system.stack.faults.plant({ service, operation, call: 1, calls: 1, effect, milliseconds: 100 });
      if (round % 10 === 0) system.kill('DeactivateUserFunction');
      if (round % 15 === 0) await system.sweep().catch(() => undefined);
      await sleep(20);
    }
  };
  const working = work();
  return {
    stop: async () => {
      isOver = true;
      await working;
      system.stack.faults.clear();
    },
  };
}

/** The rules that can be read off a user and its whole log. */
function whatIsWrong(user: User | undefined, entries: readonly LogEntry[]): readonly string[] {
  const changed = entries.filter(({ outcome }) => outcome === 'changed');
  const isErased = changed.some(({ events: happened }) => happened.includes('erased'));
  if (isErased) return user === undefined ? [] : ['the user is there although it was erased'];
  if (user === undefined) return ['the user is lost'];
  const dueAt = new Map<string, string>();
  const wrong: string[] = [];
  let isHeld = false;
  for (const entry of changed) {
    if (entry.dueAt !== undefined) dueAt.set('last', entry.dueAt);
    if (isCarryingOut(entry) && entry.at < (dueAt.get('last') ?? '~')) wrong.push(`carried out early at ${entry.at}`);
    if (entry.events.includes('hold-placed')) isHeld = true;
    if (entry.events.includes('hold-released')) isHeld = false;
    if (entry.events.includes('deactivated') && isHeld) wrong.push(`deactivated while held at ${entry.at}`);
  }
  const life = changed.flatMap(({ events: happened }) => happened).findLast((event) => event in lifeAfter);
  if (life !== undefined && lifeAfter[life] !== user.life.state) wrong.push(`${user.life.state} after ${life}`);
  if (changed.length !== user.version) wrong.push(`${changed.length} entries for version ${user.version}`);
  const isBlocked = user.blocks.provisioning !== undefined;
  if (user.life.state === 'pending' && !isBlocked) wrong.push('pending and not blocked');
  if (user.life.state === 'active' && isBlocked) wrong.push('active and blocked by provisioning');
  return wrong;
}

const lifeAfter: { readonly [event: string]: User['life']['state'] } = {
  created: 'active',
  'created-deactivated': 'deactivated',
  'deactivation-requested': 'pending',
  'deactivation-cancelled': 'active',
  deactivated: 'deactivated',
  reactivated: 'active',
};

function directoryOn({ stack }: System): Directory {
  const { operator } = stack.endpoint;
  const settings = { endpoint: stack.awsUrl, region: operator.region, credentials: operator, maxAttempts: 2 };
  const table = { client: new DynamoDBClient(settings), tableName: 'Reprieve-DirectoryTable' };
  const scim = stack.functions.find(({ logicalId }) => logicalId === 'ScimFunction')?.lambdaFunction.environment ?? {};
  return {
    ...machine,
    randomBytes,
    ...storesOf(table),
    schedules: eventBridgeSchedules({
      client: new SchedulerClient(settings),
      groupName: scim.SCHEDULE_GROUP_NAME ?? '',
      targetArn: scim.SCHEDULE_TARGET_ARN ?? '',
      roleArn: scim.SCHEDULE_ROLE_ARN ?? '',
      deadLetterArn: scim.SCHEDULE_DEAD_LETTER_ARN ?? '',
      minimumLeadSeconds: 0,
      now: machine.clock.now,
    }),
    credentialCache: { flush: async () => {} },
    telemetry: { record: () => {} },
    settings: { productPlan: 'incydr-basic', minimumDeactivationDelaySeconds: 0 },
  };
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(50);
}
