import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Unavailable, VersionConflict } from '#shared/directory/errors.ts';
import type { UserStore } from '#shared/directory/ports.ts';
import { dynamoUserStore } from '#shared/storage/dynamo-user-store.ts';
import { failedCondition, portError } from '#shared/storage/errors.ts';
import { createUser } from '#test/contract/user-store/steps.ts';
import { sampleCreation, sampleEntry, sampleProvider, sampleProviderId, sampleUser } from '#test/doubles/samples.ts';
import { type LocalTables, openLocalTables, userStoreOf } from './local-table.ts';
import { storesOf } from './stores-of.ts';

describe('when DynamoDB does not answer as asked', () => {
  let tables: LocalTables;
  let store: UserStore;

  beforeAll(async () => {
    tables = await openLocalTables();
    store = await userStoreOf(await tables.makeTable());
    await createUser(store, { attributes: { userName: 'jensen', externalId: '7' } });
  });

  afterEach(() => tables.faults.clear());

  afterAll(async () => tables.close());

  const reads: [string, string, (users: UserStore) => Promise<unknown>][] = [
    ['get', 'GetItem', (users) => users.get(sampleUser().id)],
    ['getByUserName', 'GetItem', (users) => users.getByUserName('jensen')],
    ['getDeleted', 'Query', (users) => users.getDeleted(sampleProviderId, 'jensen')],
    [
      'find',
      'BatchGetItem',
      (users) => users.find(sampleProviderId, { attribute: 'externalId', value: '7' }, { limit: 10 }),
    ],
    ['list', 'Query', (users) => users.list(sampleProviderId, { limit: 10 })],
    ['count', 'Query', (users) => users.count(sampleProviderId)],
    ['overdue', 'Query', (users) => users.overdue('2026-11-23T19:00:00.000Z', 10)],
    ['statistics', 'Query', (users) => users.statistics()],
    ['pendingOf', 'Query', (users) => users.pendingOf(sampleProviderId, 10)],
    ['belongingTo', 'Query', (users) => users.belongingTo(sampleProviderId, 10)],
    ['custodians', 'Query', (users) => users.custodians('01KARM00000000000000000001', 10)],
    ['findEntry', 'GetItem', (users) => users.findEntry(sampleEntry(sampleUser()))],
    ['history', 'Query', (users) => users.history(sampleUser().id, { limit: 10 })],
    ['record', 'PutItem', (users) => users.record(sampleEntry(sampleUser()))],
    ['commit', 'TransactWriteItems', (users) => users.commit(sampleCreation(sampleUser({ id: 'another' })))],
    [
      'erase',
      'TransactWriteItems',
      (users) =>
        users.erase({ before: sampleUser(), entry: sampleEntry(sampleUser(), { id: 'E', operation: 'erase' }) }),
    ],
    ['forgetHistory', 'DeleteItem', (users) => users.forgetHistory('another')],
  ];

  test.each(reads)('%s is Unavailable when %s is throttled', async (_, operation, call) => {
    tables.faults.plant({ service: 'dynamodb', operation, call: 1, calls: 100, effect: 'throttle' });

    await expect(call(store)).rejects.toThrow(Unavailable);
  });

  test('what is written for the record is Unavailable when UpdateItem is throttled', async () => {
    const { credentialUse } = storesOf(await tables.makeTable());
    tables.faults.plant({ service: 'dynamodb', operation: 'UpdateItem', call: 1, calls: 100, effect: 'throttle' });

    await expect(credentialUse.record('p.aaaaaaaa', '2026-11-23T18:00:00.000Z')).rejects.toThrow(Unavailable);
  });

  test.each(['fail-before', 'crash-before', 'crash-after'] as const)('%s is Unavailable', async (effect) => {
    tables.faults.plant({ service: 'dynamodb', operation: 'GetItem', call: 1, calls: 100, effect });

    await expect(store.get(sampleUser().id)).rejects.toThrow(Unavailable);
  });

  test('one failure is nobody’s business: the SDK asks again', async () => {
    tables.faults.plant({ service: 'dynamodb', operation: 'GetItem', call: 1, effect: 'fail-before' });

    expect(await store.get(sampleUser().id)).toBeDefined();
  });

  test('a commit whose reply is lost is repeated under the same token and happens once', async () => {
    const before = await store.count(sampleProviderId);
    const user = sampleUser({ id: '01KARQ00000000000000000077', attributes: { userName: 'lost-reply' } });
    tables.faults.plant({ service: 'dynamodb', operation: 'TransactWriteItems', call: 1, effect: 'crash-after' });

    await store.commit(sampleCreation(user));

    expect(await store.get(user.id)).toStrictEqual(user);
    expect((await store.history(user.id, { limit: 10 })).items).toHaveLength(1);
    expect(await store.count(sampleProviderId)).toBe(before + 1);
  });

  test('a history that could not be forgotten stays unfinished work', async () => {
    const { users, providers, unfinishedWork } = storesOf(await tables.makeTable());
    await providers.create(sampleProvider());
    const user = await createUser(users);
    await users.erase({ before: user, entry: sampleEntry(user, { id: 'E', operation: 'erase', events: ['erased'] }) });
    tables.faults.plant({ service: 'dynamodb', operation: 'PutItem', call: 1, calls: 100, effect: 'throttle' });

    await expect(users.forgetHistory(user.id)).rejects.toThrow(Unavailable);

    expect(await unfinishedWork.list()).toEqual([{ kind: 'forget-history', userId: user.id }]);
  });

  test('an idempotency key whose claim ends while it is read is to be claimed again', async () => {
    const { idempotencyKeys } = storesOf(await tables.makeTable());
    const name = { administratorId: 'arn:aws:iam::123456789012:user/ada', idempotencyKey: 'k-1' };
    const claiming = () =>
      idempotencyKeys.claim(name, { resourceId: '1', fingerprint: 'f' }, '2026-11-23T18:00:00.000Z');
    await claiming();
    const { middlewareStack } = tables.client;
    middlewareStack.add(
      (next, { commandName }) =>
        async (args) =>
          commandName === 'GetItemCommand' ? { response: {}, output: { $metadata: {} } } : next(args),
      { step: 'initialize', name: 'ended' },
    );

    await expect(claiming()).rejects.toThrow(Unavailable);
    middlewareStack.remove('ended');
  });

  test('an overlapping transaction is a conflict', async () => {
    const user = sampleUser({ id: '01KARQ00000000000000000078', attributes: { userName: 'overlap' } });
    tables.faults.plant({
      service: 'dynamodb',
      operation: 'TransactWriteItems',
      call: 1,
      calls: 9,
      effect: 'conflict',
    });

    await expect(store.commit(sampleCreation(user))).rejects.toThrow(VersionConflict);
  });

  test('what is wrong with the deployment is not hidden: it stays the error that it is', async () => {
    const { client } = tables;
    const astray = dynamoUserStore({
      client,
      tableName: 'nowhere',
      random: Math.random,
      syncLogRetentionDays: 90,
      syncLogValues: 'values',
    });

    await expect(astray.get('1')).rejects.toHaveProperty('name', 'ResourceNotFoundException');
    await expect(astray.commit(sampleCreation())).rejects.toHaveProperty('name', 'ResourceNotFoundException');
  });
});

