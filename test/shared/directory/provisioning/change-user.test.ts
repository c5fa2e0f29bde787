import { describe, expect, test } from 'vitest';
import { Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import type { UserChange } from '#shared/directory/ports.ts';
import { getUser } from '#shared/directory/provisioning/get-user.ts';
import { sampleChange, sampleCreation, sampleProvider, sampleUser } from '#test/doubles/samples.ts';
import { clientOf, provisioning } from './provisioning.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('replacing a user (RFC 7644 §3.5.1)', () => {
  test('clears what the client leaves out, but active stays', async () => {
    const { directory, create, replace } = await provisioning();
    const { id } = await create({ title: 'Countess', nickName: 'Ada' });
    directory.clock.advance(60);

    const user = await replace(id, { nickName: 'Countess' });

    expect(user).toMatchObject({ version: 2, lastModifiedAt: '2026-11-23T18:01:00.000Z', life: { state: 'active' } });
    expect(user.attributes).toEqual({ userName: 'ada', nickName: 'Countess' });
    expect(directory.users.entries().at(-1)).toMatchObject({
      operation: 'replace',
      events: [],
      changes: [
        { attribute: 'nickName', before: 'Ada', after: 'Countess' },
        { attribute: 'title', before: 'Countess' },
      ],
    });
  });

  test.each([null, undefined])('leaves a pending deactivation pending when active is %s', async (active) => {
    const { create, disable, replace } = await provisioning();
    const { id } = await create();
    const pending = await disable(id);

    expect((await replace(id, { active, title: 'Countess' })).life).toEqual(pending.life);
  });

  test('keeps what a merging provider leaves out, sub-attributes and extension attributes, too', async () => {
    const { create, replace } = await provisioning({ putSemantics: 'merge' });
    const name = { givenName: 'Ada', familyName: 'King' };
    const { id } = await create({
      title: 'Countess',
      name,
      [enterprise]: { department: 'Engines', division: 'North' },
    });

    const user = await replace(id, { name: { familyName: 'Lovelace' }, [enterprise]: { department: 'Analysis' } });

    expect(user.attributes).toEqual({
      userName: 'ada',
      name: { givenName: 'Ada', familyName: 'Lovelace' },
      title: 'Countess',
      [enterprise]: { department: 'Analysis', division: 'North' },
    });
  });

  test('replaces a multi-valued attribute whole for a merging provider, too', async () => {
    const { create, replace } = await provisioning({ putSemantics: 'merge' });
    const { id } = await create({ emails: [{ value: 'ada@example.com' }, { value: 'king@example.com' }] });

    const user = await replace(id, { emails: [{ value: 'lovelace@example.com' }] });

    expect(user.attributes.emails).toEqual([{ value: 'lovelace@example.com' }]);
  });

  test('writes nothing when nothing changes after normalization', async () => {
    const { directory, create, replace } = await provisioning();
    const first = await create({ active: true, emails: [{ value: 'ada@example.com', primary: true }] });

    const user = await replace(first.id, {
      ACTIVE: 'True',
      title: '',
      emails: [{ Primary: 'true', value: 'ada@example.com' }],
    });

    expect(user).toEqual(first);
    expect(directory.users.entries()).toHaveLength(1);
  });

  test('renames the user, whose former name is free at once', async () => {
    const { create, replace } = await provisioning();
    const { id } = await create();
    await replace(id, { userName: 'countess' });

    expect((await create()).id).not.toBe(id);
  });

  test('refuses a name that somebody else holds', async () => {
    const { create, replace } = await provisioning();
    const { id } = await create();
    await create({ userName: 'Charles' });

    await expect(replace(id, { userName: 'CHARLES' })).rejects.toMatchObject({ status: 409, scimType: 'uniqueness' });
  });

  test('refuses a name that somebody takes at the same moment', async () => {
    const { directory, create, replace } = await provisioning();
    const { id } = await create();
    directory.users.beforeNext('commit', async () => {
      await create({ userName: 'charles' });
    });

    await expect(replace(id, { userName: 'charles' })).rejects.toMatchObject({ status: 409, scimType: 'uniqueness' });
  });

  test('never moves a user back whom an administrator moved, nor touches roles', async () => {
    const { directory, create, replace } = await provisioning();
    const first = await create();
    await directory.users.commit(sampleChange(first, { organizationId: 'sales', roles: ['auditor'] }));

    const user = await replace(first.id, { title: 'Countess', roles: [{ value: 'admin' }] });

    expect(user).toMatchObject({ organizationId: 'sales', roles: ['auditor'] });
  });
});

