/**
 * The administrator's guide "How to provision users from PingOne" without the command line: every step and setting that
 * seed-guide.test.ts takes is taken through the API, signed by an off-the-shelf client.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancellationMessage, pendingDeactivationsMessage } from '#shared/http/admin/messages/deactivation.ts';
import { logMessage } from '#shared/http/admin/messages/log.ts';
import { matterMessage } from '#shared/http/admin/messages/matter.ts';
import { organizationMessage, organizationsMessage } from '#shared/http/admin/messages/organization.ts';
import { connectionMessage, providerMessage } from '#shared/http/admin/messages/provider.ts';
import { userMessage, usersMessage } from '#shared/http/admin/messages/user.ts';
import { connected, mapped, type pingOne, tryAll } from './ping-one.ts';
import { signedClient } from './signed-client.ts';
import { eventually, type System, startSystem } from './system.ts';

let system: System;
let api: ReturnType<typeof signedClient>;
/** What the steps of the guide have answered, and PingOne as it was set up with that. */
let steps: Awaited<ReturnType<typeof takeSteps>>;
let client: ReturnType<typeof pingOne>;
beforeAll(async () => {
  system = await startSystem({ timings: { lambdaTimeScale: 0.01, schedulerTimeScale: 0.01 } });
  api = signedClient(system);
  steps = await takeSteps();
  client = connected(steps.added);
  await client.create(mapped);
});
afterAll(() => system.stop());

/** Steps 1 to 3, and the test user of step 6. */
async function takeSteps() {
  const provisioned = await done(organizationMessage, 'POST', '/organizations', { name: 'Provisioned' });
  const research = await done(organizationMessage, 'POST', '/organizations', { name: 'Research' });
  const added = await add('PingOne AD', { credentialType: 'api-credentials' });
  const addedWithToken = await add('OAuth', { credentialType: 'oauth-token' });
  const provider = `/providers/${added.provider.id}`;
  return {
    provisioned,
    research,
    added,
    addedWithToken,
    provider,
    before: await done(providerMessage, 'GET', provider),
    withDelay: await done(providerMessage, 'PATCH', provider, { deactivationDelaySeconds: 30 * 60 }),
    withOrganization: await done(providerMessage, 'PATCH', provider, { organizationId: provisioned.id }),
  };
}

/** @throws when it is not answered 2xx, or not as the schema says */
async function done<Value>(
  schema: { parse(value: unknown): Value },
  method: string,
  path: string,
  content?: object,
): Promise<Value> {
  const { status, body } = await api.send(method, path, content);
  if (status >= 300) throw new Error(`${method} ${path} was answered ${status}: ${JSON.stringify(body)}`);
  return schema.parse(body);
}

const add = (displayName: string, settings: object = {}) =>
  done(connectionMessage, 'POST', '/providers', { displayName, credentialType: 'api-credentials', ...settings });
const setDelay = (deactivationDelaySeconds: number) =>
  done(providerMessage, 'PATCH', steps.provider, { deactivationDelaySeconds });
const userOf = (id: string) => done(userMessage, 'GET', `/users/${id}`);
const change = (id: string, what: string) => done(userMessage, 'POST', `/users/${id}/${what}`);
const search = (query: Readonly<Record<string, string>>) =>
  done(usersMessage, 'GET', `/users?${new URLSearchParams(query)}`);
const log = async (name: 'sync-log' | 'administrators-log', query: Readonly<Record<string, string>>) =>
  (await done(logMessage, 'GET', `/${name}?${new URLSearchParams({ order: 'oldest', ...query })}`)).entries;
const createLocal = (userName: string, attributes: object = {}) =>
  done(userMessage, 'POST', '/users', {
    user: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName, ...attributes },
  });

