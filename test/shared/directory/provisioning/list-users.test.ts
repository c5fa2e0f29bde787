import { describe, expect, test } from 'vitest';
import { listUsers } from '#shared/directory/provisioning/list-users.ts';
import { sampleCreation, sampleUser } from '#test/doubles/samples.ts';
import { provisioning } from './provisioning.ts';

async function threeUsers() {
  const { directory, client, create, disable } = await provisioning();
  const ada = await create({ externalId: 'e1', emails: [{ value: 'ada@example.com', type: 'work' }] });
  const charles = await create({ userName: 'charles', title: 'Engineer' });
  const grace = await create({ userName: 'grace', title: 'engineer' });
  const list = (filter?: string, page: { startIndex?: number; count?: number } = {}) =>
    listUsers(directory, { client, filter, startIndex: 1, count: 100, ...page });
  return { directory, list, ada, charles, grace, disable };
}

describe('listing (RFC 7644 §3.4.2)', () => {
  test('returns the users of the provider in a stable order, with the exact total', async () => {
    const { list, ada, charles, grace } = await threeUsers();

    expect(await list()).toEqual({ users: [ada, charles, grace], totalResults: 3 });
    expect(await list(undefined, { startIndex: 2, count: 1 })).toEqual({ users: [charles], totalResults: 3 });
    expect(await list(undefined, { startIndex: 4 })).toEqual({ users: [], totalResults: 3 });
    expect(await list(undefined, { count: 0 })).toEqual({ users: [], totalResults: 3 });
  });

  test('shows no user of others, in the list or in its total', async () => {
    const { directory, list } = await threeUsers();
    await directory.users.commit(sampleCreation(sampleUser({ management: { by: 'administrators' } })));

    expect((await list()).totalResults).toBe(3);
    expect((await list('userName eq "barbara.jensen@example.com"')).totalResults).toBe(0);
    expect((await list(`id eq "${sampleUser().id}"`)).totalResults).toBe(0);
  });

  test.each([
    'userName eq "ADA"',
    'username Eq "ada"',
    'userName eq ada',
    'externalId eq "e1"',
    'emails eq "ADA@example.com"',
    'emails.value eq "ada@example.com"',
    'emails[type eq "work"].value eq "ada@example.com"',
    'emails[type eq "work" and value eq "ada@example.com"]',
    'userName eq "ada" and active eq true',
    'title eq "none" or userName eq "ada"',
  ])('finds one user by %s', async (filter) => {
    const { list, ada } = await threeUsers();

    expect(await list(filter)).toEqual({ users: [ada], totalResults: 1 });
  });

  test.each([
    'externalId eq "E1"',
    'emails[type eq "home"].value eq "ada@example.com"',
    'userName eq "ada" and active eq false',
  ])('finds nobody by %s', async (filter) => {
    expect(await (await threeUsers()).list(filter)).toEqual({ users: [], totalResults: 0 });
  });

  test('pages through what a filter matches', async () => {
    const { list, grace } = await threeUsers();

    expect(await list('title eq "engineer"', { startIndex: 2, count: 1 })).toEqual({ users: [grace], totalResults: 2 });
  });

  test('finds a user by name and id while a deactivation is pending', async () => {
    const { list, ada, disable } = await threeUsers();
    const pending = await disable(ada.id);

    expect((await list('userName eq "ada"')).users).toEqual([pending]);
    expect((await list(`id eq "${ada.id}"`)).users).toEqual([pending]);
  });

  test('refuses a filter that no index serves when the directory is large, and says what to add', async () => {
    const { directory, list } = await threeUsers();
    const large = { ...directory.users, count: async () => 2001 };
    const { client } = await provisioning();

    const listing = listUsers({ ...directory, users: large }, { client, filter: 'title pr', startIndex: 1, count: 10 });

    await expect(listing).rejects.toMatchObject({
      status: 400,
      scimType: 'tooMany',
      detail: expect.stringContaining('userName'),
    });
    await expect(list('nonsense eq "x"')).rejects.toMatchObject({ status: 400, scimType: 'invalidFilter' });
  });
});
