/** One run through everything that the functions of the stack do, for tests of what they are allowed to do. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import type { Provider } from '#shared/directory/providers/provider.ts';
import type { ProviderStore } from '#shared/directory/stores.ts';
import { storesOf } from '#test/shared/storage/stores-of.ts';
import { administrationSteps } from './administration-scenario.ts';
import type { Client, System } from './system.ts';

type Scenario = {
  readonly system: System;
  /** Its deactivations are due after a second. */
  readonly client: Client;
  /** Its deactivations wait for long. */
  readonly patientClient: Client;
  /** Whether what was to be seen has been seen, so that nothing else is worth waiting for. */
  readonly isOver: () => boolean;
};

type Step = (scenario: Scenario) => Promise<void>;

/** In the order of how much they find out. */
export const steps: Readonly<Record<string, Step>> = {
  'users are created, found, changed and deleted': async ({ client }) => {
    const userName = uniqueName();
    const emails = [{ value: userName, type: 'work', primary: true }];
    const id = await client.create({ userName, externalId: userName, emails });
    for (const attribute of ['userName', 'externalId', 'emails.value']) {
      await client.send('GET', `/Users?filter=${encodeURIComponent(`${attribute} eq "${userName}"`)}`);
    }
    await client.send('GET', '/Users');
    await client.send('GET', `/Users/${id}`);
    await client.send('PUT', `/Users/${id}`, { userName, title: 'Engineer' });
    await client.patch(id, { op: 'replace', path: 'userName', value: uniqueName() });
    await client.send('POST', '/Users', { userName: uniqueName(), active: 'neither' });
    await client.send('DELETE', `/Users/${id}`);
  },
  'a user is created in an organization that was added': async ({ system }) => {
    const client = operatorClient(system);
    const { organizations, providers } = storesOf({ client, tableName });
    const [at, organizationId] = [new Date().toISOString(), randomUUID()];
    await organizations.create({ id: organizationId, version: 1, name: 'Sales', createdAt: at, lastModifiedAt: at });
    const inSales = await system.addClient();
    await changeProvider(providers, inSales.provider.id, { organizationId, enabled: true });
    client.destroy();
    await inSales.create({ userName: uniqueName() });
  },
  'credentials are refused': async ({ system }) => {
    await fetch(`${system.stack.scimBaseUrl}/Users`, { headers: { authorization: `Bearer ${randomUUID()}` } });
  },
  'a deactivation is taken back': async ({ patientClient }) => {
    const id = await patientClient.create({ userName: uniqueName() });
    await patientClient.setActive(id, false);
    await patientClient.setActive(id, true);
  },
  'a deactivation is carried out by its schedule': async (scenario) => {
    const id = await scenario.client.create({ userName: uniqueName() });
    await scenario.client.setActive(id, false);
    await until(scenario, () => isDeactivated(scenario, id));
  },
  'a deactivation is carried out by the sweep': async (scenario) => {
    const id = await scenario.patientClient.create({ userName: uniqueName() });
    await makeOverdue(scenario, id);
    // The index that the sweep reads lags behind.
    await until(scenario, async () => {
      scenario.system.stack.fireSchedules('SweepSchedule');
      return isDeactivated(scenario, id);
    });
  },
  'the sweep goes on with what is unfinished': async (scenario) => {
    const { system, patientClient } = scenario;
    const [cancelled, removed] = [
      await system.addClient({ deactivationDelaySeconds: 86_400 }),
      await system.addClient({ deactivationDelaySeconds: 86_400 }),
    ];
    const ids = [await cancelled.create({ userName: uniqueName() }), await removed.create({ userName: uniqueName() })];
    await cancelled.setActive(ids[0] ?? '', false);
    const client = operatorClient(system);
    const { providers, users } = storesOf({ client, tableName });
    const since = new Date(Date.now() - 120_000).toISOString();
    const settlement = { since, administratorId: 'arn:aws:iam::123456789012:user/operator', requestId: randomUUID() };
    const usersBecome = { become: 'transferred', toProviderId: patientClient.provider.id } as const;
    // The sweep would find nothing to cancel in an index that lags behind, and take that for the end.
    await until(scenario, async () => (await users.pendingOf(cancelled.provider.id, 1)).length === 1);
    await changeProvider(providers, cancelled.provider.id, { cancelling: settlement });
    await changeProvider(providers, removed.provider.id, { removal: { ...settlement, usersBecome } });
    await until(scenario, async () => {
      system.stack.fireSchedules('SweepSchedule');
      const stored = await Promise.all([cancelled, removed].map(({ provider: { id } }) => providers.get(id)));
      return stored[0]?.cancelling === undefined && stored[1] === undefined;
    });
    client.destroy();
  },
  ...administrationSteps,
  'the sync report is published': async (scenario) => {
    const { stack } = scenario.system;
    const count = publishedReports(scenario).length;
    stack.fireSchedules('SyncReportSchedule');
    await until(scenario, async () => publishedReports(scenario).length > count);
  },
  'an event that the worker cannot carry out becomes a dead letter': async (scenario) => {
    const count = deadLetters(scenario, 'DeactivateUserDeadLetters');
    const worker = scenario.system.stack.functions.find(({ logicalId }) => logicalId === 'DeactivateUserFunction');
    scenario.system.stack.lambda.invokeAsync(worker?.lambdaFunction.name ?? '', '{}');
    await until(scenario, async () => deadLetters(scenario, 'DeactivateUserDeadLetters') > count);
  },
  'an event that the worker does not take becomes a dead letter': async (scenario) => {
    const { faults } = scenario.system.stack;
    const count = deadLetters(scenario, 'DeactivationScheduleDeadLetters');
    faults.plant({ service: 'lambda', operation: 'DeactivateUserFunction', call: 1, calls: 1000, effect: 'throttle' });
    const id = await scenario.client.create({ userName: uniqueName() });
    await scenario.client.setActive(id, false);
    await until(scenario, async () => deadLetters(scenario, 'DeactivationScheduleDeadLetters') > count);
  },
};

