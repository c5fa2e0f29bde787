import { describe, expect, test } from 'vitest';
import { Invalid, NotFound } from '#shared/directory/errors.ts';
import { addOrganization, renameOrganization } from '#shared/directory/organizations/add-organization.ts';
import { getOrganization, listOrganizations } from '#shared/directory/organizations/find-organization.ts';
import type { Organization } from '#shared/directory/organizations/organization.ts';
import { everyItem } from '#shared/directory/page.ts';
import type { Directory } from '#shared/directory/ports.ts';
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

/** Page by page; asked for so many at a time. */
async function pagesOf(directory: Directory, limit: number): Promise<readonly (readonly Organization[])[]> {
  const pages: (readonly Organization[])[] = [];
  await everyItem(async ({ after }) => {
    const page = await listOrganizations(directory, { after, limit });
    pages.push(page.items);
    return page;
  });
  return pages;
}

async function listed(directory: Directory): Promise<readonly Organization[]> {
  return (await pagesOf(directory, 100)).flat();
}

describe('the default organization', () => {
  test('is there from the start, though nobody added it', async () => {
    const directory = testDirectory();

    expect(await listed(directory)).toEqual([asFromTheStart]);
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
    expect(await listed(directory)).toEqual([second, sales]);
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
    expect(await listed(directory)).toEqual([renamed]);
  });
});

describe('a list of organizations in pages', () => {
  /** Beside the default one there are four: `0` to `4` in the order in which they are listed. */
  async function withFour({ isRenamed }: { readonly isRenamed: boolean }) {
    const directory = testDirectory();
    const renaming = { administrator, organizationId: 'default', name: 'Everyone' };
    if (isRenamed) await renameOrganization(directory, renaming);
    const ids = ['default'];
    for (const name of ['1', '2', '3', '4']) ids.push((await addOrganization(directory, { administrator, name })).id);
    const numbersOf = (organizations: readonly Organization[]) => organizations.map(({ id }) => ids.indexOf(id));
    return { directory, numbersOf, renaming };
  }

  test.each([
    [1, [[0], [1], [2], [3], [4]]],
    [2, [[0, 1], [2, 3], [4]]],
    [
      3,
      [
        [0, 1, 2],
        [3, 4],
      ],
    ],
    [4, [[0, 1, 2, 3], [4]]],
    [5, [[0, 1, 2, 3, 4]]],
    [6, [[0, 1, 2, 3, 4]]],
  ])('has the default one once, first, and as many on each page as are wanted: %i', async (limit, pages) => {
    for (const isRenamed of [false, true]) {
      const { directory, numbersOf } = await withFour({ isRenamed });

      expect((await pagesOf(directory, limit)).map(numbersOf)).toEqual(pages);
    }
  });

  test('does not have the default one again when it is renamed in between', async () => {
    const { directory, numbersOf, renaming } = await withFour({ isRenamed: false });

    const first = await listOrganizations(directory, { limit: 3 });
    await renameOrganization(directory, renaming);
    const second = await listOrganizations(directory, { after: first.next, limit: 2 });

    expect([first, second].map(({ items }) => numbersOf(items))).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
    expect(second.next).toBeUndefined();
  });

  test('goes on where the store goes on, when that gave fewer than it was asked for', async () => {
    const { directory, numbersOf } = await withFour({ isRenamed: true });
    const list: typeof directory.organizations.list = async (page) =>
      directory.organizations.list({ ...page, limit: 1 });
    const slow = { ...directory, organizations: { ...directory.organizations, list } };

    expect((await pagesOf(slow, 3)).map(numbersOf)).toEqual([[0, 1], [2], [3], [4], []]);
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
    expect(await listed(directory)).toEqual([asFromTheStart, renamed, engines]);
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
    expect(directory.organizations.stored()).toEqual([sales]);
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
