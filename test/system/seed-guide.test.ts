/**
 * The administrator's guide "How to provision users from PingOne", step by step: every step and setting that it names is
 * taken with the command line alone, and PingOne, with what the command line has shown it, finds what the guide promises.
 * seed-guide-api.test.ts takes the same steps through the API; test/repository/seed-guide.test.ts sees one that is missing.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { logMessage } from '#shared/http/admin/messages/log.ts';
import { userMessage, usersMessage } from '#shared/http/admin/messages/user.ts';
import { run as runCommand } from '#test/cli/command-line.ts';
import { basic, field, mapped, pingOne, tryAll } from './ping-one.ts';
import { eventually, type System, startSystem } from './system.ts';

let system: System;
/** What the steps of the guide have shown, and PingOne as it was set up with that. */
let steps: Awaited<ReturnType<typeof takeSteps>>;
let client: ReturnType<typeof pingOne>;
beforeAll(async () => {
  system = await startSystem({ timings: { lambdaTimeScale: 0.01, schedulerTimeScale: 0.01 } });
  steps = await takeSteps();
  client = basic(steps.added);
  await client.create(mapped);
});
afterAll(() => system.stop());

/** Steps 1 to 3, and the test user of step 6. */
async function takeSteps() {
  await shown('organizations', 'add', 'Provisioned');
  await shown('organizations', 'add', 'Research');
  return {
    added: await shown('providers', 'add', '--name', provider, '--auth', 'api-credentials'),
    addedWithToken: await shown('providers', 'add', '--name', 'OAuth', '--auth', 'oauth-token'),
    before: await shown('providers', 'show', provider),
    withDelay: await shown('providers', 'edit', provider, '--deactivation-delay', '30m'),
    withOrganization: await shown('providers', 'edit', provider, '--organization', 'Provisioned'),
  };
}

/** The local stack itself begins with one that is named PingOne. */
const provider = 'PingOne AD';

const run = (...args: readonly string[]) => runCommand(['--directory', system.directory, ...args]);

/** What a person sees. @throws when it fails */
async function shown(...args: readonly string[]): Promise<string> {
  const { code, out, error } = await run(...args);
  if (code !== 0) throw new Error(`reprieve ${args.join(' ')} failed: ${error}`);
  return out;
}

async function read<Value>(schema: { parse(value: unknown): Value }, ...args: readonly string[]): Promise<Value> {
  return schema.parse(JSON.parse(await shown(...args, '--json')));
}

const userOf = (name: string) => read(userMessage, 'users', 'show', name);

const lines = z.string().transform((text) => text.trimEnd().split('\n').filter(Boolean));
async function syncLog(...args: readonly string[]) {
  const entries = lines.parse(await shown('sync-log', '--order', 'oldest', '--json', ...args));
  return logMessage.parse({ entries: entries.map((line) => JSON.parse(line)) }).entries;
}

describe('steps 1 to 3: organizations, the provider, its settings', () => {
  test('step 1: organizations are created', async () => {
    const list = await shown('organizations', 'list');

    expect(list).toMatch(/ Provisioned +\d+$/m);
    expect(list).toMatch(/ Research +\d+$/m);
  });

  test('step 2: a SCIM provider with API credentials shows base URL, user name and password', async () => {
    expect(steps.added).toMatch(/^┌─ SCIM Provider Created ─+┐\n│ Display name +PingOne AD +│\n/);
    expect(field(steps.added, 'Base URL')).toBe(system.stack.scimBaseUrl);
    expect((await client.send('GET', '/Users?count=1')).status).toBe(200);
  });

  test('step 2: one with an OAuth token shows base URL and token', async () => {
    const { addedWithToken } = steps;
    const { send } = pingOne(field(addedWithToken, 'Base URL'), `Bearer ${field(addedWithToken, 'Token')}`);

    expect((await send('GET', '/Users?count=1')).status).toBe(200);
  });

  test('step 3: the deactivation delay is 15 minutes, and can be edited', () => {
    expect(field(steps.before, 'Deactivation delay')).toBe('15m');
    expect(field(steps.withDelay, 'Deactivation delay')).toBe('30m');
  });

  test('step 3: the organization that new users land in is chosen, and roles are given manually', () => {
    expect(field(steps.withOrganization, 'Organization')).toBe('Provisioned');
    expect(field(steps.withOrganization, 'Role mapping')).toBe('manual');
  });
});

