/** What reading the log and looking for users costs: about what is returned, whatever there is beside it. */
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchUsers } from '#shared/directory/administration/search-users.ts';
import { listCountedOrganizations } from '#shared/directory/organizations/find-organization.ts';
import { listProvidersForAdministrators } from '#shared/directory/providers/providers-for-administrators.ts';
import { readSyncLog } from '#shared/directory/sync-log/read-sync-log.ts';
import { entryToItem } from '#shared/storage/log-item.ts';
import type { Table } from '#shared/storage/table.ts';
import { sampleMatter } from '#test/contract/matter-store.ts';
import { sampleOrganization } from '#test/contract/organization-store.ts';
import { createUser } from '#test/contract/user-store/steps.ts';
import { sampleEntry, sampleProvider, sampleUser } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { type LocalTables, openLocalTables } from './local-table.ts';
import { recordConsumption } from './record-consumption.ts';
import { storesOf } from './stores-of.ts';

const entries = 4000;
const day = { from: '2026-11-23T00:00:00.000Z', before: '2026-11-24T00:00:00.000Z' };

let tables: LocalTables;
let table: Table;

beforeAll(async () => {
  tables = await openLocalTables();
  table = await tables.makeTable();
  await storesOf(table).providers.create(sampleProvider());
  await writeDay(table);
}, 60_000);

afterAll(async () => tables.close());

/** A day with an entry of about 1 KB every 20 seconds, in the items that a commit writes. */
async function writeDay({ client, tableName }: Table): Promise<void> {
  const kept = { syncLogRetentionDays: 90, syncLogValues: 'values' } as const;
  const items = Array.from({ length: entries }, (_, number) => {
    const at = new Date(Date.parse(day.from) + number * 20_000).toISOString();
    const changes = [{ attribute: 'title', before: 'x'.repeat(250), after: 'y'.repeat(250) }];
    return entryToItem(sampleEntry(sampleUser({ id: `U${number}` }), { id: `E${number}`, at, changes }), kept);
  });
  for (let start = 0; start < entries; start += 25) {
    const requests = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } }));
  }
}

/** Calls and read units of what `read` does. */
async function costOf<Result>(read: () => Promise<Result>) {
  const recording = recordConsumption(tables.client);
  const result = await read();
  const calls = recording.end();
  return {
    result,
    calls: calls.length,
    units: calls.reduce((sum, call) => sum + call.units, 0),
    items: calls.reduce((sum, { items }) => sum + items, 0),
  };
}

describe('a page of the Sync Log', () => {
  test('costs about the page, not the day, wherever in the day it is, oldest or newest first', async () => {
    const directory = { ...testDirectory(), ...storesOf(table) };
    await expect
      .poll(async () => (await readSyncLog(directory, { ...day, limit: 1, newestFirst: true })).items[0]?.id, {
        timeout: 9000,
      })
      .toBe(`E${entries - 1}`);

    for (const newestFirst of [false, true]) {
      let after: string | undefined;
      for (const _page of [1, 2, 3]) {
        const query = { ...day, providerId: sampleProvider().id, limit: 100, after, newestFirst };
        const { result, items, units } = await costOf(() => readSyncLog(directory, query));

        expect(result.items).toHaveLength(100);
        // One and a half times the page at most, of the day's 4,000; the provider and the names of all are three reads.
        expect(items).toBeLessThan(150 + 3);
        expect(units).toBeLessThan(26);
        after = result.next;
      }
    }
  });

  test.each([false, true])('reads nothing of the day before or after it (newest first: %s)', async (newestFirst) => {
    const directory = { ...testDirectory(), ...storesOf(table) };

    const { calls } = await costOf(() =>
      readSyncLog(directory, { ...day, providerId: sampleProvider().id, limit: 1, newestFirst }),
    );

    // The 8 partitions of the day, the provider, and the names of all, removed ones too.
    expect(calls).toBe(8 + 3);
  });

  test('has all of the day, and every entry once', async () => {
    const directory = { ...testDirectory(), ...storesOf(table) };
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const page = await readSyncLog(directory, { ...day, limit: 1000, after });
      ids.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);

    expect(ids).toEqual(Array.from({ length: entries }, (_, number) => `E${number}`));
  });

  test('of a long time with nothing in it ends after a part of it, and says where to go on', async () => {
    const directory = { ...testDirectory(), ...storesOf(table) };
    const query = { from: '2020-01-01T00:00:00.000Z', before: '2021-01-01T00:00:00.000Z', limit: 100 };
    const positions: (string | undefined)[] = [];
    let after: string | undefined;
    do {
      const { result, calls } = await costOf(() => readSyncLog(directory, { ...query, after }));
      expect(result.items).toEqual([]);
      expect(calls).toBeLessThan(830);
      after = result.next;
      positions.push(after);
    } while (after !== undefined);

    // Of each day 16 partitions: 8 of the provider, 8 of credentials that belong to none.
    expect(positions).toEqual([
      '2020-02-20',
      '2020-04-10',
      '2020-05-30',
      '2020-07-19',
      '2020-09-07',
      '2020-10-27',
      '2020-12-16',
      undefined,
    ]);
  });

  test('with a filter that little passes reads a bounded number of entries', async () => {
    const directory = { ...testDirectory(), ...storesOf(table) };

    const { result, units } = await costOf(() => readSyncLog(directory, { ...day, limit: 10, userName: 'nobody' }));

    expect(result.items).toEqual([]);
    expect(units).toBeLessThan((entries * 1.5) / 4);
  });
});

