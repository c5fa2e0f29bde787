/** Whatever happens between its pages, a walk misses nobody who was there all the time and shows nobody twice. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UserStore } from '#shared/directory/ports.ts';
import { listUsers } from '#shared/directory/provisioning/list-users.ts';
import type { User } from '#shared/directory/users/user.ts';
import { changeUser, createUser, deleteUser, otherProvider, userId } from '#test/contract/user-store/steps.ts';
import { memoryProviderStore } from '#test/doubles/memory-provider-store.ts';
import { memoryUserStore } from '#test/doubles/memory-user-store.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { type LocalTables, openLocalTables, userStoreOf } from './local-table.ts';

const provider = sampleProvider();
const client = { providerId: provider.id, keyId: provider.credentials[0]?.keyId ?? '', requestId: 'r-1' };

/** Between two pages: what happens to the n-th user, who is created when there is none. */
const happening = fc.record({
  number: fc.nat({ max: 14 }),
  what: fc.constantFrom('create' as const, 'delete' as const, 'rename' as const, 'transfer' as const),
});

const history = fc.record({
  atFirst: fc.uniqueArray(fc.nat({ max: 14 }), { maxLength: 12 }),
  betweenPages: fc.array(fc.array(happening, { maxLength: 4 }), { maxLength: 8 }),
  count: fc.integer({ min: 1, max: 4 }),
  query: fc.constantFrom(
    {},
    { filter: 'userName co "a"' },
    { filter: 'emails eq "team@example.com" or userName eq "nobody"' },
    { sort: { by: 'emails', order: 'descending' as const } },
  ),
});

type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

/** Everybody has an `a` in any name and the same email: whoever is visible matches every query. */
const attributesOf = (number: number, name: string) => ({
  userName: `${name}-${number}`,
  emails: [{ value: 'team@example.com' }],
});

async function happen(users: UserStore, { number, what }: { number: number; what: string }): Promise<void> {
  const user = await users.get(userId(number));
  if (user === undefined) await createUser(users, { id: userId(number), attributes: attributesOf(number, 'ada') });
  else if (user.deletedAt === undefined) await befall(users, user, number, what);
}

async function befall(users: UserStore, user: User, number: number, what: string): Promise<void> {
  if (what === 'delete') await deleteUser(users, user);
  if (what === 'transfer') await changeUser(users, user, { management: otherProvider });
  if (what === 'rename') await changeUser(users, user, { attributes: attributesOf(number, `ada-${user.version}`) });
}

async function visibleIds(users: UserStore): Promise<Set<string>> {
  return new Set((await users.list(provider.id, { limit: 100 })).items.map(({ id }) => id));
}

/** Walks to the end, and lets happen between the pages what the history says. */
async function walk(users: UserStore, { atFirst, betweenPages, count, query }: History) {
  const directory = { ...testDirectory({ providers: memoryProviderStore([provider]) }), users };
  for (const number of atFirst) await happen(users, { number, what: 'create' });
  let stayed = await visibleIds(users);
  const shown: string[] = [];
  let cursor: string | undefined = '';
  for (let page = 0; cursor !== undefined; page++) {
    const list = await listUsers(directory, { client, strictness: 'strict', startIndex: 1, count, cursor, ...query });
    shown.push(...list.users.map(({ id }) => id));
    cursor = list.nextCursor?.(list.users.length);
    for (const each of betweenPages[page] ?? []) await happen(users, each);
    const visible = await visibleIds(users);
    stayed = new Set([...stayed].filter((id) => visible.has(id)));
  }
  return { shown, stayed };
}

async function holdsOn(makeStore: () => Promise<UserStore>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(history, async (story) => {
      const { shown, stayed } = await walk(await makeStore(), story);

      expect(new Set(shown).size).toBe(shown.length);
      expect([...stayed].filter((id) => !shown.includes(id))).toEqual([]);
    }),
    { numRuns },
  );
}

describe('walks while users come, go and are renamed', () => {
  let tables: LocalTables;

  beforeAll(async () => {
    tables = await openLocalTables();
  });

  afterAll(async () => tables.close());

  test('in memory', async () => {
    await holdsOn(async () => memoryUserStore(), 500);
  });

  test('on DynamoDB', { timeout: 60_000 }, async () => {
    await holdsOn(async () => userStoreOf(await tables.makeTable()), 25);
  });
});