describe('steps 5 and 6: users are provisioned', () => {
  test('a test user lands in the expected organization, with every attribute that is mapped', async () => {
    const user = await shown('users', 'show', mapped.userName);

    const labels = ['givenName', 'familyName', 'email', 'title', 'userType', 'externalId', 'department', 'division'];
    expect([...labels, 'workCity', 'workState', 'workCountry'].map((label) => field(user, label))).toEqual(
      ['Jane', 'Doe', 'jdoe@example.com', 'Engineer', 'Employee', '8f0c2a9e-5d1b', 'SCIM', 'R&D'].concat([
        'Minneapolis',
        'MN',
        'US',
      ]),
    );
    expect(['State', 'Managed by', 'Organization', 'Roles'].map((label) => field(user, label))).toEqual([
      'active',
      'provider PingOne AD',
      'Provisioned',
      'none',
    ]);
  });

  test('an administrator moves the user and gives roles, and no resync takes that back', async () => {
    const { id } = await userOf(mapped.userName);

    await shown('users', 'move', mapped.userName, 'Research');
    await shown('users', 'roles', 'add', mapped.userName, 'Reader', 'Legal Reviewer');
    expect((await client.send('PUT', `/Users/${id}`, { ...mapped, roles: [{ value: 'Admin' }] })).status).toBe(200);

    const user = await shown('users', 'show', mapped.userName);
    expect(field(user, 'Organization')).toBe('Research');
    expect(field(user, 'Roles')).toBe('Legal Reviewer, Reader');
    const found = await eventually(
      () => read(usersMessage, 'users', 'search', '--organization', 'Research'),
      ({ users }) => users.length > 0,
    );
    expect(found.users.map((one) => one.id)).toEqual([id]);
  });

  test('what PingOne sends overwrites what an administrator changed', async () => {
    const { id } = await userOf(mapped.userName);
    const edits = ['--set', 'title=Director', '--set', 'workCity=Graz', '--unset', 'department'];
    const edited = await shown('users', 'edit', mapped.userName, ...edits);
    expect([field(edited, 'title'), field(edited, 'workCity')]).toEqual(['Director', 'Graz']);
    expect(edited).not.toContain('department');

    await client.send('PUT', `/Users/${id}`, mapped);

    const user = await shown('users', 'show', mapped.userName);
    expect(['title', 'workCity', 'department'].map((label) => field(user, label))).toEqual([
      'Engineer',
      'Minneapolis',
      'SCIM',
    ]);
  });
});

