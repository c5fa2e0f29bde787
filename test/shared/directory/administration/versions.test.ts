import { describe, expect, test } from 'vitest';
import { blockUser } from '#shared/directory/administration/change-life.ts';
import { addUserRole, assignUserRoles, removeUserRole } from '#shared/directory/administration/change-placement.ts';
import { eraseUser } from '#shared/directory/administration/erase-user.ts';
import { editUser } from '#shared/directory/administration/local-users.ts';
import { Invalid, Unavailable, VersionMismatch } from '#shared/directory/errors.ts';
import { editProvider } from '#shared/directory/providers/edit-provider.ts';
import { rotateCredential } from '#shared/directory/providers/rotate-credential.ts';
import { sampleProviderId } from '#test/doubles/samples.ts';
import { deactivatedByProvisioning } from '#test/shared/directory/life/lives.ts';
import { administering, administrator } from './administration.ts';

const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];

describe('a change that is meant for a version', () => {
  test('is made at that version, and at no other', async () => {
    const { directory, request } = await administering();

    await expect(blockUser(directory, { ...request, ifVersion: 2 })).rejects.toMatchObject({ version: 1 });
    expect(await blockUser(directory, { ...request, ifVersion: 1 })).toMatchObject({ version: 2 });
    await expect(blockUser(directory, { ...request, ifVersion: 1 })).rejects.toThrow(VersionMismatch);
  });

  test('is one of a provider, and of an erasure, too', async () => {
    const { directory, request } = await administering(deactivatedByProvisioning);
    const edit = { administrator, providerId: sampleProviderId, settings: { displayName: 'Entra' } };

    await expect(editProvider(directory, { ...edit, ifVersion: 3 })).rejects.toThrow(VersionMismatch);
    expect(await editProvider(directory, { ...edit, ifVersion: 1 })).toMatchObject({ version: 2 });
    await expect(eraseUser(directory, { ...request, ifVersion: 3 })).rejects.toThrow(VersionMismatch);
    await eraseUser(directory, { ...request, ifVersion: 1 });

    expect(directory.users.all()).toEqual([]);
  });

  test('whose reply was lost is made once, and does not take its own version for another one', async () => {
    const { directory, request } = await administering();
    const { users, providers } = directory;
    let losses = 2;
    const lose = async (write: Promise<void>) => {
      await write;
      losses -= 1;
      if (losses >= 0) throw new Unavailable('The reply was lost.');
    };
    const losing = {
      ...directory,
      users: { ...users, commit: (...change: Parameters<typeof users.commit>) => lose(users.commit(...change)) },
      providers: {
        ...providers,
        replace: (...change: Parameters<typeof providers.replace>) => lose(providers.replace(...change)),
      },
    };

    const user = await blockUser(losing, { ...request, ifVersion: 1 });
    const edit = { administrator, providerId: sampleProviderId, settings: { displayName: 'Entra' } };
    const provider = await editProvider(losing, { ...edit, ifVersion: 1 });

    expect([user.version, provider.version]).toEqual([2, 2]);
    expect(directory.users.log.filter(({ operation }) => operation === 'edit-provider')).toHaveLength(1);
  });

  test('that the store could not take at first is made by the next attempt', async () => {
    const { directory } = await administering();
    directory.providers.beforeNext('replace', () => {
      throw new Unavailable('The request never arrived.');
    });
    const edit = { administrator, providerId: sampleProviderId, settings: { displayName: 'Entra' }, ifVersion: 1 };

    expect(await editProvider(directory, edit)).toMatchObject({ version: 2, displayName: 'Entra' });
    expect(directory.providers.stored()).toMatchObject([{ version: 2, displayName: 'Entra' }]);
  });
});

