import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { composeAdmin } from '#shared/composition/admin.ts';
import { composeAuthorizer } from '#shared/composition/authorizer.ts';
import { clientSettings } from '#shared/composition/aws-clients.ts';
import { composeDeactivateUser } from '#shared/composition/deactivate-user.ts';
import { lazySchedules } from '#shared/composition/lazy-schedules.ts';
import { onlyPart } from '#shared/composition/only-part.ts';
import { composeReport } from '#shared/composition/report.ts';
import { composeScim } from '#shared/composition/scim.ts';
import { composeSweep } from '#shared/composition/sweep.ts';
import { system } from '#shared/composition/system.ts';
import { environments, readEnvironment } from '#shared/config/environment.ts';
import { Unavailable } from '#shared/directory/errors.ts';
import { retryConflicts } from '#shared/directory/retry-conflicts.ts';
import { memorySchedules } from '#test/doubles/memory-schedules.ts';
import { samplePendingDeactivation } from '#test/doubles/samples.ts';
import {
  adminEnvironment,
  authorizerEnvironment,
  deactivationEnvironment,
  reportEnvironment,
  scimEnvironment,
} from '#test/shared/config/sample-environment.ts';

const aws = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
});

describe('what each function has', () => {
  test('SCIM has everything but the authorizer’s cache', () => {
    Object.assign(process.env, aws);

    const { directory, scimBaseUrl } = composeScim(readEnvironment(environments.scim, scimEnvironment));

    expect(scimBaseUrl).toBe(scimEnvironment.SCIM_BASE_URL);
    expect(directory.settings).toEqual({ productPlan: 'incydr-basic', minimumDeactivationDelaySeconds: 60 });
    expect(() => directory.credentialCache.flush()).toThrow('has no credential cache');
  });

  test('the authorizer has providers and no users', () => {
    Object.assign(process.env, aws);

    const { directory } = composeAuthorizer(readEnvironment(environments.authorizer, authorizerEnvironment));

    expect(directory.providers).toHaveProperty('get');
    expect(() => directory.users).toThrow('This function has no directory with "users"');
  });

  test('what carries one deactivation out has users and providers, and neither matters nor schedules', () => {
    Object.assign(process.env, aws);

    const environment = readEnvironment(environments['deactivate-user'], deactivationEnvironment);
    const { directory } = composeDeactivateUser(environment);

    expect(directory.users).toHaveProperty('commitDeactivation');
    expect(directory.providers).toHaveProperty('get');
    expect(() => directory.matters).toThrow('no directory with "matters"');
    expect(() => directory.schedules).toThrow('no directory with "schedules"');
  });

  test.each([
    () => composeDeactivateUser(readEnvironment(environments['deactivate-user'], deactivationEnvironment)),
    () => composeSweep(readEnvironment(environments.sweep, deactivationEnvironment)),
    () => composeAuthorizer(readEnvironment(environments.authorizer, authorizerEnvironment)),
  ])('what changes something by itself may ask for a deadline, and has none', (compose) => {
    Object.assign(process.env, aws);

    expect(compose().directory.deadline).toBeUndefined();
  });

  test('the sweep goes on with what is unfinished, and deletes schedules, but sets none', async () => {
    Object.assign(process.env, aws);

    const { directory } = composeSweep(readEnvironment(environments.sweep, deactivationEnvironment));

    expect(directory.matters).toHaveProperty('replace');
    expect(directory.unfinishedWork).toHaveProperty('list');
    await expect(directory.credentialCache.flush()).resolves.toBeUndefined();
    expect(directory.schedules.delete).toBeTypeOf('function');
    expect(() => directory.schedules.create).toThrow('no schedules with "create"');
    expect(() => directory.settings).toThrow('no directory with "settings"');
  });

  test('the report has what it reads and where it publishes, and nothing that writes', () => {
    Object.assign(process.env, aws);

    const { reporting } = composeReport(readEnvironment(environments.report, reportEnvironment));

    expect(Object.keys(reporting)).toEqual(['providers', 'users', 'syncLog', 'topic', 'clock']);
    expect(Object.keys(reporting.users)).not.toContain('commit');
  });

  test('administration has everything, but sets no schedules and leaves unfinished work to the sweep', () => {
    Object.assign(process.env, aws);

    const { directory } = composeAdmin(readEnvironment(environments.admin, adminEnvironment));

    expect(directory.users.commit).toBeTypeOf('function');
    expect(directory.syncLog.read).toBeTypeOf('function');
    expect(directory.schedules.delete).toBeTypeOf('function');
    expect(() => directory.schedules.create).toThrow('no schedules with "create"');
    expect(() => directory.unfinishedWork.list).toThrow('no unfinished work with "list"');
    expect(directory.settings).toEqual({ productPlan: 'incydr-basic', minimumDeactivationDelaySeconds: 60 });
  });
});

