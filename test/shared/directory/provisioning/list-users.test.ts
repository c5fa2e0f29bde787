import { describe, expect, test } from 'vitest';
import type { Client } from '#shared/directory/provisioning/client.ts';
import { listUsers, type UserQuery } from '#shared/directory/provisioning/list-users.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleCreation, sampleUser } from '#test/doubles/samples.ts';
import { provisioning } from './provisioning.ts';

const everyone = (client: Client) => ({ client, strictness: 'lenient', startIndex: 1, count: 100 }) as const;

async function threeUsers() {
  const { directory, client, create, disable } = await provisioning();
  const ada = await create({ externalId: 'e1', emails: [{ value: 'ada@example.com', type: 'work' }] });
  const charles = await create({ userName: 'charles', title: 'Engineer' });
  const grace = await create({ userName: 'grace', title: 'engineer' });
  const list = (filter?: string, query: Partial<UserQuery> = {}) =>
    listUsers(directory, { ...everyone(client), ...(filter !== undefined && { filter }), ...query });
  return { directory, client, list, ada, charles, grace, disable };
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
    'id eq "nobody" or id eq "E1"',
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

  test('finds by alternatives that indexes serve, each user once and in the order of the list', async () => {
    const { list, ada, grace } = await threeUsers();
    const filter = `userName eq "grace" or externalId eq "e1" or id eq "${ada.id}" or emails eq "ada@example.com"`;

    expect(await list(filter)).toEqual({ users: [ada, grace], totalResults: 2 });
    expect(await list(filter, { startIndex: 2 })).toEqual({ users: [grace], totalResults: 2 });
  });

  test('refuses a filter that it does not understand', async () => {
    await expect((await threeUsers()).list('nonsense eq "x"')).rejects.toMatchObject({
      status: 400,
      scimType: 'invalidFilter',
    });
  });

  test.each(['username Eq ada', 'email eq "ada@example.com"'])(
    'refuses %s when the provider is strict',
    async (filter) => {
      await expect((await threeUsers()).list(filter, { strictness: 'strict' })).rejects.toMatchObject({
        scimType: 'invalidFilter',
      });
    },
  );
});

describe('a query of the root, which spans resource types (RFC 7644 §3.4.2.1)', () => {
  test.each([
    ['members pr', 0],
    ['members eq "x"', 0],
    ['members eq "x" or userName eq "ada"', 1],
    ['not (members pr)', 3],
    ['(meta.resourceType eq User) or (meta.resourceType eq Group)', 3],
    ['meta.resourceType eq "Group"', 0],
  ])('%s finds %i', async (filter, totalResults) => {
    expect(await (await threeUsers()).list(filter, { endpoint: '/' })).toMatchObject({ totalResults });
  });

  test('is in order of id when it is sorted by an unknown attribute', async () => {
    const { list, ada, charles, grace } = await threeUsers();
    const sort = { by: 'members', order: 'descending' } as const;

    expect((await list(undefined, { endpoint: '/', sort })).users).toEqual([ada, charles, grace]);
    await expect(list(undefined, { sort })).rejects.toMatchObject({ scimType: 'invalidValue' });
  });
});

describe('sorting (RFC 7644 §3.4.2.3)', () => {
  const by = (name: string, order: 'ascending' | 'descending' = 'ascending') => ({ sort: { by: name, order } });

  test('orders what is listed, and then pages', async () => {
    const { list, ada, charles, grace } = await threeUsers();

    expect(await list(undefined, by('userName', 'descending'))).toEqual({
      users: [grace, charles, ada],
      totalResults: 3,
    });
    expect(await list(undefined, { ...by('userName', 'descending'), startIndex: 2, count: 1 })).toEqual({
      users: [charles],
      totalResults: 3,
    });
    expect(await list('title pr', by('userName', 'descending'))).toEqual({ users: [grace, charles], totalResults: 2 });
  });

  test('leaves those whom it puts level in order of id, in both orders', async () => {
    const { list, ada, charles, grace } = await threeUsers();

    expect((await list(undefined, by('title'))).users).toEqual([charles, grace, ada]);
    expect((await list(undefined, by('title', 'descending'))).users).toEqual([ada, charles, grace]);
  });

  test('by id is the order in which users are stored', async () => {
    const { list, ada, charles, grace } = await threeUsers();

    expect((await list(undefined, by('ID'))).users).toEqual([ada, charles, grace]);
    expect((await list(undefined, by('id', 'descending'))).users).toEqual([grace, charles, ada]);
  });
});