describe('deactivating and reactivating', () => {
  test('blocks at once, sets one schedule, and says when it is due', async () => {
    const { directory, create, disable } = await provisioning();
    const { id } = await create();

    const user = await disable(id);

    const deactivationId = user.life.state === 'pending' ? user.life.deactivation.id : '';
    const dueAt = '2026-11-23T18:15:00.000Z';
    expect(user.blocks).toEqual({ provisioning: '2026-11-23T18:00:00.000Z' });
    expect(directory.schedules.scheduled()).toEqual([{ userId: id, deactivationId, dueAt }]);
    expect(directory.users.entries().at(-1)).toMatchObject({
      operation: 'patch',
      events: ['deactivation-requested'],
      dueAt,
    });
    expect(directory.telemetry.events.slice(1)).toEqual([
      { type: 'deactivation-requested', userId: id, providerId: sampleProvider().id, dueAt },
      { type: 'schedule-created', userId: id, deactivationId, dueAt },
    ]);
  });

  test('repeating neither extends nor restarts the delay', async () => {
    const { directory, create, disable, replace } = await provisioning();
    const { id } = await create();
    const pending = await disable(id);
    directory.clock.advance(600);

    expect(await disable(id)).toEqual(pending);
    expect(await replace(id, { active: false })).toEqual(pending);
    expect(directory.schedules.scheduled()).toHaveLength(1);
  });

  test('in time cancels the deactivation and its schedule; the next one starts a full delay', async () => {
    const { directory, create, disable, enable } = await provisioning();
    const { id } = await create();
    await disable(id);
    directory.clock.advance(600);

    expect(await enable(id)).toMatchObject({ life: { state: 'active' }, blocks: {} });
    expect(directory.schedules.scheduled()).toEqual([]);
    await disable(id);
    expect(directory.schedules.scheduled()).toMatchObject([{ dueAt: '2026-11-23T18:25:00.000Z' }]);
  });

  test('false then true in one request has no effect', async () => {
    const { directory, create, patch } = await provisioning();
    const first = await create();

    const user = await patch(
      first.id,
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', path: 'active', value: true },
    );

    expect(user).toEqual(first);
    expect(directory.users.entries()).toHaveLength(1);
  });

  test('without a delay deactivates in the same write, with no schedule', async () => {
    const { directory, create, disable } = await provisioning({ deactivationDelaySeconds: 0 });
    const { id } = await create();

    expect((await disable(id)).life).toMatchObject({ state: 'deactivated', cause: 'provisioning' });
    expect(directory.schedules.scheduled()).toEqual([]);
    expect(directory.users.entries()).toHaveLength(2);
  });

  test('answers as ever when the schedule cannot be created: the user is blocked, the failure counted', async () => {
    const { directory, create, disable } = await provisioning();
    const { id } = await create();
    const cause = new Unavailable('EventBridge Scheduler is down.');
    directory.schedules.beforeNext('create', () => {
      throw cause;
    });

    const user = await disable(id);

    expect(user.life.state).toBe('pending');
    expect(directory.telemetry.events.at(-1)).toMatchObject({ type: 'schedule-creation-failed', userId: id, cause });
  });

  test('answers as ever when the schedule cannot be deleted', async () => {
    const { directory, create, disable, enable } = await provisioning();
    const { id } = await create();
    await disable(id);
    directory.schedules.beforeNext('delete', () => {
      throw new Unavailable('EventBridge Scheduler is down.');
    });

    expect((await enable(id)).life.state).toBe('active');
    expect(directory.telemetry.events.at(-1)).toMatchObject({ type: 'schedule-deletion-failed', userId: id });
  });

  test.each([
    { op: 'remove', path: 'active' },
    { op: 'replace', path: 'active', value: null },
  ])('refuses to leave active without a value: $op $value', async (operation) => {
    const { create, patch } = await provisioning();
    const { id } = await create();

    await expect(patch(id, operation)).rejects.toMatchObject({ status: 400 });
  });

  test('leaves inactive whom an administrator deactivated, and records why', async () => {
    const { directory, create, enable } = await provisioning();
    const first = await create();
    const life = { state: 'deactivated', at: '2026-11-23T18:00:00.000Z', cause: 'administrator' } as const;
    const change = sampleChange(first, { life });
    await directory.users.commit(change);

    expect(await enable(first.id)).toEqual(change.after);
    expect(directory.users.entries().at(-1)).toMatchObject({
      operation: 'patch',
      outcome: 'refused',
      reason: 'An administrator deactivated the user: only an administrator can reactivate the user.',
    });
  });
});

