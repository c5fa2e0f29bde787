import { describe, expect, test } from 'vitest';
import { Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { addOrganization } from '#shared/directory/organizations/add-organization.ts';
import { removeOrganization } from '#shared/directory/organizations/remove-organization.ts';
import type { UserChange } from '#shared/directory/ports.ts';
import { editProvider } from '#shared/directory/providers/edit-provider.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleChange, sampleCreation, sampleProvider, sampleUser } from '#test/doubles/samples.ts';
import { administrator } from '#test/shared/directory/administration/administration.ts';
import { clientOf, provisioning } from './provisioning.ts';

const conflict = { status: 409, scimType: 'uniqueness' };

describe('a create of a user who is not there', () => {
  test("makes an active user of the provider, in the provider's organization, with one entry", async () => {
    const { directory, provider, create } = await provisioning();

    const user = await create({ name: { givenName: 'Ada' } });

    expect(user).toEqual({
      id: user.id,
      version: 1,
      createdAt: '2026-11-23T18:00:00.000Z',
      lastModifiedAt: '2026-11-23T18:00:00.000Z',
      attributes: { userName: 'ada', name: { givenName: 'Ada' } },
      management: { by: 'provider', providerId: provider.id },
      organizationId: 'default',
      roles: [],
      life: { state: 'active' },
      blocks: {},
      matterIds: [],
    });
    expect(directory.users.entries()).toEqual([
      {
        id: expect.stringMatching(/^\w{26}$/),
        at: '2026-11-23T18:00:00.000Z',
        actor: { by: 'provider', providerId: provider.id },
        userId: user.id,
        userName: 'ada',
        operation: 'create',
        outcome: 'changed',
        events: ['created'],
        changes: [
          { attribute: 'userName', after: 'ada' },
          { attribute: 'name', after: { givenName: 'Ada' } },
        ],
        ignored: [],
        requestId: 'request-1',
      },
    ]);
  });

  test('with active:false makes a deactivated user and no schedule', async () => {
    const { directory, create } = await provisioning();

    const user = await create({ active: false });

    expect(user.life).toEqual({ state: 'deactivated', at: '2026-11-23T18:00:00.000Z', cause: 'provisioning' });
    expect(directory.schedules.scheduled()).toEqual([]);
    expect(directory.users.entries()[0]?.events).toEqual(['created-deactivated']);
  });

  test('names what it ignores in the Sync Log, never by value', async () => {
    const { directory, create } = await provisioning();

    const user = await create({ password: 'hunter2', roles: [{ value: 'admin' }] });

    expect(user.attributes).toEqual({ userName: 'ada' });
    expect(directory.users.entries()[0]?.ignored).toEqual(expect.arrayContaining(['password', 'roles']));
    expect(JSON.stringify(directory.users.entries())).not.toContain('hunter2');
  });

  test.each([
    ['no userName', { userName: undefined }, 400],
    ['an empty userName', { userName: '' }, 400],
    ['a userName with a space at its end', { userName: 'ada ' }, 400],
    ['a userName with a NUL', { userName: 'a\0da' }, 400],
    ['a userName that changes the direction of text', { userName: '\u202eada' }, 400],
    ['a userName that was damaged on its way', { userName: 'ad\ufffd' }, 400],
    ['a userName that is half a character', { userName: 'ad\ud800' }, 400],
    ['a userName of 1,025 bytes', { userName: 'x'.repeat(1025) }, 400],
    ['more than 64 KB', { displayName: 'x'.repeat(65_536) }, 413],
  ])('refuses %s', async (_, attributes, status) => {
    const { directory, create } = await provisioning();

    await expect(create(attributes)).rejects.toMatchObject({ status });
    expect(directory.users.all()).toEqual([]);
  });
});

describe('a create of a user who is there', () => {
  test.each(['ada', 'ADA', 'ａｄａ'])('is a conflict while the user is active: %s', async (userName) => {
    const { create } = await provisioning();
    await create();

    await expect(create({ userName })).rejects.toMatchObject(conflict);
  });

  test.each([
    ['ΝΙΚΟΣ.ΠΑΠΑΣ', 'νικος.παπας'],
    ['STRASSE', 'straße'],
    ['ẞ', 'ss'],
    ['İpek', 'i̇pek'],
    ['Å', 'A\u030a'],
  ])('is a conflict for another spelling of the name: %s and %s', async (one, other) => {
    const { create } = await provisioning();
    await create({ userName: one });

    await expect(create({ userName: other })).rejects.toMatchObject(conflict);
  });

  test.each([
    ['ılker', 'ilker'],
    ['نامه\u200cای', 'نامهای'],
  ])('is none for another name: %s and %s', async (one, other) => {
    const { create } = await provisioning();

    expect((await create({ userName: one })).id).not.toBe((await create({ userName: other })).id);
  });

  test('brings a pending user back with the same id, updated, its deactivation cancelled', async () => {
    const { directory, create, disable } = await provisioning();
    const first = await create({ title: 'Countess' });
    await disable(first.id);

    const back = await create({ title: 'Analyst' });

    expect(back).toMatchObject({
      id: first.id,
      life: { state: 'active' },
      blocks: {},
      attributes: { title: 'Analyst' },
    });
    expect(directory.schedules.scheduled()).toEqual([]);
    expect(directory.users.entries().at(-1)).toMatchObject({ operation: 'create', events: ['deactivation-cancelled'] });
  });

  test('reactivates a deactivated user', async () => {
    const { create } = await provisioning();
    const first = await create({ active: false });

    expect(await create()).toMatchObject({ id: first.id, life: { state: 'active' } });
  });

  test('with active:false updates the attributes and leaves the life alone', async () => {
    const { create, disable } = await provisioning();
    const first = await create();
    const pending = await disable(first.id);

    const back = await create({ active: false, title: 'Analyst' });

    expect(back).toMatchObject({ id: first.id, life: pending.life, attributes: { title: 'Analyst' } });
  });

  test('restores a deleted user with the same id', async () => {
    const { directory, create, remove } = await provisioning();
    const first = await create();
    await remove(first.id);

    const back = await create();

    expect(back).toMatchObject({ id: first.id, life: { state: 'active' } });
    expect(back.deletedAt).toBeUndefined();
    expect(directory.users.entries().at(-1)?.events).toEqual(['restored', 'deactivation-cancelled']);
  });

  test('restores a deleted user with active:false, visible again and still pending', async () => {
    const { create, remove, directory } = await provisioning();
    const first = await create();
    await remove(first.id);

    const back = await create({ active: false });

    expect(back).toMatchObject({ id: first.id, life: { state: 'pending' } });
    expect(back.deletedAt).toBeUndefined();
    expect(directory.schedules.scheduled()).toHaveLength(1);
  });

  test.each([
    ['the same', 'e1', 'e1'],
    ['absent before', undefined, 'e1'],
    ['absent now', 'e1', undefined],
  ])('brings the user back when the externalId is %s', async (_, before, now) => {
    const { create, remove } = await provisioning();
    const first = await create({ externalId: before });
    await remove(first.id);

    expect((await create({ externalId: now })).id).toBe(first.id);
  });

  test('makes a new user of a recycled name whose former holder was deleted', async () => {
    const { create, remove } = await provisioning();
    const first = await create({ externalId: 'e1' });
    await remove(first.id);

    expect((await create({ externalId: 'e2' })).id).not.toBe(first.id);
  });

  test('is a conflict for a recycled name whose former holder is only inactive', async () => {
    const { create, disable } = await provisioning();
    const first = await create({ externalId: 'e1' });
    await disable(first.id);

    await expect(create({ externalId: 'e2' })).rejects.toMatchObject(conflict);
  });

  test('is always a conflict for a strict provider that sees the user', async () => {
    const { create } = await provisioning({ strictness: 'strict' });
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
    await create({ schemas, active: false });

    await expect(create({ schemas })).rejects.toMatchObject(conflict);
  });

  test('leaves a user whom an administrator deactivated inactive, and says why in the Sync Log', async () => {
    const life = { state: 'deactivated', at: '2026-11-01T00:00:00.000Z', cause: 'administrator' } as const;
    const { directory, create } = await provisioning();
    const first = await create({ active: false });
    await directory.users.commit(sampleChange(first, { life }));

    const back = await create({ title: 'Analyst' });

    expect(back).toMatchObject({ id: first.id, life, attributes: { title: 'Analyst' } });
    expect(directory.users.entries().at(-1)?.reason).toContain('An administrator deactivated the user');
  });
});

describe('a name that somebody else holds', () => {
  test('is a conflict that names no owner', async () => {
    const { directory, create } = await provisioning();
    const other = sampleProvider({ id: '01KARPZZZZ0000000000000002' });
    await directory.providers.create(other);
    await clientOf(directory, other).create();

    await expect(create()).rejects.toMatchObject({ ...conflict, detail: 'A user with this userName exists already.' });
  });

  test('is a conflict that says so when a local user holds it', async () => {
    const { directory, create } = await provisioning();
    const local = sampleUser({ attributes: { userName: 'ada' }, management: { by: 'administrators' } });
    await directory.users.commit(sampleCreation(local));

    await expect(create()).rejects.toMatchObject({ ...conflict, detail: expect.stringContaining('A local user') });
  });

  test('goes to exactly one of two creates at the same moment', async () => {
    const { directory, create } = await provisioning();
    directory.users.beforeNext('commit', async () => {
      await create({ title: 'first' });
    });

    await expect(create({ title: 'second' })).rejects.toMatchObject(conflict);
    expect(directory.users.all().map(({ attributes }) => attributes.title)).toEqual(['first']);
  });
});

test('a create whose reply was lost is answered with the user it made', async () => {
  const users = memoryUserStore();
  const { commit } = users;
  let isLost = false;
  const losingOnce = async (change: UserChange) => {
    await commit(change);
    if (isLost) return;
    isLost = true;
    throw new Unavailable('The reply was lost.');
  };
  const { create } = await provisioning({}, { users: { ...users, commit: losingOnce } });

  const user = await create();

  expect(users.all()).toEqual([user]);
  expect(users.entries()).toHaveLength(1);
});

test('a create whose reply was lost is not taken for somebody else by the conflict that it provokes itself', async () => {
  const users = memoryUserStore();
  const { commit } = users;
  const attempts: UserChange[] = [];
  const landingLate = async (change: UserChange) => {
    attempts.push(change);
    if (attempts.length === 1) throw new Unavailable('The reply was lost, and the transaction is still under way.');
    if (attempts.length === 2 && attempts[0] !== undefined) await commit(attempts[0]);
    throw new VersionConflict('Two transactions overlap.');
  };
  const { create } = await provisioning({}, { users: { ...users, commit: landingLate } });

  const user = await create();

  expect(users.all()).toEqual([user]);
  expect(attempts).toHaveLength(2);
});

test('a refused reactivation that changes nothing else is in the Sync Log', async () => {
  const { directory, create } = await provisioning();
  const first = await create({ active: false });
  const life = { state: 'deactivated', at: '2026-11-01T00:00:00.000Z', cause: 'administrator' } as const;
  await directory.users.commit(sampleChange(first, { life }));

  await create();

  expect(directory.users.entries().at(-1)).toMatchObject({ operation: 'create', outcome: 'refused' });
});

test('a create meets a delete at the same moment and brings the same user back', async () => {
  const { directory, create, remove } = await provisioning();
  const first = await create();
  directory.users.beforeNext('getByUserName', () => remove(first.id));

  expect((await create()).id).toBe(first.id);
});

describe('a credential that the authorizer still remembers', () => {
  test.each([
    ['whose provider is disabled', { enabled: false }],
    ['that was rotated away', { credentials: [] }],
  ])('is refused %s', async (_, settings) => {
    const { directory } = await provisioning(settings);
    const { create } = clientOf(directory, sampleProvider());

    await expect(create()).rejects.toMatchObject({ status: 401 });
  });
});

test('a create that may still make its user brings back no other one', async () => {
  const { directory, create, patch, disable } = await provisioning();
  const ada = await create();
  await disable(ada.id);
  directory.users.beforeNext('commit', async () => {
    await patch(ada.id, { op: 'replace', path: 'userName', value: 'grace' });
    throw new Unavailable('The request is on its way for ever.');
  });

  await expect(create({ userName: 'grace' })).rejects.toBeInstanceOf(Unavailable);

  expect(await directory.users.get(ada.id)).toMatchObject({ life: { state: 'pending' }, version: 3 });
});

test('brings back no inactive user of another provider (rule 10)', async () => {
  const { directory, create, disable } = await provisioning();
  const ada = await disable((await create()).id);
  const other = sampleProvider({ id: '01KARPZZZZ0000000000000002' });
  await directory.providers.create(other);

  await expect(clientOf(directory, other).create()).rejects.toMatchObject({ status: 409, scimType: 'uniqueness' });

  expect(await directory.users.get(ada.id)).toEqual(ada);
});

test('sets no schedule before the user is stored: the item first, the schedule second', async () => {
  const { directory, create, disable } = await provisioning();
  const { id } = await create();
  let storedFirst = false;
  directory.schedules.beforeNext('create', async () => {
    storedFirst = (await directory.users.get(id))?.life.state === 'pending';
  });

  await disable(id);

  expect(storedFirst).toBe(true);
});

test('a create that brings a user back is dated after the change that it follows', async () => {
  const { directory, create, disable } = await provisioning();
  const { id } = await create();
  directory.users.beforeNext('getByUserName', async () => {
    directory.clock.advance(4);
    await disable(id);
    directory.clock.advance(1);
  });

  const user = await create();

  expect(user).toMatchObject({ version: 3, lastModifiedAt: '2026-11-23T18:00:05.000Z' });
  const history = (await directory.users.history(id, { limit: 10 })).items;
  expect(history.map(({ events }) => events)).toEqual([
    ['created'],
    ['deactivation-requested'],
    ['deactivation-cancelled'],
  ]);
});

test('a new user lands in no organization that is removed at the same moment', async () => {
  const { directory, provider, create } = await provisioning();
  const { id: organizationId } = await addOrganization(directory, { administrator, name: 'Sales' });
  const place = (settings: { readonly organizationId: string }) =>
    editProvider(directory, { administrator, providerId: provider.id, settings });
  await place({ organizationId });
  directory.users.beforeNext('commit', async () => {
    await place({ organizationId: 'default' });
    await removeOrganization(directory, { administrator, organizationId });
  });

  expect(await create()).toMatchObject({ organizationId: 'default' });
});
