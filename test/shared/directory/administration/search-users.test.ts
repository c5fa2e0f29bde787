import { describe, expect, test } from 'vitest';
import { searchUsers, type UserQuery } from '#shared/directory/administration/search-users.ts';
import { requireUser } from '#shared/directory/administration/users-for-administrators.ts';
import { Invalid } from '#shared/directory/errors.ts';
import type { UserListing } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';
import { sampleEntry, samplePendingDeactivation, sampleProvider, sampleProviderId } from '#test/doubles/samples.ts';
import { type TestDirectory, testDirectory } from '#test/doubles/test-directory.ts';
import { store } from './administration.ts';

const otherId = '01KARPZZZZ0000000000000002';
const at = '2026-11-23T18:00:00.000Z';
const local = { by: 'administrators' } as const;

/** Who is who, by a letter each. */
const people: Readonly<Record<string, Partial<User>>> = {
  a: { attributes: { userName: 'ada', externalId: 'X1', emails: [{ value: 'Ada@Example.com' }] } },
  b: { attributes: { userName: 'bob', externalId: 'X1' }, management: { by: 'provider', providerId: otherId } },
  c: { attributes: { userName: 'cy', emails: [{ value: 'ada@example.com' }] }, management: local },
  d: { attributes: { userName: 'dee' }, management: { ...local, openToProviderId: sampleProviderId } },
  e: { attributes: { userName: 'eve' }, deletedAt: at, life: { state: 'deactivated', at, cause: 'provisioning' } },
  f: { attributes: { userName: 'flo' }, management: local, deletedAt: at },
  g: { attributes: { userName: 'guy' }, life: { state: 'deactivated', at, cause: 'administrator' } },
  h: { attributes: { userName: 'hal' }, blocks: { administrator: at }, organizationId: 'sales' },
  i: {
    attributes: { userName: 'ian' },
    life: { state: 'pending', deactivation: samplePendingDeactivation({ dueAt: '2026-11-23T18:20:00.000Z' }) },
    blocks: { provisioning: at },
  },
  j: {
    attributes: { userName: 'joe' },
    life: { state: 'pending', deactivation: samplePendingDeactivation({ id: 'D2' }) },
    matterIds: ['M1'],
    organizationId: 'sales',
    management: { by: 'provider', providerId: otherId },
  },
};

const idOf = (letter: string) => `01KARQ0000000000000000000${letter.toUpperCase()}`;

async function everybody() {
  const directory = testDirectory();
  await directory.organizations.create({ id: 'sales', version: 1, name: 'S', createdAt: at, lastModifiedAt: at });
  for (const id of [sampleProviderId, otherId]) await directory.providers.create(sampleProvider({ id }));
  for (const [letter, user] of Object.entries(people)) await store(directory, { id: idOf(letter), ...user });
  return directory;
}

/** The letters of all that is found, page by page. */
async function find(directory: TestDirectory, query: Omit<UserQuery, 'limit'>, limit = 50): Promise<string> {
  let [letters, after] = ['', undefined as string | undefined];
  do {
    const { items, next } = await searchUsers(directory, { ...query, limit, after });
    letters += items.map(({ id }) => id.slice(-1).toLowerCase()).join('');
    after = next;
  } while (after !== undefined);
  return letters;
}