describe('deactivation', () => {
  test('blocks at once, waits for the delay, and can be cancelled', async () => {
    const userName = 'leaver@example.com';
    const id = await client.create({ ...mapped, userName, externalId: 'leaver' });

    expect(
      (await client.send('PUT', `/Users/${id}`, { ...mapped, userName, externalId: 'leaver', active: false })).body
        .active,
    ).toBe(false);

    const user = await shown('users', 'show', userName);
    expect(field(user, 'State')).toMatch(/^deactivation pending, due /);
    expect(field(user, 'Blocked by')).toBe('provisioning');
    const { life } = await userOf(userName);
    if (life.state !== 'pending') throw new Error(`The user is ${life.state}.`);
    const { requestedAt, dueAt } = life.deactivation;
    expect((Date.parse(dueAt) - Date.parse(requestedAt)) / 60_000).toBe(30);
    const pending = await eventually(
      () => shown('deactivations', 'list', '--provider', provider),
      (list) => list.includes(userName),
    );
    expect(pending).toContain(userName);

    await shown('users', 'cancel-deactivation', userName);

    expect(await userOf(userName)).toMatchObject({ life: { state: 'active' }, blocks: {} });
    expect((await client.lookUp(userName)).body).toMatchObject({ totalResults: 1, Resources: [{ active: true }] });
  });

  test('is carried out when due', async () => {
    await shown('providers', 'edit', provider, '--deactivation-delay', '1s');
    const userName = 'left@example.com';
    const id = await client.create({ ...mapped, userName, externalId: 'left' });

    await client.send('PUT', `/Users/${id}`, { ...mapped, userName, externalId: 'left', active: false });

    const user = await eventually(
      () => userOf(userName),
      ({ life }) => life.state === 'deactivated',
    );
    expect(user.life).toMatchObject({ state: 'deactivated', cause: 'provisioning' });
    await shown('providers', 'edit', provider, '--deactivation-delay', '30m');
  });

  test('by an administrator has no delay, and only an administrator ends it', async () => {
    const userName = 'console@example.com';
    const id = await client.create({ ...mapped, userName, externalId: 'console' });

    expect(await run('users', 'deactivate', userName)).toMatchObject({ code: 2 });
    expect(field(await shown('users', 'deactivate', userName, '--yes'), 'State')).toMatch(/ by administrator$/);
    const { body } = await client.send('PUT', `/Users/${id}`, {
      ...mapped,
      userName,
      externalId: 'console',
      active: true,
    });

    expect(body.active).toBe(false);
    expect(field(await shown('users', 'reactivate', userName), 'State')).toBe('active');
  });

  test('waits for a legal hold: blocked, and deactivated once released', async () => {
    const userName = 'custodian@example.com';
    const id = await client.create({ ...mapped, userName, externalId: 'custodian' });
    await shown('providers', 'edit', provider, '--deactivation-delay', '0');
    await shown('matters', 'open', 'Doe v. Example');

    expect(await shown('custodians', 'add', 'Doe v. Example', userName)).toMatch(/custodian@example\.com +placed/);
    expect(
      (await client.send('PUT', `/Users/${id}`, { ...mapped, userName, externalId: 'custodian', active: false }))
        .status,
    ).toBe(200);

    const held = await shown('users', 'show', userName);
    expect([field(held, 'Blocked by'), field(held, 'Legal hold')]).toEqual(['provisioning', 'Doe v. Example']);
    expect(await run('users', 'deactivate', userName, '--yes')).toMatchObject({
      code: 1,
      error: expect.stringContaining('(ACTIVE_LEGAL_HOLD)\n"reprieve custodians remove'),
    });
    const custodians = await eventually(
      () => shown('custodians', 'list', 'Doe v. Example'),
      (list) => list.includes(userName),
    );
    expect(custodians).toMatch(/ custodian@example\.com +pending, blocked, held /);

    await shown('matters', 'close', 'Doe v. Example', '--yes');

    const released = await eventually(
      () => userOf(userName),
      ({ life }) => life.state === 'deactivated',
    );
    expect(released).toMatchObject({ life: { state: 'deactivated', cause: 'provisioning' }, matterIds: [] });
    await shown('providers', 'edit', provider, '--deactivation-delay', '30m');
  });
});