describe('the reasons of a cancelled transaction', () => {
  const cancelled = (...codes: string[]) =>
    new TransactionCanceledException({
      message: 'Transaction cancelled',
      $metadata: { httpStatusCode: 400 },
      CancellationReasons: codes.map((Code) => ({ Code })),
    });

  test('a failed condition is found by its place, whatever else went wrong', () => {
    expect(failedCondition(cancelled('None', 'ConditionalCheckFailed', 'TransactionConflict'))).toBe(1);
    expect(failedCondition(cancelled('TransactionConflict', 'None'))).toBe(-1);
    expect(failedCondition(new Error('ConditionalCheckFailed'))).toBe(-1);
  });

  test.each([
    ['TransactionConflict', VersionConflict],
    ['ThrottlingError', Unavailable],
    ['ProvisionedThroughputExceeded', Unavailable],
  ])('%s becomes what the port promises', (code, expected) => {
    const error = portError(cancelled('None', code));

    expect(error).toBeInstanceOf(expected);
    expect(error).toHaveProperty('cause.name', 'TransactionCanceledException');
  });

  test('an item that DynamoDB refuses is a fault of ours', () => {
    const error = cancelled('ValidationError');

    expect(portError(error)).toBe(error);
  });

  test.each([
    [Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
    [Object.assign(new Error('no answer'), { name: 'TimeoutError' })],
    [Object.assign(new SyntaxError('Unexpected token <'), { $response: { statusCode: 503 } })],
    [Object.assign(new Error('oops'), { $metadata: { httpStatusCode: 500 } })],
  ])('%s passes by itself', (error) => {
    expect(portError(error)).toBeInstanceOf(Unavailable);
  });

  test.each([
    [new TypeError('x is undefined')],
    [Object.assign(new Error('no such file'), { code: 'ENOENT' })],
    ['a string'],
    [undefined],
  ])('%s stays as it is', (error) => {
    expect(portError(error)).toBe(error);
  });
});
