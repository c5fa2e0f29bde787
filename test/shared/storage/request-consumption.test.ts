/** What a request costs in DynamoDB, from the use case down: the table in docs/data-model.md. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carryOutDeactivation } from '#shared/directory/deactivations/carry-out-deactivation.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { createUser } from '#shared/directory/provisioning/create-user.ts';
import { deleteUser } from '#shared/directory/provisioning/delete-user.ts';
import { getUser } from '#shared/directory/provisioning/get-user.ts';
import { listUsers } from '#shared/directory/provisioning/list-users.ts';
import { patchUser } from '#shared/directory/provisioning/patch-user.ts';
import { replaceUser } from '#shared/directory/provisioning/replace-user.ts';
import type { User } from '#shared/directory/users/user.ts';
import { sampleProvider } from '#test/doubles/samples.ts';
import { testDirectory } from '#test/doubles/test-directory.ts';
import { type LocalTables, openLocalTables, userStoreOf } from './local-table.ts';
import { type RecordedCall, recordConsumption } from './record-consumption.ts';
import { storesOf } from './stores-of.ts';

const provider = sampleProvider();
const client = { providerId: provider.id, keyId: provider.credentials[0]?.keyId ?? '', requestId: 'r-1' };
const query = { client, strictness: provider.strictness, startIndex: 1, count: 100 };

/**
 * Every attribute that PingOne's directory sends: an item of under 1 KB, and an entry of under 2 KB for its creation.
 */
const body = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: 'barbara.jensen@example.com',
  externalId: '2f8b8f3e-3a6c-4b8e-9d7c-2f8b8f3e3a6c',
  name: { givenName: 'Barbara', familyName: 'Jensen' },
  title: 'Tour Guide',
  userType: 'Employee',
  active: true,
  emails: [{ value: 'barbara.jensen@example.com', type: 'work', primary: true }],
  addresses: [{ type: 'work', locality: 'Hollywood', region: 'CA', country: 'US' }],
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { division: 'Theme Park', department: 'Tours' },
};

const setActive = (active: boolean) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [{ op: 'replace', path: 'active', value: active }],
});