describe('steps 1 to 3: organizations, the provider, its settings', () => {
  test('step 1: organizations are created', async () => {
    const { organizations } = await done(organizationsMessage, 'GET', '/organizations');

    expect(organizations.map(({ name }) => name)).toEqual(expect.arrayContaining(['Provisioned', 'Research']));
  });

  test('step 2: a SCIM provider with API credentials shows base URL, user name and password', async () => {
    const { provider, baseUrl, basic, bearer } = steps.added;

    expect(provider).toMatchObject({ displayName: 'PingOne AD', credentialType: 'api-credentials' });
    expect(baseUrl).toBe(system.stack.scimBaseUrl);
    expect(basic).toEqual({ username: provider.credentials[0]?.keyId, password: expect.stringMatching(/^[\w-]{43}$/) });
    expect(bearer).toBeUndefined();
    expect((await client.send('GET', '/Users?count=1')).status).toBe(200);
  });

  test('step 2: one with an OAuth token shows base URL and token', async () => {
    const { baseUrl, basic, bearer } = steps.addedWithToken;

    expect({ baseUrl, basic }).toEqual({ baseUrl: system.stack.scimBaseUrl, basic: undefined });
    const answer = await fetch(`${baseUrl}/Users?count=1`, { headers: { authorization: `Bearer ${bearer?.token}` } });
    expect(answer.status).toBe(200);
  });

  test('step 3: the deactivation delay is 15 minutes, and can be edited', () => {
    expect(steps.before.deactivationDelaySeconds).toBe(15 * 60);
    expect(steps.withDelay.deactivationDelaySeconds).toBe(30 * 60);
  });

  test('step 3: the organization that new users land in is chosen, and roles are given manually', () => {
    const { before, withOrganization, provisioned } = steps;

    expect(before.organizationId).toBe('default');
    expect(withOrganization).toMatchObject({ organizationId: provisioned.id, roleMapping: 'manual' });
  });
});

