import { describe, expect, test } from 'vitest';
import { Invalid, NotFound } from '#shared/directory/errors.ts';
import { addOrganization, renameOrganization } from '#shared/directory/organizations/add-organization.ts';
import { getOrganization, listOrganizations } from '#shared/directory/organizations/find-organization.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { administrator } from '#test/shared/directory/administration/administration.ts';

const now = '2026-11-23T18:00:00.000Z';
const later = '2026-11-23T18:01:00.000Z';
const asFromTheStart = {
  id: 'default',
  version: 0,
  name: 'Default',
  createdAt: '1970-01-01T00:00:00.000Z',
  lastModifiedAt: '1970-01-01T00:00:00.000Z',
};

describe('the default organization', () => {
  test('is there from the start, though nobody added it', async () => {
    const directory = testDirectory();

    expect(await listOrganizations(directory)).toEqual([asFromTheStart]);
    expect(await getOrganization(directory, 'default')).toEqual(asFromTheStart);
  });

  test('is renamed like any other, again and again, and stays the first', async () => {
    const directory = testDirectory();
    const sales = await addOrganization(directory, { administrator, name: 'Sales' });

    const first = await renameOrganization(directory, {
      administrator,
      organizationId: 'default',
      name: 'Head office',
    });
    const second = await renameOrganization(directory, { administrator, organizationId: 'default', name: 'Everyone' });

    expect(first).toEqual({ ...asFromTheStart, version: 1, name: 'Head office', lastModifiedAt: now });
    expect(second).toEqual({ ...first, version: 2, name: 'Everyone' });
    expect(await listOrganizations(directory)).toEqual([second, sales]);
  });

  test('renamed twice at the same moment has the name that was given last', async () => {
    const directory = testDirectory();
    directory.clock.advance(60);
    const { organizations } = directory;
    let isFirst = true;
    const create: typeof organizations.create = async (organization) => {
      if (isFirst) {
        isFirst = false;
        await renameOrganization(directory, { administrator, organizationId: 'default', name: 'Head office' });
      }
      return organizations.create(organization);
    };
    const racing = { ...directory, organizations: { ...organizations, create } };

    const renamed = await renameOrganization(racing, { administrator, organizationId: 'default', name: 'Everyone' });

    expect(renamed).toMatchObject({ version: 2, name: 'Everyone' });
    expect(await listOrganizations(directory)).toEqual([renamed]);
  });
});

describe('adding and renaming', () => {
  test('keeps organizations in the order in which they were added, names without the spaces around them', async () => {
    const directory = testDirectory();
    const sales = await addOrganization(directory, { administrator, name: ' Sales ' });
    const engines = await addOrganization(directory, { administrator, name: 'Engines' });
    directory.clock.advance(60);

    const renamed = await renameOrganization(directory, { administrator, organizationId: sales.id, name: ' Trade ' });

    expect(sales).toEqual({ id: sales.id, version: 1, name: 'Sales', createdAt: now, lastModifiedAt: now });
    expect(renamed).toEqual({ ...sales, version: 2, name: 'Trade', lastModifiedAt: later });
    expect(await listOrganizations(directory)).toEqual([asFromTheStart, renamed, engines]);
    expect(await getOrganization(directory, sales.id)).toEqual(renamed);
  });

  test('to the name that it has changes nothing', async () => {
    const directory = testDirectory();
    const sales = await addOrganization(directory, { administrator, name: 'Sales' });
    directory.clock.advance(60);

    expect(await renameOrganization(directory, { administrator, organizationId: sales.id, name: 'Sales' })).toEqual(
      sales,
    );
    expect(await renameOrganization(directory, { administrator, organizationId: 'default', name: 'Default' })).toEqual(
      asFromTheStart,
    );
    expect(await directory.organizations.list()).toEqual([sales]);
  });

  test.each(['', '   ', 'x'.repeat(101)])('is refused for the name "%s"', async (name) => {
    const directory = testDirectory();

    await expect(addOrganization(directory, { administrator, name })).rejects.toBeInstanceOf(Invalid);
    await expect(
      renameOrganization(directory, { administrator, organizationId: 'default', name }),
    ).rejects.toBeInstanceOf(Invalid);
  });

  test('says so when there is no such organization', async () => {
    const directory = testDirectory();

    await expect(
      renameOrganization(directory, { administrator, organizationId: 'sales', name: 'Trade' }),
    ).rejects.toBeInstanceOf(NotFound);
    expect(await getOrganization(directory, 'sales')).toBeUndefined();
  });
});
