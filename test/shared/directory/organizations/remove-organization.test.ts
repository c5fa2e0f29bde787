import { describe, expect, test } from 'vitest';
import { moveUser } from '#shared/directory/administration/change-placement.ts';
import { Invalid, NotFound, Unavailable, VersionMismatch } from '#shared/directory/errors.ts';
import { addOrganization, renameOrganization } from '#shared/directory/organizations/add-organization.ts';
import { getCountedOrganization, listCountedOrganizations } from '#shared/directory/organizations/find-organization.ts';
import { defaultOrganization, type Organization } from '#shared/directory/organizations/organization.ts';
import { removeOrganization } from '#shared/directory/organizations/remove-organization.ts';
import { addProvider } from '#shared/directory/providers/add-provider.ts';
import { goOnWithUnfinishedWork } from '#shared/directory/unfinished/go-on.ts';
import { type TestDirectory, testDirectory } from '#test/doubles/test-directory.ts';
import { administering, administrator, now, store } from '#test/shared/directory/administration/administration.ts';

/** The sample provider, Barbara in the default organization, and an empty one beside it. */
async function withSales() {
  const parts = await administering();
  const { id: organizationId } = await addOrganization(parts.directory, { administrator, name: 'Sales' });
  return { ...parts, organizationId, removal: { administrator, organizationId } };
}

const inUse = { code: 'ORGANIZATION_IN_USE' };