describe('steps 5 and 6: users are provisioned', () => {
  test('a test user lands in the expected organization, with every attribute that is mapped', async () => {
    const { schemas: _, active: _active, ...attributes } = mapped;

    const { users } = await search({ userName: mapped.userName });

    expect(users).toMatchObject([
      {
        attributes,
        life: { state: 'active' },
        management: { by: 'provider', providerId: steps.added.provider.id },
        organizationId: steps.provisioned.id,
        roles: [],
      },
    ]);
  });

  test('an administrator moves the user and gives roles, and no resync takes that back', async () => {
    const { id } = await theMapped();
    const organizationId = steps.research.id;

    await done(userMessage, 'PUT', `/users/${id}/organization`, { organizationId });
    await done(userMessage, 'PUT', `/users/${id}/roles`, { roles: ['Reader', 'Writer'] });
    await done(userMessage, 'POST', `/users/${id}/roles`, { role: 'Legal Reviewer' });
    await done(userMessage, 'DELETE', `/users/${id}/roles/Writer`);
    expect((await client.send('PUT', `/Users/${id}`, { ...mapped, roles: [{ value: 'Admin' }] })).status).toBe(200);

    expect(await userOf(id)).toMatchObject({ organizationId, roles: ['Legal Reviewer', 'Reader'] });
    const { users } = await eventually(
      () => search({ organizationId }),
      ({ users: found }) => found.length > 0,
    );
    expect(users.map((one) => one.id)).toEqual([id]);
  });

  test('what PingOne sends overwrites what an administrator changed', async () => {
    const { id, attributes } = await theMapped();
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    const Operations = [
      { op: 'replace', path: 'title', value: 'Director' },
      { op: 'replace', path: 'addresses[type eq "work"].locality', value: 'Graz' },
      { op: 'remove', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department' },
    ];
    const edited = await done(userMessage, 'PATCH', `/users/${id}`, { schemas, Operations });
    expect(edited.attributes).toMatchObject({ title: 'Director', addresses: [{ locality: 'Graz' }] });
    expect(JSON.stringify(edited.attributes)).not.toContain('department');

    await client.send('PUT', `/Users/${id}`, mapped);

    expect((await userOf(id)).attributes).toEqual(attributes);
  });

  const theMapped = async () => {
    const [user] = (await search({ userName: mapped.userName })).users;
    if (user === undefined) throw new Error(`There is no ${mapped.userName}.`);
    return user;
  };
});

describe('deactivation', () => {
  test('blocks at once, waits for the delay, and can be cancelled', async () => {
    const user = { ...mapped, userName: 'leaver@example.com', externalId: 'leaver' };
    const id = await client.create(user);

    expect((await client.send('PUT', `/Users/${id}`, { ...user, active: false })).body.active).toBe(false);

    const { life, blocks } = await userOf(id);
    if (life.state !== 'pending') throw new Error(`The user is ${life.state}.`);
    const { requestedAt, dueAt } = life.deactivation;
    expect((Date.parse(dueAt) - Date.parse(requestedAt)) / 60_000).toBe(30);
    expect(blocks).toEqual({ provisioning: requestedAt });
    const { pendingDeactivations } = await eventually(
      () => done(pendingDeactivationsMessage, 'GET', `/pending-deactivations?providerId=${steps.added.provider.id}`),
      (list) => list.pendingDeactivations.length > 0,
    );
    expect(pendingDeactivations).toMatchObject([{ userId: id, userName: user.userName, dueAt, held: false }]);

    expect(await change(id, 'cancel-deactivation')).toMatchObject({ life: { state: 'active' }, blocks: {} });
    expect((await client.lookUp(user.userName)).body).toMatchObject({ totalResults: 1, Resources: [{ active: true }] });
  });

  test('is carried out when due', async () => {
    await setDelay(1);
    const user = { ...mapped, userName: 'left@example.com', externalId: 'left' };
    const id = await client.create(user);

    await client.send('PUT', `/Users/${id}`, { ...user, active: false });

    const { life } = await eventually(
      () => userOf(id),
      (found) => found.life.state === 'deactivated',
    );
    expect(life).toMatchObject({ state: 'deactivated', cause: 'provisioning' });
    await setDelay(30 * 60);
  });

  test('by an administrator has no delay, and only an administrator ends it', async () => {
    const user = { ...mapped, userName: 'console@example.com', externalId: 'console' };
    const id = await client.create(user);

    const { life } = await change(id, 'deactivate');
    const { body } = await client.send('PUT', `/Users/${id}`, { ...user, active: true });

    expect(life).toMatchObject({ state: 'deactivated', cause: 'administrator' });
    expect(body.active).toBe(false);
    expect((await change(id, 'reactivate')).life).toEqual({ state: 'active' });
  });

  test('waits for a legal hold: blocked, and deactivated once released', async () => {
    const user = { ...mapped, userName: 'custodian@example.com', externalId: 'custodian' };
    const id = await client.create(user);
    await setDelay(0);
    const matter = await done(matterMessage, 'POST', '/matters', { name: 'Doe v. Example' });

    await done(userMessage, 'PUT', `/matters/${matter.id}/custodians/${id}`);
    expect((await client.send('PUT', `/Users/${id}`, { ...user, active: false })).status).toBe(200);

    expect(await userOf(id)).toMatchObject({
      life: { state: 'pending' },
      blocks: { provisioning: expect.any(String) },
      matterIds: [matter.id],
    });
    expect(await api.send('POST', `/users/${id}/deactivate`)).toMatchObject({
      status: 409,
      body: { code: 'ACTIVE_LEGAL_HOLD' },
    });
    const { users: custodians } = await eventually(
      () => search({ state: 'held' }),
      ({ users }) => users.length > 0,
    );
    expect(custodians).toMatchObject([{ id }]);

    await done(matterMessage, 'POST', `/matters/${matter.id}/close`);

    const released = await eventually(
      () => userOf(id),
      ({ life }) => life.state === 'deactivated',
    );
    expect(released).toMatchObject({ life: { state: 'deactivated', cause: 'provisioning' }, matterIds: [] });
    await setDelay(30 * 60);
  });
});

describe('what else the guide says', () => {
  test('local users cannot be created, updated or deleted from PingOne', async () => {
    const userName = 'local@example.com';
    const created = await createLocal(userName, { name: { givenName: 'Local' } });

    expect((await client.lookUp(userName)).body).toMatchObject({ totalResults: 0 });
    const { created: refused, others } = await tryAll(client, { id: created.id, userName });

    expect(refused).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } });
    expect(others.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await userOf(created.id)).toEqual(created);
    const entries = await eventually(
      () => log('sync-log', { userName, outcome: 'refused' }),
      ({ length }) => length > 0,
    );
    expect(entries).toMatchObject([{ operation: 'create', reason: expect.stringContaining('local') }]);
  });

  test('an existing user who is opened to provisioning is found, and managed from then on', async () => {
    const userName = 'existing@example.com';
    const { id } = await createLocal(userName);
    const providerId = steps.added.provider.id;

    await done(userMessage, 'POST', `/users/${id}/open-to-provisioning`, { providerId });
    const found = await eventually(
      () => client.lookUp(userName),
      ({ body }) => body.totalResults === 1,
    );
    await client.send('PUT', `/Users/${id}`, { ...mapped, userName, externalId: 'existing' });

    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    expect((await userOf(id)).management).toEqual({ by: 'provider', providerId });
  });

  test('a user who is removed from a group and added again is the same user', async () => {
    const user = { ...mapped, userName: 'again@example.com', externalId: 'again' };
    const id = await client.create(user);

    expect((await client.send('DELETE', `/Users/${id}`)).status).toBe(204);
    expect(await userOf(id)).toMatchObject({ life: { state: 'pending' }, deletedAt: expect.any(String) });
    const again = await client.send('POST', '/Users', user);

    expect(again).toMatchObject({ status: 201, body: { id, active: true } });
    expect((await userOf(id)).life).toEqual({ state: 'active' });
  });

  test('the Sync Log has all that provisioning created, updated and deleted', async () => {
    const user = { ...mapped, userName: 'logged@example.com', externalId: 'logged' };
    const id = await client.create(user);
    await client.send('PUT', `/Users/${id}`, { ...user, title: 'Director' });
    await client.send('DELETE', `/Users/${id}`);
    const [yesterday, today] = [dateOf(Date.now() - 86_400_000), dateOf(Date.now())];
    const query = { providerId: steps.added.provider.id, userName: user.userName };

    const entries = await eventually(
      () => log('sync-log', { ...query, from: yesterday, to: today }),
      ({ length }) => length === 3,
    );
    expect(entries.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['create', 'changed'],
      ['replace', 'changed'],
      ['delete', 'changed'],
    ]);
    expect(entries[1]?.changes).toEqual([{ attribute: 'title', before: 'Engineer', after: 'Director' }]);
    expect(entries[2]).toMatchObject({ events: ['deleted', 'deactivation-requested'], dueAt: expect.any(String) });
    expect(await log('sync-log', { ...query, from: '2026-01-01', to: '2026-01-31' })).toEqual([]);
    const deletions = new URLSearchParams({ ...query, from: yesterday, to: today, operation: 'delete' });
    const csv = await api.fetch(`/sync-log?${deletions}`, { headers: { accept: 'text/csv' } });
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    expect((await csv.text()).trimEnd().split('\r\n')).toEqual([
      expect.stringContaining('time'),
      expect.stringContaining('logged@example.com'),
    ]);
  });

  const dateOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

  test('administrators are in a log of their own', async () => {
    const userName = 'blocked@example.com';
    const { id: userId } = await createLocal(userName);
    expect((await change(userId, 'block')).blocks).toEqual({ administrator: expect.any(String) });
    expect((await change(userId, 'unblock')).blocks).toEqual({});

    const entries = await eventually(
      () => log('administrators-log', { userName }),
      ({ length }) => length === 3,
    );

    const actor = { by: 'administrator', administratorId: expect.stringMatching(/^arn:aws:iam::/) };
    expect(entries).toMatchObject(['create', 'block', 'unblock'].map((operation) => ({ actor, operation })));
  });

  test('many deactivations that were a mistake are cancelled together', async () => {
    const added = await add('Mistaken');
    const { send, create } = connected(added);
    const ids: string[] = [];
    for (const name of ['one', 'two', 'three']) {
      const user = { ...mapped, userName: `${name}@example.com`, externalId: name };
      const id = await create(user);
      ids.push(id);
      await send('PUT', `/Users/${id}`, { ...user, active: false });
    }
    const requestedFrom = new Date(Date.now() - 600_000).toISOString();
    const cancel = (dryRun: boolean) => {
      const which = { providerId: added.provider.id, requestedFrom, dryRun };
      return done(cancellationMessage, 'POST', '/pending-deactivations/cancel', which);
    };
    await eventually(
      () => cancel(true),
      ({ cancelled }) => cancelled === 3,
    );

    expect(await cancel(false)).toEqual({ cancelled: 3, failed: [] });

    const users = await Promise.all(ids.map(userOf));
    expect(users.map(({ life }) => life.state)).toEqual(['active', 'active', 'active']);
  });

  test('a provider is stopped at once, and removed with its users made local', async () => {
    const { research } = steps;
    const added = await add('Leaving', { organizationId: research.id });
    const leaving = connected(added);
    const path = `/providers/${added.provider.id}`;
    const id = await leaving.create({ ...mapped, userName: 'stays@example.com', externalId: 'stays' });

    const disabled = await done(providerMessage, 'POST', `${path}/disable`, { pendingDeactivations: 'run' });
    expect(disabled.enabled).toBe(false);
    expect((await leaving.send('GET', '/Users')).status).toBe(401);
    expect(await api.send('DELETE', `/organizations/${research.id}`)).toMatchObject({
      status: 409,
      body: { code: 'ORGANIZATION_IN_USE' },
    });
    await done({ parse: () => {} }, 'DELETE', `${path}?usersBecome=local`);

    expect((await userOf(id)).management).toEqual({ by: 'administrators' });
    expect((await done(providerMessage, 'GET', path)).removal?.usersBecome).toEqual({ become: 'local' });
  });
});