const uniqueName = (): string => `${randomUUID()}@example.com`;

/** @throws Error when it does not come true in time */
async function until({ isOver }: Scenario, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!isOver() && !(await isTrue())) {
    if (Date.now() > deadline) throw new Error('what the step waits for has not happened in 30 seconds');
    await sleep(50);
  }
}

async function isDeactivated({ system }: Scenario, userId: string): Promise<boolean> {
  return (await system.userOf(userId)).life.state === 'deactivated';
}

function deadLetters({ system }: Scenario, queue: string): number {
  const { lambdaFunction } = system.stack.functions[0] ?? {};
  const prefix = lambdaFunction?.arn.replace(':lambda:', ':sqs:').split(':').slice(0, 5).join(':');
  return system.stack.queues.list(`${prefix}:Reprieve-${queue}`).length;
}

export function publishedReports({ system: { stack } }: Pick<Scenario, 'system'>) {
  return stack.topics.list('arn:aws:sns:us-east-1:000000000000:Reprieve-SyncReportTopic');
}

/** Gives the user a pending deactivation whose schedule never came. */
async function makeOverdue({ system, patientClient }: Scenario, userId: string): Promise<void> {
  const client = operatorClient(system);
  const { users } = storesOf({ client, tableName });
  const before = await users.get(userId);
  if (before === undefined) throw new Error(`there is no user ${userId}`);
  const tenMinutesAgo = new Date(Date.now() - 600_000).toISOString();
  const providerId = patientClient.provider.id;
  const deactivation = { id: ulid(), requestedAt: tenMinutesAgo, dueAt: tenMinutesAgo, providerId };
  await users.commit({
    before,
    after: { ...before, version: before.version + 1, life: { state: 'pending', deactivation } },
    entry: {
      id: ulid(),
      at: tenMinutesAgo,
      actor: { by: 'provider', providerId },
      userId,
      userName: before.attributes.userName,
      operation: 'patch',
      outcome: 'changed',
      events: ['deactivation-requested'],
      changes: [],
      ignored: [],
      requestId: randomUUID(),
    },
  });
  client.destroy();
}

const tableName = 'Reprieve-DirectoryTable';

function operatorClient({ stack }: System): DynamoDBClient {
  const { operator } = stack.endpoint;
  return new DynamoDBClient({ endpoint: stack.awsUrl, region: operator.region, credentials: operator });
}

async function changeProvider(providers: ProviderStore, id: string, changes: Partial<Provider>): Promise<void> {
  const before = await providers.get(id);
  if (before === undefined) throw new Error(`there is no provider ${id}`);
  await providers.replace(before, { ...before, version: before.version + 1, enabled: false, ...changes });
}