describe('one role', () => {
  test('is added and removed, and nothing changes when it is there, or is not', async () => {
    const { directory, request } = await administering();
    await assignUserRoles(directory, { ...request, roles: ['Auditor'] });

    const added = await addUserRole(directory, { ...request, role: 'Admin' });
    expect(added.roles).toEqual(['Admin', 'Auditor']);
    expect(await addUserRole(directory, { ...request, role: 'Admin' })).toEqual(added);
    const removed = await removeUserRole(directory, { ...request, role: 'Auditor' });
    expect(removed.roles).toEqual(['Admin']);
    expect(await removeUserRole(directory, { ...request, role: 'Auditor' })).toEqual(removed);

    expect(directory.users.entries().map(({ operation }) => operation)).toEqual([
      'create',
      'assign-roles',
      'assign-roles',
      'assign-roles',
    ]);
  });

  test('has a name that roles may have, and is the hundredth at most', async () => {
    const { directory, request } = await administering({
      roles: Array.from({ length: 100 }, (_, number) => `R${number}`).sort(),
    });

    await expect(addUserRole(directory, { ...request, role: 'R100' })).rejects.toThrow(Invalid);
    await expect(addUserRole(directory, { ...request, role: '' })).rejects.toThrow(Invalid);
    expect((await addUserRole(directory, { ...request, role: 'R99' })).version).toBe(1);
  });
});

describe('an administrator’s PatchOp', () => {
  test.each([
    ['removes', { op: 'remove', path: 'active' }],
    ['sets', { op: 'replace', path: 'active', value: true }],
    ['clears', { op: 'replace', path: 'active', value: false }],
    ['adds, beside others,', { op: 'add', value: { active: false, title: 'Guide' } }],
  ])('that %s "active" is refused', async (_, operation) => {
    const { directory, request } = await administering();

    const editing = editUser(directory, { ...request, body: { schemas, Operations: [operation] } });

    await expect(editing).rejects.toMatchObject({ status: 400, detail: expect.stringContaining('"active"') });
    expect(directory.users.all()).toMatchObject([{ version: 1 }]);
  });

  test('that leaves "active" alone changes the rest', async () => {
    const { directory, request } = await administering();
    const Operations = [{ op: 'replace', path: 'title', value: 'Guide' }];

    const user = await editUser(directory, { ...request, body: { schemas, Operations } });

    expect(user.attributes).toEqual({ userName: 'barbara.jensen@example.com', title: 'Guide' });
  });
});

describe('what administrators do to a provider', () => {
  test('has an entry with what changed, and never a secret or the hash of one', async () => {
    const { directory } = await administering();
    const request = { administrator, providerId: sampleProviderId };

    const { provider, secret } = await rotateCredential(directory, { ...request, overlapSeconds: 0 });

    const entry = directory.users.log.at(-1);
    expect(entry).toMatchObject({
      operation: 'rotate-credential',
      changes: [
        {
          attribute: 'credentials',
          before: [{ keyId: `${sampleProviderId}.abcdefgh`, createdAt: '2026-11-23T17:00:00.000Z' }],
          after: [{ keyId: provider.credentials[0]?.keyId }],
        },
      ],
    });
    expect(JSON.stringify(entry)).not.toContain(secret);
    expect(JSON.stringify(entry)).not.toContain(provider.credentials[0]?.secretHash);
    expect(JSON.stringify(entry)).not.toContain('secretHash');
  });

  test('may give a credential an end, which is still to come', async () => {
    const { directory } = await administering();
    const request = { administrator, providerId: sampleProviderId, overlapSeconds: 0 };

    const { provider } = await rotateCredential(directory, { ...request, expiresAt: '2026-12-24T00:00:00Z' });

    expect(provider.credentials).toMatchObject([{ expiresAt: '2026-12-24T00:00:00.000Z' }]);
    for (const expiresAt of ['2026-11-23T18:00:00.000Z', 'tomorrow']) {
      await expect(rotateCredential(directory, { ...request, expiresAt })).rejects.toThrow(Invalid);
    }
  });
});