describe('deleting a user (RFC 7644 §3.6)', () => {
  test('hides the user at once, with a pending deactivation like any other', async () => {
    const { directory, client, create, remove } = await provisioning();
    const { id } = await create();

    await remove(id);

    await expect(getUser(directory, { client, userId: id })).rejects.toMatchObject({ status: 404 });
    await expect(remove(id)).rejects.toMatchObject({ status: 404 });
    expect(directory.users.all()).toMatchObject([
      { life: { state: 'pending' }, deletedAt: '2026-11-23T18:00:00.000Z' },
    ]);
    expect(directory.schedules.scheduled()).toHaveLength(1);
    expect(directory.users.entries().at(-1)).toMatchObject({
      operation: 'delete',
      events: ['deleted', 'deactivation-requested'],
    });
  });
});

describe('whom a provider may change', () => {
  const refused = { status: 404 };

  test.each([
    [
      'a user of another provider',
      sampleUser({ management: { by: 'provider', providerId: '01KARPZZZZ0000000000000002' } }),
    ],
    ['a local user', sampleUser({ management: { by: 'administrators' } })],
    ['a deleted user', sampleUser({ deletedAt: '2026-11-23T18:00:00.000Z' })],
  ])('is not %s: 404, never 403', async (_, user) => {
    const { directory, client, replace, disable, remove } = await provisioning();
    await directory.users.commit(sampleCreation(user));

    await expect(getUser(directory, { client, userId: user.id })).rejects.toMatchObject(refused);
    await expect(replace(user.id)).rejects.toMatchObject(refused);
    await expect(disable(user.id)).rejects.toMatchObject(refused);
    await expect(remove(user.id)).rejects.toMatchObject(refused);
  });

  test('is a user whom an administrator opened to it, who is managed by it from then on', async () => {
    const { directory, provider, disable } = await provisioning();
    const user = sampleUser({ management: { by: 'administrators', openToProviderId: provider.id } });
    await directory.users.commit(sampleCreation(user));

    expect((await disable(user.id)).management).toEqual({ by: 'provider', providerId: provider.id });
  });
});

describe('versions (RFC 7644 §3.14)', () => {
  test.each(['W/"1"', '"1"', '*', 'W/"7", W/"1"'])('If-Match %s lets version 1 be changed', async (ifMatch) => {
    const { create, replace } = await provisioning();
    const { id } = await create();

    expect((await replace(id, { title: 'Countess' }, ifMatch)).version).toBe(2);
  });

  test.each(['W/"2"', '', 'W/"11"', '1'])('If-Match %s is 412 at version 1', async (ifMatch) => {
    const { create, replace } = await provisioning();
    const { id } = await create();

    await expect(replace(id, { title: 'Countess' }, ifMatch)).rejects.toMatchObject({ status: 412 });
  });
});