test.each([
  ['authorizer', () => composeAuthorizer(readEnvironment(environments.authorizer, authorizerEnvironment))],
  [
    'deactivate-user',
    () => composeDeactivateUser(readEnvironment(environments['deactivate-user'], deactivationEnvironment)),
  ],
  ['sweep', () => composeSweep(readEnvironment(environments.sweep, deactivationEnvironment))],
  ['scim', () => composeScim(readEnvironment(environments.scim, scimEnvironment))],
  ['admin', () => composeAdmin(readEnvironment(environments.admin, adminEnvironment))],
] as const)('the function %s has what trying again needs', async (_, compose) => {
  Object.assign(process.env, aws);

  expect(await retryConflicts(compose().directory, async () => 'done')).toBe('done');
});

test('a service that accepts a connection and never answers is given up after two attempts', async () => {
  let requests = 0;
  const server = createServer(() => {
    requests += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, aws, { AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` });

  const { directory } = composeAuthorizer(readEnvironment(environments.authorizer, authorizerEnvironment));

  await expect(directory.providers.get('P')).rejects.toThrow(Unavailable);
  expect(requests).toBe(clientSettings.maxAttempts);
  server.closeAllConnections();
  server.close();
}, 15_000);

describe('schedules', () => {
  test('are loaded once, with the first of them', async () => {
    const schedules = memorySchedules();
    let loads = 0;
    const lazy = lazySchedules(async () => {
      loads += 1;
      return schedules;
    });
    expect(loads).toBe(0);

    const deactivation = samplePendingDeactivation();
    await Promise.all([lazy.create('U1', deactivation), lazy.create('U2', deactivation)]);
    await lazy.delete('U1', deactivation);

    expect(loads).toBe(1);
    expect(schedules.scheduled()).toMatchObject([{ userId: 'U2' }]);
  });
});

test('a part that a function lacks names itself, and what was asked of it', () => {
  const part = onlyPart<{ one: number; two: number }>('part', { one: 1 });

  expect(part.one).toBe(1);
  expect(() => part.two).toThrow('This function has no part with "two"');
});

test('ids are ULIDs of the instant that they are given for', () => {
  const id = system.newId('2026-11-23T18:00:00.000Z');

  expect(id).toMatch(/^01M84S1580[0-9A-HJKMNP-TV-Z]{16}$/);
  expect(system.newId('2026-11-23T18:00:00.000Z')).not.toBe(id);
});

test('an id never holds bulkId, which RFC 7643 §3.1 reserves', () => {
  // Crockford's base 32 has neither lower case nor the letters I, L, O and U.
  expect(system.newId('2026-11-23T18:00:00.000Z')).not.toMatch(/[a-zILOU]/);
});

test('random bytes are as many as asked for, and others each time', () => {
  const [one, other] = [system.randomBytes(32), system.randomBytes(32)];

  expect([one.length, other.length]).toEqual([32, 32]);
  expect(one).not.toEqual(other);
});