describe('users are found', () => {
  test.each<readonly [string, Omit<UserQuery, 'limit'>, string]>([
    ['by their names, in any case', { userName: 'ADA' }, 'a'],
    ['by the names under which providers deleted them', { userName: 'eve' }, 'e'],
    ['by externalId, whoever manages them', { externalId: 'X1' }, 'ab'],
    ['by email, in any case, local ones too', { email: 'ADA@example.com' }, 'ac'],
    ['by several values, which must all hold', { email: 'ada@example.com', externalId: 'X1' }, 'a'],
    ['by a value and where they stand', { externalId: 'X1', providerId: otherId }, 'b'],
    ['by nothing they have', { externalId: 'x1' }, ''],
    ['by a name and what somebody else has', { userName: 'bob', email: 'ada@example.com' }, ''],
    ['by a name and another externalId', { userName: 'ada', externalId: 'X2' }, ''],
    ['by a value and a state that they are not in', { externalId: 'X1', state: 'deactivated' }, ''],
    ['by a value, though none of them is blocked', { externalId: 'X1', state: 'blocked' }, ''],
    ['by a value, though none of them is deleted', { externalId: 'X1', state: 'deleted' }, ''],
    ['by their provider: managed, open, deleted', { providerId: sampleProviderId }, 'aeghid'],
    ['by another provider', { providerId: otherId }, 'bj'],
    ['as local ones, open and deleted too', { providerId: 'local' }, 'cdf'],
    ['by organization', { organizationId: 'sales' }, 'hj'],
    ['by organization and provider', { organizationId: 'sales', providerId: sampleProviderId }, 'h'],
    ['active', { state: 'active' }, 'abcdh'],
    ['active, of a provider', { state: 'active', providerId: sampleProviderId }, 'adh'],
    ['pending, those due first first', { state: 'pending' }, 'ji'],
    ['pending, of a provider', { state: 'pending', providerId: sampleProviderId }, 'i'],
    ['deactivated', { state: 'deactivated' }, 'eg'],
    ['blocked', { state: 'blocked' }, 'hi'],
    ['held', { state: 'held' }, 'j'],
    ['deleted', { state: 'deleted' }, 'ef'],
    ['deleted, of a provider', { state: 'deleted', providerId: sampleProviderId }, 'e'],
    ['deleted, local', { state: 'deleted', providerId: 'local' }, 'f'],
    ['deactivated, local', { state: 'deactivated', providerId: 'local' }, ''],
    ['deactivated, in an organization', { state: 'deactivated', organizationId: 'sales' }, ''],
    ['all', {}, 'abcdefghij'],
  ])('%s', async (_, query, letters) => {
    const directory = await everybody();
    const inOrder = (text: string) => (query.state === 'pending' ? text : [...text].sort().join(''));

    for (const limit of [1, 2, 3, 50]) {
      expect(inOrder(await find(directory, query, limit))).toBe(inOrder(letters));
    }
  });
});

test.each([
  ['providerId', 'provider'],
  ['organizationId', 'organization'],
])('a %s of nothing finds nobody: it is a mistake', async (name, kind) => {
  const directory = await everybody();

  for (const query of [{}, { userName: 'ada' }, { state: 'pending' }] as const) {
    const searching = searchUsers(directory, { ...query, [name]: 'nothing', limit: 8 });

    await expect(searching).rejects.toThrow(Invalid);
    await expect(searching).rejects.toThrow(new RegExp(`^There is no ${kind} "?nothing`));
  }
});

describe('users are looked for', () => {
  /** The lists that are walked for a query. */
  async function listsFor(query: Omit<UserQuery, 'limit'>) {
    const directory = await everybody();
    const { users } = directory;
    const walked: UserListing[] = [];
    const listed: typeof users.listed = (listing, page) => {
      walked.push(listing);
      return users.listed(listing, page);
    };
    await searchUsers({ ...directory, users: { ...users, listed } }, { ...query, limit: 50 });
    return walked;
  }

  test.each<readonly [Omit<UserQuery, 'limit'>, readonly UserListing[]]>([
    [{ userName: 'ada', state: 'active' }, []],
    [{ externalId: 'X1', providerId: otherId }, []],
    [{ email: 'ada@example.com', organizationId: 'sales' }, []],
    [{ state: 'pending', providerId: otherId }, []],
    [{ state: 'deactivated', providerId: otherId }, ['deactivated']],
    [{ state: 'blocked', organizationId: 'sales' }, ['blocked']],
    [{ state: 'held' }, ['held']],
    [{ providerId: 'local' }, ['local', 'local-deleted']],
    [{ providerId: otherId, organizationId: 'sales' }, [{ deletedFrom: otherId }, { visibleTo: otherId }]],
    [{ providerId: otherId, state: 'deleted' }, [{ deletedFrom: otherId }]],
    [{ state: 'deleted' }, [{ deletedFrom: sampleProviderId }, { deletedFrom: otherId }, 'local-deleted']],
    [{ organizationId: 'sales' }, [{ organizationId: 'sales' }]],
    [{ state: 'active' }, [{ organizationId: 'default' }, { organizationId: 'sales' }]],
  ])('by %j in the shortest lists that have them: %j', async (query, lists) => {
    expect(await listsFor(query)).toEqual(lists);
  });
});