describe('an organization', () => {
  test('is shown with how many users belong to it, deleted ones included', async () => {
    const { directory, organizationId } = await withSales();
    const [id, attributes] = ['01KARQ00000000000000000007', { userName: 'deleted' }];
    await store(directory, { id, attributes, organizationId, deletedAt: now });

    const { items } = await listCountedOrganizations(directory, { limit: 9 });
    expect(items.map(({ name, users }) => [name, users])).toEqual([
      ['Default', 1],
      ['Sales', 1],
    ]);
    expect(await getCountedOrganization(directory, organizationId)).toMatchObject({ name: 'Sales', users: 1 });
    await expect(getCountedOrganization(directory, 'nowhere')).rejects.toThrow(NotFound);
  });

  test('is removed when nobody belongs to it, with an entry that names it', async () => {
    const { directory, organizationId, removal } = await withSales();

    await removeOrganization(directory, removal);

    expect(directory.organizations.stored()).toEqual([]);
    expect(directory.users.log.at(-1)).toMatchObject({
      actor: { by: 'administrator', administratorId: administrator.administratorId },
      operation: 'remove-organization',
      subject: { type: 'organization', id: organizationId, name: 'Sales' },
      changes: [{ attribute: 'name', before: 'Sales' }],
    });
    expect(await directory.unfinishedWork.list()).toEqual([]);
    await expect(removeOrganization(directory, removal)).rejects.toThrow(NotFound);
  });

  test('stays while a user or a provider belongs to it, and as it was; the default one always', async () => {
    const { directory, request, organizationId, removal } = await withSales();
    await moveUser(directory, { ...request, organizationId });
    const [sales] = directory.organizations.stored();

    await expect(removeOrganization(directory, removal)).rejects.toMatchObject(inUse);
    expect(directory.organizations.stored()).toEqual([sales]);
    await moveUser(directory, { ...request, organizationId: 'default' });
    const settings = { displayName: 'Entra', credentialType: 'oauth-token', organizationId } as const;
    await addProvider(directory, { administrator, settings });
    await expect(removeOrganization(directory, removal)).rejects.toMatchObject(inUse);
    await expect(
      removeOrganization(testDirectory(), { administrator, organizationId: 'default' }),
    ).rejects.toMatchObject(inUse);
  });

  test('that a user came into right before it was marked stays, without the mark', async () => {
    const { directory, request, organizationId, removal } = await withSales();
    directory.organizations.beforeNext('replace', async () => {
      await moveUser(directory, { ...request, organizationId });
    });

    await expect(removeOrganization(directory, removal)).rejects.toMatchObject(inUse);

    expect(directory.organizations.stored()).toMatchObject([{ id: organizationId }]);
    expect(directory.organizations.stored()[0]).not.toHaveProperty('removing');
    expect(await directory.unfinishedWork.list()).toEqual([]);
  });

  const mark = async (directory: TestDirectory, removing: Organization['removing']) => {
    const [before = defaultOrganization] = directory.organizations.stored();
    const { removing: _, ...sales } = before;
    const after = { ...sales, version: before.version + 1, ...(removing && { removing }) };
    await directory.organizations.replace(before, after);
  };

  test('that somebody else found in use meanwhile stays, be it in use or not by now', async () => {
    const { directory, removal } = await withSales();
    directory.organizations.beforeNext('delete', () => mark(directory, undefined));

    await expect(removeOrganization(directory, removal)).rejects.toMatchObject(inUse);

    expect(directory.organizations.stored()).toHaveLength(1);
  });

  test('is removed once when the reply is lost', async () => {
    const { directory, removal } = await withSales();
    const { organizations } = directory;
    const losing: typeof organizations.delete = async (...removed) => {
      await organizations.delete(...removed);
      throw new Unavailable('The reply was lost.');
    };

    await removeOrganization({ ...directory, organizations: { ...organizations, delete: losing } }, removal);

    expect(organizations.stored()).toEqual([]);
  });

  test('whose removal ended in between, and is asked for once more, is removed for who asked first', async () => {
    const { directory, removal } = await withSales();
    directory.organizations.beforeNext('delete', () => {
      throw new Error('The process died.');
    });
    await expect(removeOrganization(directory, removal)).rejects.toThrow('died');
    const other = { administratorId: 'arn:aws:iam::123456789012:user/hopper', requestId: 'request-10' };

    await removeOrganization(directory, { ...removal, administrator: other });

    expect(directory.users.log.at(-1)).toMatchObject({
      actor: { by: 'administrator', administratorId: administrator.administratorId },
      operation: 'remove-organization',
      requestId: administrator.requestId,
    });
  });

  test('that somebody came into between two removals stays, whichever of them is under way', async () => {
    const { directory, request, organizationId, removal } = await withSales();
    directory.organizations.beforeNext('delete', async () => {
      const [{ removing } = defaultOrganization] = directory.organizations.stored();
      await mark(directory, undefined);
      await moveUser(directory, { ...request, organizationId });
      await mark(directory, removing);
    });

    await expect(removeOrganization(directory, removal)).rejects.toMatchObject(inUse);

    expect(directory.organizations.stored()).toMatchObject([{ id: organizationId }]);
    expect(directory.organizations.stored()[0]).not.toHaveProperty('removing');
  });

  test('that is being removed takes nobody and nothing', async () => {
    const { directory, request, organizationId, removal } = await withSales();
    const settings = { displayName: 'Entra', credentialType: 'oauth-token', organizationId } as const;
    let moving: Promise<unknown> = Promise.resolve();
    directory.organizations.beforeNext('delete', async () => {
      await expect(moveUser(directory, { ...request, organizationId })).rejects.toThrow(Invalid);
      moving = expect(addProvider(directory, { administrator, settings })).rejects.toThrow(Invalid);
      await moving;
    });

    await removeOrganization(directory, removal);

    expect(directory.organizations.stored()).toEqual([]);
  });

  test('whose removal ended in between is removed by the sweep, or stays if it is in use by then', async () => {
    for (const isUsed of [false, true]) {
      const { directory, user, organizationId, removal } = await withSales();
      directory.organizations.beforeNext('delete', () => {
        throw new Error('The process died.');
      });
      await expect(removeOrganization(directory, removal)).rejects.toThrow('died');
      expect(await directory.unfinishedWork.list()).toEqual([{ kind: 'remove-organization', organizationId }]);
      // Committed before the mark, and seen only now.
      if (isUsed)
        await store(directory, {
          ...user,
          id: '01KARQ00000000000000000008',
          attributes: { userName: 'late' },
          organizationId,
        });

      expect(await goOnWithUnfinishedWork(directory, 15)).toBe(0);

      expect(directory.organizations.stored().map(({ removing }) => removing)).toEqual(isUsed ? [undefined] : []);
      expect(directory.telemetry.events.map(({ type }) => type)).not.toContain('unfinished-work-failed');
    }
  });

  test('is removed and renamed at the version only that is meant', async () => {
    const { directory, organizationId, removal } = await withSales();

    await expect(removeOrganization(directory, { ...removal, ifVersion: 2 })).rejects.toThrow(VersionMismatch);
    const renaming = renameOrganization(directory, { administrator, organizationId, name: 'Tours', ifVersion: 7 });
    await expect(renaming).rejects.toMatchObject({ version: 1 });
    await renameOrganization(directory, { administrator, organizationId, name: 'Tours', ifVersion: 1 });
    await removeOrganization(directory, { ...removal, ifVersion: 2 });

    expect(directory.organizations.stored()).toEqual([]);
  });
});
