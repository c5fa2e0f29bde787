/**
 * What reading costs does not depend on how many users there are, or has a bound.
 * `DIRECTORY_USERS=100000 npx vitest run --project shared test/shared/storage/large-directory.test.ts`
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Directory } from '#shared/directory/ports.ts';
import { listUsers, type UserList, type UserQuery } from '#shared/directory/provisioning/list-users.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { fillTable } from './large-directory.ts';
import { type LocalTables, openLocalTables, userStoreOf } from './local-table.ts';
import { type RecordedCall, recordConsumption } from './record-consumption.ts';
import { storesOf } from './stores-of.ts';

const provider = sampleProvider();
const client = { providerId: provider.id, keyId: provider.credentials[0]?.keyId ?? '', requestId: 'r-1' };

/** As many as a request may read, and more; the last thousand is whole in neither. */
const sizes = { small: 1000, large: Number(process.env.DIRECTORY_USERS ?? 4500) };
const fillTimeout = 60_000 + sizes.large * 10;

/** What a list may read, and what it may read beside and past that: list entries, the counter, one part too much. */
const boundOfUnits = 2000 + 300;

describe('in a directory of any size', () => {
  let tables: LocalTables;
  let directories: { readonly small: Directory; readonly large: Directory };

  beforeAll(async () => {
    tables = await openLocalTables();
    directories = { small: await openDirectory(sizes.small), large: await openDirectory(sizes.large) };
  }, fillTimeout);

  afterAll(async () => tables.close());

  async function openDirectory(users: number): Promise<Directory> {
    const table = await tables.makeTable();
    await fillTable(table, users);
    return { ...testDirectory(), users: await userStoreOf(table), providers: storesOf(table).providers };
  }

  async function cost<Outcome>(what: string, act: () => Promise<Outcome>) {
    const recording = recordConsumption(tables.client);
    const startedAt = performance.now();
    const outcome = await act();
    const milliseconds = Math.round(performance.now() - startedAt);
    const calls = recording.end();
    const units = calls.reduce((sum, call) => sum + call.units, 0);
    if (process.env.DIRECTORY_USERS !== undefined) {
      console.info(`${what}: ${calls.length} calls, ${units} units, ${milliseconds} ms`);
    }
    return { outcome, calls, units };
  }

  const costOf = (size: keyof typeof sizes, query: Partial<UserQuery>) =>
    cost(`${size} ${JSON.stringify(query).slice(0, 80)}`, () =>
      list(directories[size], query).catch((error: unknown) => error),
    );

  const list = (directory: Directory, query: Partial<UserQuery>): Promise<UserList> =>
    listUsers(directory, { client, strictness: 'strict', startIndex: 1, count: 100, ...query });

  /** A cursor that goes on after the first `skip` users. */
  async function cursorAt(size: keyof typeof sizes, skip: number): Promise<string> {
    let cursor = '';
    for (let done = 0; done < skip; done += 100) {
      const { users, nextCursor } = await list(directories[size], { cursor });
      cursor = nextCursor?.(users.length) ?? '';
    }
    return cursor;
  }

  test.each([
    ['userName eq "user-7@example.com"', 2],
    ['externalId eq "e-7"', 2],
    ['emails[type eq "work" and value eq "user-7@example.com"]', 2],
    ['userName eq "user-7@example.com" and title eq "Guide"', 2],
    ['userName eq "user-7@example.com" or externalId eq "e-9"', 4],
    ['userName eq "nobody@example.com"', 1],
  ])('%s costs the same: %i units', async (filter, units) => {
    const [small, large] = [await costOf('small', { filter }), await costOf('large', { filter })];

    expect(large).toEqual(small);
    expect(large.units).toBe(units);
  });

  test('the total costs the same', async () => {
    const large = await costOf('large', { count: 0 });

    expect(large).toMatchObject({ outcome: { users: [], totalResults: sizes.large }, units: 1 });
    expect(large.calls).toEqual((await costOf('small', { count: 0 })).calls);
  });

  test('a page of a walk costs the same, however deep it is', { timeout: fillTimeout }, async () => {
    const first = await costOf('small', { cursor: '' });
    const deep = await costOf('large', { cursor: await cursorAt('large', sizes.large - 200) });

    expect(deep.outcome).toMatchObject({ users: { length: 100 }, totalResults: sizes.large });
    expect(inOrder(deep.calls)).toEqual(inOrder(first.calls));
  });

  test('a walk through a filter that no index serves costs no more on any page than its bound', async () => {
    const found: string[] = [];
    let cursor: string | undefined = '';
    for (let pages = 0; cursor !== undefined && pages < 5; pages++) {
      const query: Partial<UserQuery> = { filter: 'title eq "Director"', cursor };
      const reading = await cost<UserList>('a page', () => list(directories.large, query));
      expect(reading.units).toBeLessThan(boundOfUnits);
      const page: UserList = reading.outcome;
      found.push(...page.users.map(({ attributes }) => attributes.userName));
      cursor = page.nextCursor?.(page.users.length);
    }

    const expected = [0, 1000, 2000, 3000, 4000].map((number) => `user-${number}@example.com`);
    expect(found.slice(0, 5)).toEqual(expected);
  });

  test.each<Partial<UserQuery>>([
    { filter: 'title eq "Director"' },
    { sort: { by: 'title', order: 'ascending' } },
    { sort: { by: 'title', order: 'ascending' }, cursor: '' },
  ])('%j is read whole in a small one, and refused in a large one for next to nothing', async (query) => {
    const small = await costOf('small', query);
    const large = await costOf('large', query);

    expect(small.outcome).toMatchObject({ users: { length: query.filter === undefined ? 100 : 1 } });
    expect(small.units).toBeLessThan(boundOfUnits);
    expect(large.outcome).toMatchObject({ status: 400, scimType: 'tooMany' });
    expect(large.units).toBeLessThanOrEqual(2);
  });
});

/** Reads that run side by side answer in any order. */
function inOrder(calls: readonly RecordedCall[]): RecordedCall[] {
  return calls.toSorted((a, b) => a.operation.localeCompare(b.operation) || a.items - b.items);
}
