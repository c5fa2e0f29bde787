import { describe, expect, test } from 'vitest';
import { Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import { createUser } from '#shared/directory/provisioning/create-user.ts';
import { deleteUser } from '#shared/directory/provisioning/delete-user.ts';
import { patchUser } from '#shared/directory/provisioning/patch-user.ts';
import { replaceUser } from '#shared/directory/provisioning/replace-user.ts';
import { sampleProviderId } from '#test/doubles/samples.ts';
import { provisioning } from './provisioning.ts';

const actor = { by: 'provider', providerId: sampleProviderId };
const nothing = { events: [], changes: [], ignored: [] };

describe('a request that is refused', () => {
  test('for what a creation says: one entry, with the name that was sent, about no user', async () => {
    const { directory, client } = await provisioning({ strictness: 'strict' });
    const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
    const body = { schemas, userName: 'ada', emails: 'no list' };

    const creating = createUser(directory, { client, body });

    await expect(creating).rejects.toMatchObject({ status: 400 });
    expect(directory.users.entries()).toEqual([
      {
        id: expect.stringMatching(/^\w{26}$/),
        at: directory.clock.now(),
        actor,
        userName: 'ada',
        operation: 'create',
        outcome: 'refused',
        ...nothing,
        reason: expect.stringContaining('emails'),
        requestId: client.requestId,
      },
    ]);
  });

  test.each([
    ['no object', 'text'],
    ['no name', {}],
    ['a name that is no text', { userName: { of: 'ada' } }],
  ])('for a creation with %s: an entry without a name', async (_, body) => {
    const { directory, client } = await provisioning();

    await expect(createUser(directory, { client, body })).rejects.toMatchObject({ status: 400 });

    expect(directory.users.entries()).toMatchObject([{ operation: 'create', outcome: 'refused' }]);
    expect(directory.users.entries()[0]).not.toHaveProperty('userName');
    expect(directory.users.entries()[0]).not.toHaveProperty('userId');
  });

  test('for what an update says: an entry about the user, for each operation', async () => {
    const { directory, client, create } = await provisioning();
    const { id: userId } = await create({ userName: 'ada' });
    const request = { client, userId };
    const patch = { Operations: [{ op: 'remove', path: 'active' }] };

    await expect(patchUser(directory, { ...request, body: patch })).rejects.toMatchObject({ status: 400 });
    await expect(replaceUser(directory, { ...request, body: {} })).rejects.toMatchObject({ status: 400 });

    const entry = { userId, userName: 'ada', outcome: 'refused', actor, ...nothing };
    expect(directory.users.entries().slice(1)).toMatchObject([
      { ...entry, operation: 'patch', reason: expect.stringContaining('active') },
      { ...entry, operation: 'replace' },
    ]);
  });

  test('because the name is taken: an entry about the user who asked for it', async () => {
    const { directory, client, create } = await provisioning();
    const { id: userId } = await create({ userName: 'ada' });
    await create({ userName: 'grace' });

    const renaming = replaceUser(directory, { client, userId, body: { userName: 'GRACE' } });

    await expect(renaming).rejects.toMatchObject({ status: 409 });
    expect(directory.users.entries().at(-1)).toMatchObject({
      userId,
      userName: 'ada',
      operation: 'replace',
      outcome: 'refused',
    });
  });

  test('because there is no such user, the version is another one, or the credential ended: no entry', async () => {
    const { directory, client, create } = await provisioning();
    const { id: userId } = await create({ userName: 'ada' });
    const ended = { ...client, keyId: 'nobody' };

    await expect(deleteUser(directory, { client, userId: 'nobody' })).rejects.toMatchObject({ status: 404 });
    await expect(deleteUser(directory, { client, userId, ifMatch: 'W/"7"' })).rejects.toMatchObject({ status: 412 });
    await expect(deleteUser(directory, { client: ended, userId })).rejects.toMatchObject({ status: 401 });

    expect(directory.users.entries()).toHaveLength(1);
  });

  test('has one entry, though it took several attempts', async () => {
    const { directory, client, create } = await provisioning();
    await create({ userName: 'ada' });
    for (const error of [new Unavailable('DynamoDB is throttling.'), new VersionConflict('in the way')]) {
      directory.users.beforeNext('getByUserName', () => {
        throw error;
      });
    }

    await expect(createUser(directory, { client, body: { userName: 'ada' } })).rejects.toMatchObject({ status: 409 });

    expect(directory.users.entries().slice(1)).toMatchObject([{ operation: 'create', outcome: 'refused' }]);
  });

  test('is answered as ever when it cannot be recorded', async () => {
    const { directory, client } = await provisioning();
    const cause = new Unavailable('DynamoDB is down.');
    directory.users.beforeNext('record', () => {
      throw cause;
    });

    await expect(createUser(directory, { client, body: {} })).rejects.toMatchObject({ status: 400 });

    expect(directory.telemetry.events).toEqual([{ type: 'entry-not-recorded', cause }]);
    expect(directory.users.entries()).toEqual([]);
  });

  test('has a small entry, whatever the client sent', async () => {
    const { directory, client } = await provisioning();
    const userName = `${'x'.repeat(255)}😀${'y'.repeat(100_000)}`;

    await expect(
      createUser(directory, { client, body: { userName, active: 'y'.repeat(100_000) } }),
    ).rejects.toBeDefined();

    const [entry] = directory.users.entries();
    expect(JSON.stringify(entry).length).toBeLessThan(2000);
    expect(entry?.userName?.isWellFormed()).toBe(true);
  });
});