async function largeDirectory(number: number, attributes: (index: number) => object = () => ({})) {
  const users = Array.from({ length: number }, (_, index) =>
    sampleUser({
      id: `01KARQ${String(index).padStart(20, '0')}`,
      attributes: { userName: `u${index}`, ...attributes(index) },
    }),
  );
  const { directory, client } = await provisioning({}, { users: memoryUserStore(users) });
  const list = (query: Partial<UserQuery>) => listUsers(directory, { ...everyone(client), ...query });
  return { users, directory, client, list };
}

describe('a directory that is too large to be read in one request', () => {
  const tooMany = { status: 400, scimType: 'tooMany', detail: expect.stringMatching(/userName.*cursor/) };
  const title = (index: number) => (index % 1000 === 0 ? { title: 'Guide' } : {});

  test.each<Partial<UserQuery>>([
    { filter: 'title pr' },
    { filter: 'title pr', count: 0 },
    { sort: { by: 'title', order: 'ascending' } },
    { sort: { by: 'title', order: 'ascending' }, cursor: '' },
    { filter: 'title pr', count: 0, cursor: '' },
  ])('is not read for %j, and the client is told what to add', async (query) => {
    const { list, directory } = await largeDirectory(2001);
    directory.users.beforeNext('list', () => Promise.reject(new Error('users are read')));

    await expect(list(query)).rejects.toMatchObject(tooMany);
  });

  test('is not read for more names than are looked up at once, and the client is told how many are', async () => {
    const { list } = await largeDirectory(2001);
    const named = (number: number) =>
      Array.from({ length: number }, (_, index) => `userName eq "u${index}"`).join(' or ');

    expect(await list({ filter: named(20) })).toMatchObject({ totalResults: 20 });
    await expect(list({ filter: named(21) })).rejects.toMatchObject({
      ...tooMany,
      detail: expect.stringContaining('an "eq" on userName, externalId, emails.value or id, of 20 values at most;'),
    });
  });

  test('may be as large as 2,000 users', async () => {
    const { list } = await largeDirectory(2000, title);

    expect(await list({ filter: 'title pr' })).toMatchObject({ totalResults: 2 });
  });

  test('is measured by what users cost to read, not by their number', async () => {
    const { list } = await largeDirectory(1001, () => ({ nickName: 'x'.repeat(5000) }));

    await expect(list({ filter: 'title pr' })).rejects.toMatchObject(tooMany);
  });

  test('is too large for an index, too, when too many users have the value', async () => {
    const { list } = await largeDirectory(2001, () => ({ emails: [{ value: 'team@example.com' }] }));

    await expect(list({ filter: 'emails eq "team@example.com"' })).rejects.toMatchObject(tooMany);
    expect((await list({ filter: 'emails eq "team@example.com"', cursor: '' })).users).toHaveLength(100);
  });

  test('is not read for a filter that an index serves, nor in order of id', async () => {
    const { list, users } = await largeDirectory(2001);

    expect(await list({ filter: 'userName eq "u7"' })).toEqual({ users: users.slice(7, 8), totalResults: 1 });
    expect(await list({ sort: { by: 'id', order: 'ascending' }, count: 2 })).toEqual({
      users: users.slice(0, 2),
      totalResults: 2001,
    });
  });

  test.each<[Partial<UserQuery>, number[]]>([
    [{ count: 10, cursor: '', filter: 'userName eq "u" or title pr' }, [10]],
    [{ count: 10, cursor: '' }, [10]],
    [{ count: 30, cursor: '', filter: 'title eq "none"' }, [30, 60, 120, 200, 200]],
    [{ filter: 'title eq "none"' }, [200, 200, 200]],
  ])('%j is read in parts, ever larger while the page is not full', async (query, limits) => {
    const { directory, client, users } = await largeDirectory(600, () => ({ title: 'Guide' }));
    const asked: number[] = [];
    const list: typeof directory.users.list = (providerId, page) => {
      asked.push(page.limit);
      return directory.users.list(providerId, page);
    };

    await listUsers({ ...directory, users: { ...directory.users, list } }, { ...everyone(client), ...query });

    expect(users).toHaveLength(600);
    expect(asked).toEqual(limits);
  });

  test('has its total for nothing, and the pages of an index from its beginning on', async () => {
    const { list, users, directory } = await largeDirectory(2001);

    expect(await list({ count: 0, sort: { by: 'title', order: 'ascending' } })).toEqual({
      users: [],
      totalResults: 2001,
    });
    expect(await list({ startIndex: 2000 })).toEqual({ users: users.slice(1999), totalResults: 2001 });
    directory.users.beforeNext('list', () => Promise.reject(new Error('users are read')));
    expect(await list({ count: 0 })).toEqual({ users: [], totalResults: 2001 });
    expect(await list({ startIndex: 2002 })).toEqual({ users: [], totalResults: 2001 });
  });
});