test('all who have a name, or had it when they were deleted, are found page by page', async () => {
  const directory = await everybody();
  await store(directory, { id: idOf('k'), attributes: { userName: 'eve' } });

  expect(await find(directory, { userName: 'eve' }, 1)).toBe('ek');
});

test('a pending user whom the index still shows, and who is erased by now, is not found', async () => {
  const directory = await everybody();
  const before = await requireUser(directory, idOf('i'));
  const entry = sampleEntry(before, { id: 'E', operation: 'erase', events: ['erased'] });
  directory.users.beforeNext('getAll', () => directory.users.erase({ before, entry }));

  expect(await find(directory, { state: 'pending' })).toBe('j');
});

describe('a page', () => {
  test('goes on where it ended, though its list is gone by then', async () => {
    const directory = await everybody();
    const { items, next } = await searchUsers(directory, { limit: 8 });
    expect(items).toHaveLength(8);

    expect(
      (await searchUsers(directory, { limit: 8, after: `organizationId:default#${idOf('z')}` })).items,
    ).toHaveLength(2);
    expect((await searchUsers(directory, { limit: 8, after: next })).items).toHaveLength(2);
    expect((await searchUsers(directory, { limit: 8, after: 'organizationId:gone#' })).items).toHaveLength(2);
  });

  test('does not begin where no page ended', async () => {
    const directory = await everybody();

    for (const after of ['nowhere', '#', '<>#x']) {
      await expect(searchUsers(directory, { limit: 8, after })).rejects.toThrow(Invalid);
    }
  });
});

test('a page of pending users asks for a bounded number of pages of the index', async () => {
  const directory = await everybody();
  const { users } = directory;
  let calls = 0;
  const pending = async (_: unknown, { after = '0' }: { after?: string | undefined }) => {
    calls += 1;
    return { items: [], next: String(Number(after) + 1) };
  };
  const counting = { ...directory, users: { ...users, pending } };

  const page = await searchUsers(counting, { state: 'pending', organizationId: 'sales', limit: 1 });

  expect(page).toEqual({ items: [], next: '10' });
  expect(calls).toBe(10);
});

test.each([50, 1])('a page of a walk reads a bounded number of users, in few reads, be it for %i', async (limit) => {
  const directory = testDirectory();
  let [usersRead, reads] = [0, 0];
  const { users } = directory;
  const counting = {
    ...directory,
    users: {
      ...users,
      listed: async (_: unknown, { after = '0', limit }: { after?: string | undefined; limit: number }) => {
        const start = Number(after) + 1;
        return Array.from({ length: limit }, (_unused, index) => String(start + index).padStart(9, '0'));
      },
      getAll: async (userIds: readonly string[]) => {
        usersRead += userIds.length;
        reads += 1;
        return [];
      },
    },
  };

  const page = await searchUsers(counting, { state: 'held', limit });

  expect(page).toEqual({ items: [], next: expect.stringMatching(/^held#0000010[0-9]{2}$/) });
  expect(usersRead).toBeLessThan(1100);
  expect(reads).toBeLessThan(20);
});