describe('a request reads and writes', () => {
  let tables: LocalTables;

  beforeAll(async () => {
    tables = await openLocalTables();
  });

  afterAll(async () => tables.close());

  /** The calls of `request`, after the user was created and `before` was done with it. */
  async function callsOf(
    request: (directory: Directory, user: User) => Promise<unknown>,
    before: typeof request = async () => {},
  ): Promise<RecordedCall[]> {
    const directory = await openDirectory();
    const user = await createUser(directory, { client, body });
    await before(directory, user);
    const recording = recordConsumption(tables.client);
    await request(directory, user);
    return inOrder(recording.end());
  }

  async function openDirectory() {
    const table = await tables.makeTable();
    return { ...testDirectory(), users: await userStoreOf(table), providers: storesOf(table).providers };
  }

  const find = (filter: string) => (directory: Directory) => listUsers(directory, { ...query, filter });
  const disable = (directory: Directory, { id }: User) =>
    patchUser(directory, { client, userId: id, body: setActive(false) });

  const oneRead = { operation: 'GetItem', items: 1, units: 1 };

  test('create: provider, name, restore marker; then 9 items', async () => {
    const directory = await openDirectory();
    const recording = recordConsumption(tables.client);

    await createUser(directory, { client, body });

    expect(inOrder(recording.end())).toEqual([
      { operation: 'GetItem', items: 0, units: 1 },
      oneRead,
      { operation: 'Query', items: 0, units: 1 },
      { operation: 'TransactWriteItems', items: 9, units: 22 },
    ]);
  });

  test('lookup by userName: two strongly consistent reads at most', async () => {
    expect(await callsOf(find('username Eq "barbara.jensen@example.com"'))).toEqual([oneRead, oneRead]);
    expect(await callsOf(find('userName eq "nobody@example.com"'))).toEqual([
      { operation: 'GetItem', items: 0, units: 1 },
    ]);
  });

  test('lookup by externalId or email: two', async () => {
    const twoReads = [
      { operation: 'BatchGetItem', items: 1, units: 1 },
      { operation: 'Query', items: 1, units: 1 },
    ];

    expect(await callsOf(find(`externalId eq "${body.externalId}"`))).toEqual(twoReads);
    expect(await callsOf(find('emails[type eq "work"].value eq "barbara.jensen@example.com"'))).toEqual(twoReads);
  });

  test('get: one', async () => {
    expect(await callsOf((directory, { id }) => getUser(directory, { client, userId: id }))).toEqual([oneRead]);
  });

  test('PUT that changes the title: provider and user; then user and entry', async () => {
    const calls = await callsOf((directory, { id }) =>
      replaceUser(directory, { client, userId: id, body: { ...body, title: 'Director' } }),
    );

    expect(calls).toEqual([oneRead, oneRead, { operation: 'TransactWriteItems', items: 2, units: 5 }]);
  });

  test('PUT that changes userName: who has the new one; then the old and the new marker too', async () => {
    const calls = await callsOf((directory, { id }) =>
      replaceUser(directory, { client, userId: id, body: { ...body, userName: 'b.j@example.com' } }),
    );

    expect(calls).toEqual([
      { operation: 'GetItem', items: 0, units: 1 },
      oneRead,
      oneRead,
      { operation: 'TransactWriteItems', items: 4, units: 9 },
    ]);
  });

  test('PUT that changes nothing: provider and user, and no write', async () => {
    const calls = await callsOf((directory, { id }) => replaceUser(directory, { client, userId: id, body }));

    expect(calls).toEqual([oneRead, oneRead]);
  });

  test('DELETE: all that the user was found by goes, a restore marker comes', async () => {
    const calls = await callsOf((directory, { id }) => deleteUser(directory, { client, userId: id }));

    expect(calls).toEqual([oneRead, oneRead, { operation: 'TransactWriteItems', items: 10, units: 24 }]);
  });

  test('a page of users: count, list entries, then the users 100 by 100', async () => {
    const calls = await callsOf((directory) => listUsers(directory, query));

    expect(calls).toEqual([
      { operation: 'BatchGetItem', items: 1, units: 1 },
      { operation: 'Query', items: 1, units: 1 },
      { operation: 'Query', items: 1, units: 1 },
    ]);
  });

  test('disable, re-enable, and the deactivation carried out: user, entry, a list of the state, and the pending index', async () => {
    const write = { operation: 'TransactWriteItems', items: 3, units: 8 };
    const enable: typeof disable = (directory, { id }) =>
      patchUser(directory, { client, userId: id, body: setActive(true) });
    const carryOut = async (directory: Directory, { id }: User) => {
      const stored = await directory.users.get(id);
      if (stored?.life.state !== 'pending') throw new Error('the user is not pending');
      const { deactivation } = stored.life;
      return carryOutDeactivation(directory, { userId: id, deactivationId: deactivation.id, requestId: 'r-2' });
    };

    expect(await callsOf(disable)).toEqual([oneRead, oneRead, write]);
    expect(await callsOf(enable, disable)).toEqual([oneRead, oneRead, write]);
    const waitUntilDue = async (directory: Directory, user: User) => {
      await disable(directory, user);
      await directory.clock.sleep(provider.deactivationDelaySeconds * 1000);
    };
    // The first of the three reads is that of this test, which asks for the deactivation's id.
    expect(await callsOf(carryOut, waitUntilDue)).toEqual([oneRead, oneRead, oneRead, write]);
  });
});

/** Reads that run side by side answer in any order. */
function inOrder(calls: readonly RecordedCall[]): RecordedCall[] {
  return calls.toSorted((a, b) => a.operation.localeCompare(b.operation) || a.items - b.items);
}