describe('two writers at the same moment', () => {
  test('both changes are kept', async () => {
    const { directory, create, patch } = await provisioning();
    const { id } = await create();
    directory.users.beforeNext('commit', async () => {
      await patch(id, { op: 'replace', path: 'nickName', value: 'Ada' });
    });

    const user = await patch(id, { op: 'replace', path: 'title', value: 'Countess' });

    expect(user.attributes).toEqual({ userName: 'ada', nickName: 'Ada', title: 'Countess' });
    expect(directory.telemetry.events).toContainEqual(expect.objectContaining({ type: 'commit-retried', attempt: 1 }));
  });

  test('a rename that another request made meanwhile is not refused for it', async () => {
    const { directory, create, replace } = await provisioning();
    const { id } = await create();
    directory.users.beforeNext('getByUserName', () => replace(id, { userName: 'grace' }).then(() => undefined));

    expect(await replace(id, { userName: 'grace' })).toMatchObject({ version: 2, attributes: { userName: 'grace' } });
  });

  test('a deactivation that landed late has its schedule all the same', async () => {
    const parts = await provisioning();
    const { id } = await parts.create();
    const { commit } = parts.directory.users;
    let first: UserChange | undefined;
    const landingLate = async (change: UserChange) => {
      if (first !== undefined) {
        await commit(first);
        throw new VersionConflict('Two transactions overlap.');
      }
      first = change;
      throw new Unavailable('The reply was lost, and the transaction is still under way.');
    };
    const directory = { ...parts.directory, users: { ...parts.directory.users, commit: landingLate } };

    const user = await clientOf(directory, parts.provider).disable(id);

    expect(user.life.state).toBe('pending');
    expect(directory.schedules.scheduled()).toHaveLength(1);
  });

  test('a writer gives up when the store stays unavailable, having changed nothing', async () => {
    const { directory, provider } = await provisioning();
    const unavailable = async () => {
      throw new Unavailable('DynamoDB is down.');
    };
    const down = { ...directory, users: { ...directory.users, commit: unavailable } };

    await expect(clientOf(down, provider).create()).rejects.toBeInstanceOf(Unavailable);
    expect(directory.users.all()).toEqual([]);
  });
});

describe('changes that leave the attributes as they are', () => {
  test('DELETE of a deactivated user hides the user', async () => {
    const { directory, create, remove } = await provisioning();
    const { id } = await create({ active: false });

    await remove(id);

    expect(await directory.users.get(id)).toMatchObject({ version: 2, deletedAt: '2026-11-23T18:00:00.000Z' });
  });

  test('an update of a pending user leaves the schedule alone', async () => {
    const { directory, create, disable, patch } = await provisioning();
    const { id } = await create();
    await disable(id);
    const calls: string[] = [];
    directory.schedules.beforeNext('create', () => void calls.push('create'));
    directory.schedules.beforeNext('delete', () => void calls.push('delete'));

    await patch(id, { op: 'replace', path: 'title', value: 'Countess' });

    expect(calls).toEqual([]);
  });
});

describe('a credential that is accepted no more', () => {
  test.each([
    ['was rotated away', 'another.key00000', undefined],
    ['has expired', undefined, '2026-11-23T18:00:00.000Z'],
  ])('writes nothing when it %s since the authorizer saw it', async (_, keyId, expiresAt) => {
    const { directory, provider, create, patch } = await provisioning();
    const user = await create();
    const [credential = { keyId: '', secretHash: '', createdAt: '' }] = provider.credentials;
    const changed = { ...credential, ...(keyId && { keyId }), ...(expiresAt && { expiresAt }) };
    await directory.providers.replace(provider, { ...provider, version: 2, credentials: [changed] });

    const patching = patch(user.id, { op: 'replace', path: 'title', value: 'Countess' });

    await expect(patching).rejects.toMatchObject({ status: 401 });
    expect(await directory.users.get(user.id)).toEqual(user);
  });
});
