/** What each use of the adapters costs: the calls to DynamoDB and their capacity units, as docs/data-model.md tables them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attributeChanges } from '#shared/directory/attribute-changes.ts';
import type { UserChange, UserStore } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/user.ts';
import {
  sampleChange,
  sampleCreation,
  sampleEntry,
  samplePendingDeactivation,
  sampleProviderId,
  sampleUser,
} from '#test/doubles/samples.ts';
import { type LocalTables, openLocalTables, userStoreOf } from './local-table.ts';
import { recordConsumption } from './record-consumption.ts';

/** With every attribute that PingOne's directory sends: an item of 731 bytes, and 1,104 in the entry of its creation. */
const pingOneUser = sampleUser({
  attributes: {
    userName: 'barbara.jensen@example.com',
    externalId: '2f8b8f3e-3a6c-4b8e-9d7c-2f8b8f3e3a6c',
    name: { givenName: 'Barbara', familyName: 'Jensen' },
    title: 'Tour Guide',
    userType: 'Employee',
    emails: [{ value: 'barbara.jensen@example.com', type: 'work', primary: true }],
    addresses: [{ type: 'work', locality: 'Hollywood', region: 'CA', country: 'US' }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { division: 'Theme Park', department: 'Tours' },
  },
});

/** The change with the entry that the directory writes for it. */
function logged<Change extends UserChange>(change: Change): Change {
  const changes = attributeChanges(change.before?.attributes ?? {}, change.after.attributes);
  return { ...change, entry: { ...change.entry, changes } };
}

const pending = (user: User): Partial<User> => ({
  life: { state: 'pending', deactivation: samplePendingDeactivation() },
  blocks: { provisioning: user.lastModifiedAt },
});

describe('costs of', () => {
  let tables: LocalTables;
  let store: UserStore;

  beforeAll(async () => {
    tables = await openLocalTables();
  });

  afterAll(async () => tables.close());

  /** The calls of the last step, on a store where the steps before have been taken. */
  async function costs(before: (store: UserStore) => Promise<unknown>, step: (store: UserStore) => Promise<unknown>) {
    store = await userStoreOf(await tables.makeTable());
    await before(store);
    const calls = recordConsumption(tables.client);
    await step(store);
    return calls.end();
  }

  const created = (users: UserStore) => users.commit(logged(sampleCreation(pingOneUser)));
  const lookup = (attribute: 'userName' | 'externalId' | 'emails.value', value: string) => (users: UserStore) =>
    users.find(sampleProviderId, { attribute, value });

  test('create: 7 items in one transaction', async () => {
    const calls = await costs(async () => {}, created);

    expect(calls).toEqual([{ operation: 'TransactWriteItems', items: 7, units: 18 }]);
  });

  test('lookup by userName: two reads, one when there is nobody', async () => {
    expect(await costs(created, lookup('userName', 'Barbara.Jensen@example.com'))).toEqual([
      { operation: 'GetItem', items: 1, units: 1 },
      { operation: 'GetItem', items: 1, units: 1 },
    ]);
    expect(await costs(created, lookup('userName', 'nobody@example.com'))).toEqual([
      { operation: 'GetItem', items: 0, units: 1 },
    ]);
  });

  test('lookup by externalId or email: two reads, one when there is nobody', async () => {
    const two = [
      { operation: 'Query', items: 1, units: 1 },
      { operation: 'BatchGetItem', items: 1, units: 1 },
    ];
    expect(await costs(created, lookup('externalId', '2f8b8f3e-3a6c-4b8e-9d7c-2f8b8f3e3a6c'))).toEqual(two);
    expect(await costs(created, lookup('emails.value', 'barbara.jensen@example.com'))).toEqual(two);
    expect(await costs(created, lookup('externalId', 'nobody'))).toEqual([{ operation: 'Query', items: 0, units: 1 }]);
  });

  test('get: one read', async () => {
    expect(await costs(created, (users) => users.get(pingOneUser.id))).toEqual([
      { operation: 'GetItem', items: 1, units: 1 },
    ]);
  });

  test('a page of users: their list entries, then the users', async () => {
    expect(await costs(created, (users) => users.list(sampleProviderId, { skip: 0, limit: 100 }))).toEqual([
      { operation: 'Query', items: 1, units: 1 },
      { operation: 'BatchGetItem', items: 1, units: 1 },
    ]);
  });

  test('replace that changes attributes nobody looks up: the user and its entry', async () => {
    const change = logged(sampleChange(pingOneUser, { attributes: { ...pingOneUser.attributes, title: 'Director' } }));

    expect(await costs(created, (users) => users.commit(change))).toEqual([
      { operation: 'TransactWriteItems', items: 2, units: 5 },
    ]);
  });

  test('replace that renames: both markers too', async () => {
    const change = logged(
      sampleChange(pingOneUser, {
        attributes: { ...pingOneUser.attributes, userName: 'b.j@example.com' },
      }),
    );

    expect(await costs(created, (users) => users.commit(change))).toEqual([
      { operation: 'TransactWriteItems', items: 4, units: 9 },
    ]);
  });

  test('disable: the user enters the pending index', async () => {
    const change = logged(sampleChange(pingOneUser, pending(pingOneUser)));

    expect(await costs(created, (users) => users.commit(change))).toEqual([
      { operation: 'TransactWriteItems', items: 2, units: 6 },
    ]);
  });

  test('re-enable in time: the user leaves the pending index', async () => {
    const disable = logged(sampleChange(pingOneUser, pending(pingOneUser)));
    const enable = logged(sampleChange(disable.after, { life: { state: 'active' }, blocks: {} }));

    const calls = await costs(
      async (users) => {
        await created(users);
        await users.commit(disable);
      },
      (users) => users.commit(enable),
    );

    expect(calls).toEqual([{ operation: 'TransactWriteItems', items: 2, units: 6 }]);
  });

  test('carrying a deactivation out: the user, its entry, and out of the pending index', async () => {
    const disable = logged(sampleChange(pingOneUser, pending(pingOneUser)));
    const deactivation = samplePendingDeactivation();
    const at = deactivation.dueAt;
    const { after } = logged(
      sampleChange(disable.after, { life: { state: 'deactivated', at, cause: 'provisioning' } }),
    );
    const entry = sampleEntry(after, { id: deactivation.id, at, operation: 'deactivate', events: ['deactivated'] });

    const calls = await costs(
      async (users) => {
        await created(users);
        await users.commit(disable);
      },
      (users) => users.commitDeactivation({ before: disable.after, after, entry }, deactivation),
    );

    expect(calls).toEqual([{ operation: 'TransactWriteItems', items: 2, units: 6 }]);
  });

  test('delete: what the user was found by goes', async () => {
    const change = logged(
      sampleChange(pingOneUser, { ...pending(pingOneUser), deletedAt: '2026-11-23T18:01:00.000Z' }),
    );

    expect(await costs(created, (users) => users.commit(change))).toEqual([
      { operation: 'TransactWriteItems', items: 8, units: 20 },
    ]);
  });

  test('counting a provider’s users: one read', async () => {
    expect(await costs(created, (users) => users.count(sampleProviderId))).toEqual([
      { operation: 'Query', items: 1, units: 1 },
    ]);
  });
});