describe('what else the guide says', () => {
  test('local users cannot be created, updated or deleted from PingOne', async () => {
    const userName = 'local@example.com';
    const created = await read(userMessage, 'users', 'create', userName, '--given-name', 'Local', '--department', 'IT');

    expect((await client.lookUp(userName)).body).toMatchObject({ totalResults: 0 });
    const { created: refused, others } = await tryAll(client, { id: created.id, userName });

    expect(refused).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
    expect(others.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await userOf(userName)).toEqual(created);
    const [entry] = await eventually(
      () => syncLog('--user', userName, '--outcome', 'refused'),
      (entries) => entries.length > 0,
    );
    expect(entry).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('local') });
  });

  test('an existing user who is opened to provisioning is found, and managed from then on', async () => {
    const userName = 'existing@example.com';
    const { id } = await read(userMessage, 'users', 'create', userName);

    await shown('users', 'open', userName, provider);
    const found = await eventually(
      () => client.lookUp(userName),
      ({ body }) => body.totalResults === 1,
    );
    await client.send('PUT', `/Users/${id}`, { ...mapped, userName, externalId: 'existing' });

    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    expect(field(await shown('users', 'show', userName), 'Managed by')).toBe('provider PingOne AD');
  });

  test('a user who is removed from a group and added again is the same user', async () => {
    const user = { ...mapped, userName: 'again@example.com', externalId: 'again' };
    const id = await client.create(user);

    expect((await client.send('DELETE', `/Users/${id}`)).status).toBe(204);
    expect(field(await shown('users', 'show', id), 'State')).toMatch(/^deactivation pending, .+, deleted /);
    const again = await client.send('POST', '/Users', user);

    expect(again).toMatchObject({ status: 201, body: { id, active: true } });
    expect(field(await shown('users', 'show', 'again@example.com'), 'State')).toBe('active');
  });

  test('the Sync Log has all that provisioning created, updated and deleted', async () => {
    const user = { ...mapped, userName: 'logged@example.com', externalId: 'logged' };
    const id = await client.create(user);
    await client.send('PUT', `/Users/${id}`, { ...user, title: 'Director' });
    await client.send('DELETE', `/Users/${id}`);

    const entries = await eventually(
      () => syncLog('--provider', provider, '--user', user.userName, '--since', '1h'),
      (found) => found.length === 3,
    );
    expect(entries.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['create', 'changed'],
      ['replace', 'changed'],
      ['delete', 'changed'],
    ]);
    expect(entries[1]?.changes).toEqual([{ attribute: 'title', before: 'Engineer', after: 'Director' }]);
    const csv = await shown('sync-log', '--user', user.userName, '--operation', 'delete', '--csv');
    expect(csv.trimEnd().split('\r\n')).toEqual([
      expect.stringContaining('time'),
      expect.stringContaining('logged@example.com'),
    ]);
    expect(await shown('sync-log', '--user', user.userName)).toMatch(
      / PingOne AD +logged@example\.com +delete +deleted, deactivation-requested, due /,
    );
  });

  test('administrators are in a log of their own', async () => {
    const userName = 'blocked@example.com';
    await shown('users', 'create', userName);
    await shown('users', 'block', userName);

    const log = await eventually(
      () => shown('administrators-log', '--user', userName, '--order', 'oldest'),
      (text) => text.includes(' block '),
    );

    expect(log).toMatch(/ create +created /);
    expect(log).toMatch(/ block +blocked$/m);
  });

  test('many deactivations that were a mistake are cancelled together', async () => {
    const { send, create } = basic(await shown('providers', 'add', '--name', 'Mistaken'));
    const users = ['one', 'two', 'three'].map((name) => ({
      ...mapped,
      userName: `${name}@example.com`,
      externalId: name,
    }));
    for (const user of users) await send('PUT', `/Users/${await create(user)}`, { ...user, active: false });
    const args = ['deactivations', 'cancel', '--provider', 'Mistaken', '--requested-from', '10m'];
    await eventually(
      () => shown(...args, '--dry-run'),
      (text) => text.startsWith('3 '),
    );

    expect(await shown(...args, '--yes')).toBe('3 cancelled.\n');

    const states = await Promise.all(users.map(({ userName }) => userOf(userName)));
    expect(states.map(({ life }) => life.state)).toEqual(['active', 'active', 'active']);
  });

  test('a provider is stopped at once, and removed with its users made local', async () => {
    const box = await shown('providers', 'add', '--name', 'Leaving', '--organization', 'Research');
    const leaving = basic(box);
    await leaving.create({ ...mapped, userName: 'stays@example.com', externalId: 'stays' });

    expect(field(await shown('providers', 'disable', 'Leaving'), 'State')).toBe('disabled');
    expect((await leaving.send('GET', '/Users')).status).toBe(401);
    expect(await run('organizations', 'remove', 'Research', '--yes')).toMatchObject({
      code: 1,
      error: expect.stringContaining('ORGANIZATION_IN_USE'),
    });
    await shown('providers', 'remove', 'Leaving', '--users-become', 'local', '--yes');

    expect(field(await shown('users', 'show', 'stays@example.com'), 'Managed by')).toBe('administrators');
    expect(field(await shown('providers', 'show', 'Leaving'), 'State')).toBe('being removed, its users become local');
  });
});