describe('administrators', () => {
  test('find users and the sizes of organizations at the price of a page', async () => {
    const other = await tables.makeTable();
    const directory = { ...testDirectory(), ...storesOf(other) };
    await directory.providers.create(sampleProvider());
    for (let number = 0; number < 60; number++) {
      await createUser(directory.users, { id: `01KARQ00000000000000000${String(number).padStart(3, '0')}` });
    }

    const page = await costOf(() => searchUsers(directory, { providerId: sampleProvider().id, limit: 20 }));
    const sizes = await costOf(() => listCountedOrganizations(directory, { limit: 20 }));
    const name = await costOf(() =>
      searchUsers(directory, { userName: 'user-01KARQ00000000000000000007@example.com', limit: 20 }),
    );

    // The provider, a Query of its deleted users and one of the others, a read for each; the default organization, a
    // Query of the others and the counters of the one are a unit each.
    expect(page).toMatchObject({ calls: 4, units: 24 });
    expect(page.result.items).toHaveLength(20);
    expect(sizes).toMatchObject({ result: { items: [{ users: 60 }] }, units: 3 });
    expect(name).toMatchObject({ calls: 4, units: 4 });
  });

  test('list providers, organizations and matters at the price of a page, wherever in the list it is', async () => {
    const directory = { ...testDirectory(), ...storesOf(await tables.makeTable()) };
    const ids = Array.from({ length: 60 }, (_, number) => `01KARZ000000000000000000${number + 10}`);
    for (const id of ids) {
      await directory.providers.create(sampleProvider({ id }));
      await directory.organizations.create(sampleOrganization({ id }));
      await directory.matters.create(sampleMatter({ id }));
    }

    for (const after of [ids[9], ids[49]]) {
      const page = { after, limit: 5 };
      const providers = await costOf(() => listProvidersForAdministrators(directory, page));
      const organizations = await costOf(() => listCountedOrganizations(directory, page));
      const matters = await costOf(() => directory.matters.list(page));

      // One more than wanted is read of each list, two of organizations. Beside the Query of all that, which is a unit:
      // when five credentials were used last, the counters of five organizations, and nothing.
      expect(providers).toMatchObject({ calls: 2, items: 6, units: 6 });
      expect(organizations).toMatchObject({ calls: 6, items: 7, units: 6 });
      expect(matters).toMatchObject({ calls: 1, items: 6, units: 1 });
      for (const { result } of [providers, organizations, matters]) expect(result.items).toHaveLength(5);
    }
  });
});
