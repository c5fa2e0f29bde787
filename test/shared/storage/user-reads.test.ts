import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Unavailable } from '#shared/directory/errors.ts';
import type { UserStore } from '#shared/directory/ports.ts';
import type { User } from '#shared/directory/users/user.ts';
import {
  changeUser,
  createUser,
  deleteUser,
  otherProvider,
  restoreUser,
  userId,
} from '#test/contract/user-store/steps.ts';
import { sampleEntry, sampleProviderId } from '#test/doubles/samples.ts';
import { type LocalTables, openLocalTables, userStoreOf } from './local-table.ts';

const hook = 'test';

let tables: LocalTables;
let store: UserStore;

beforeAll(async () => {
  tables = await openLocalTables();
});

beforeEach(async () => {
  store = await userStoreOf(await tables.makeTable());
});

afterEach(() => tables.client.middlewareStack.remove(hook));

afterAll(async () => tables.close());

/** Runs `action` once, right after the first call of an operation. */
function afterFirst(operation: 'GetItem' | 'Query', client: DynamoDBClient, action: () => Promise<unknown>): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args);
        if (commandName === `${operation}Command`) {
          client.middlewareStack.remove(hook);
          await action();
        }
        return result;
      },
    { step: 'initialize', name: hook },
  );
}

function eraseUser(users: UserStore, before: User): Promise<void> {
  return users.erase({ before, entry: sampleEntry(before, { id: 'E', operation: 'erase', events: ['erased'] }) });
}

describe('a name that changes hands while it is read', () => {
  const attributes = { userName: 'jensen' };

  test('is that of its new holder', async () => {
    const first = await createUser(store, { id: userId(1), attributes });
    afterFirst('GetItem', tables.client, async () => {
      await changeUser(store, first, { attributes: { userName: 'miller' } });
      await createUser(store, { id: userId(2), attributes });
    });

    expect(await store.getByUserName('jensen')).toMatchObject({ id: userId(2) });
  });

  test('is nobody’s once its holder was deleted', async () => {
    const user = await createUser(store, { attributes });
    afterFirst('GetItem', tables.client, () => deleteUser(store, user));

    expect(await store.getByUserName('jensen')).toBeUndefined();
  });

  test('that is changed in case only stays with its holder', async () => {
    const user = await createUser(store, { attributes });
    afterFirst('GetItem', tables.client, () => changeUser(store, user, { attributes: { userName: 'Jensen' } }));

    expect(await store.getByUserName('jensen')).toMatchObject({ version: 2 });
  });

  test('is nobody’s once its holder was erased', async () => {
    const user = await createUser(store, { attributes });
    afterFirst('GetItem', tables.client, () => eraseUser(store, user));

    expect(await store.getByUserName('jensen')).toBeUndefined();
  });
});

describe('a user who changes between the read of an index and that of the user', () => {
  const attributes = { userName: 'jensen', externalId: '7' };
  const byExternalId = { attribute: 'externalId', value: '7' } as const;
  const found = { items: [], next: undefined };

  test('is not listed for a provider that does not see the user any more', async () => {
    const user = await createUser(store, { attributes });
    afterFirst('Query', tables.client, () => changeUser(store, user, { management: otherProvider }));

    expect(await store.list(sampleProviderId, { limit: 10 })).toEqual(found);
  });

  test.each<[string, Partial<User>]>([
    ['has another value by now', { attributes: { userName: 'jensen', externalId: '8' } }],
    ['is seen by another provider by now', { management: otherProvider }],
    ['is deleted by now', { deletedAt: '2026-11-23T18:01:00.000Z' }],
  ])('is not found by a value when the user %s', async (_, changes) => {
    const user = await createUser(store, { attributes });
    afterFirst('Query', tables.client, () => changeUser(store, user, changes));

    expect(await store.find(sampleProviderId, byExternalId, { limit: 10 })).toEqual(found);
  });

  test('is not found among those whom no provider sees when the user is deleted by now', async () => {
    const user = await createUser(store, { attributes, management: { by: 'administrators' } });
    afterFirst('Query', tables.client, () => deleteUser(store, user));

    expect(await store.findLocal(byExternalId, { limit: 10 })).toEqual(found);
  });

  test.each<[string, (user: User) => Promise<unknown>]>([
    ['is back', (user) => restoreUser(store, user)],
    ['is another provider’s', (user) => changeUser(store, user, { management: otherProvider })],
    ['is nobody’s', (user) => changeUser(store, user, { management: { by: 'administrators' } })],
    ['has another name', (user) => changeUser(store, user, { attributes: { userName: 'miller' } })],
    ['is erased', (user) => eraseUser(store, user)],
  ])('is not brought back by a create when the deleted user %s by now', async (_, change) => {
    const user = await deleteUser(store, await createUser(store, { attributes }));
    afterFirst('Query', tables.client, () => change(user));

    expect(await store.getDeleted(sampleProviderId, 'jensen')).toBeUndefined();
  });
});

describe('a batch that DynamoDB answers in part', () => {
  const keys = z.array(z.record(z.string(), z.custom<AttributeValue>()));
  const batch = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: keys })) });

  /** Leaves all but the last `processed` keys of each call unprocessed: an answer is in no order. */
  function answerInPart(processed: number): void {
    tables.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName !== 'BatchGetItemCommand') return next(args);
          const [tableName = '', { Keys = [] } = {}] = Object.entries(batch.parse(args.input).RequestItems)[0] ?? [];
          const left = Math.max(0, Keys.length - processed);
          const [asked, rest] = [Keys.slice(left), Keys.slice(0, left)];
          // DynamoDB takes no empty batch, so one key at least is asked for.
          const request = { Keys: asked.length > 0 ? asked : Keys.slice(0, 1), ConsistentRead: true };
          const result = await next({ ...args, input: { RequestItems: { [tableName]: request } } });
          const UnprocessedKeys = rest.length > 0 ? { [tableName]: { Keys: rest } } : {};
          const answered = asked.length > 0 ? {} : { Responses: {} };
          return { ...result, output: { ...result.output, ...answered, UnprocessedKeys } };
        },
      { step: 'initialize', name: hook },
    );
  }

  test('is read to its end, in order', async () => {
    const ids = [1, 2, 3, 4, 5].map(userId);
    for (const id of ids) await createUser(store, { id });
    answerInPart(2);

    const { items } = await store.list(sampleProviderId, { limit: 10 });

    expect(items.map(({ id }) => id)).toEqual(ids);
  });

  test('is Unavailable when nothing more comes', async () => {
    await createUser(store);
    answerInPart(0);

    await expect(store.list(sampleProviderId, { limit: 10 })).rejects.toThrow(Unavailable);
  });

  test('is asked for again only after a while, longer each time', async () => {
    await createUser(store);
    answerInPart(0);
    const startedAt = performance.now();

    await expect(store.list(sampleProviderId, { limit: 10 })).rejects.toThrow(Unavailable);

    expect(performance.now() - startedAt).toBeGreaterThan(600);
  });
});
