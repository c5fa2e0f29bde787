import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Unavailable } from '#shared/directory/errors.ts';
import type { UserStore } from '#shared/directory/ports.ts';
import { changeUser, createUser, deleteUser, userId } from '#test/contract/user-store/steps.ts';
import { sampleProviderId } from '#test/doubles/samples.ts';
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

/** Runs `action` once, right after the first GetItem. */
function afterFirstGetItem(client: DynamoDBClient, action: () => Promise<unknown>): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args);
        if (commandName === 'GetItemCommand') {
          client.middlewareStack.remove(hook);
          await action();
        }
        return result;
      },
    { step: 'initialize', name: hook },
  );
}

describe('a name that changes hands while it is read', () => {
  const attributes = { userName: 'jensen' };

  test('is that of its new holder', async () => {
    const first = await createUser(store, { id: userId(1), attributes });
    afterFirstGetItem(tables.client, async () => {
      await changeUser(store, first, { attributes: { userName: 'miller' } });
      await createUser(store, { id: userId(2), attributes });
    });

    expect(await store.getByUserName('jensen')).toMatchObject({ id: userId(2) });
  });

  test('is nobody’s once its holder was deleted', async () => {
    const user = await createUser(store, { attributes });
    afterFirstGetItem(tables.client, () => deleteUser(store, user));

    expect(await store.getByUserName('jensen')).toBeUndefined();
  });

  test('that is changed in case only stays with its holder', async () => {
    const user = await createUser(store, { attributes });
    afterFirstGetItem(tables.client, () => changeUser(store, user, { attributes: { userName: 'Jensen' } }));

    expect(await store.getByUserName('jensen')).toMatchObject({ version: 2 });
  });
});

describe('a batch that DynamoDB answers in part', () => {
  const keys = z.array(z.record(z.string(), z.custom<AttributeValue>()));
  const batch = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: keys })) });

  /** Leaves all but the first `processed` keys of each call unprocessed. */
  function answerInPart(processed: number): void {
    tables.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName !== 'BatchGetItemCommand') return next(args);
          const [tableName = '', { Keys = [] } = {}] = Object.entries(batch.parse(args.input).RequestItems)[0] ?? [];
          const [asked, rest] = [Keys.slice(0, processed), Keys.slice(processed)];
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
});
