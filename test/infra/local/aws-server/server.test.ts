/** The AWS server: credentials, permissions, protocols and faults. */
import { DynamoDBClient, GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { CreateScheduleCommand, DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterEach, describe, expect, test } from 'vitest';
import { AwsError } from '#infra/local/aws-error.ts';
import type { RestRequest, RestService } from '#infra/local/aws-server/service.ts';
import { type AwsServerOptions, startAwsServer } from '#infra/local/aws-server.ts';
import { createFaults, type Fault } from '#infra/local/faults.ts';
import { openTable } from '#test/infra/local/dynamodb/table-fixture.ts';

const TableName = 'directory';
const Item = { pk: { S: 'a' }, sk: { S: 'A' } };
const Schedule = {
  Name: 'd-1',
  GroupName: 'group',
  ScheduleExpression: 'at(2030-01-01T00:00:00)',
  FlexibleTimeWindow: { Mode: 'OFF' as const },
  Target: { Arn: 'arn:target', RoleArn: 'arn:role' },
};

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** A server with an empty table, and clients that try once. */
async function start(options: Omit<AwsServerOptions, 'services'> = {}, scheduler?: RestService) {
  const dynamodb = await openTable();
  const server = await startAwsServer({ services: { dynamodb, ...(scheduler && { scheduler }) }, ...options });
  const config = {
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
    maxAttempts: 1,
  };
  const client = new DynamoDBClient(config);
  const schedules = new SchedulerClient(config);
  closings.push(
    () => dynamodb.close(),
    () => server.close(),
    () => client.destroy(),
    () => schedules.destroy(),
  );
  return { dynamodb, server, client, schedules };
}

const put = () => new PutItemCommand({ TableName, Item });
const get = () => new GetItemCommand({ TableName, Key: Item });

describe('credentials and permissions', () => {
  test('a request that is not signed is from an unrecognized client', async () => {
    const { server } = await start();

    const response = await fetch(server.url, { method: 'POST', body: '{}' });

    expect(response.status).toBe(403);
    expect(response.headers.get('x-amzn-errortype')).toBe('UnrecognizedClientException');
  });

  test('each permission of a call is asked for before anything is done', async () => {
    const asked: unknown[] = [];
    const { client, dynamodb } = await start({
      authorize: (request) => {
        asked.push(request);
        if (request.action === 'dynamodb:PutItem') throw AwsError.accessDenied('not authorized to dynamodb:PutItem');
      },
    });

    await client.send(get());
    await expect(client.send(put())).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: 'not authorized to dynamodb:PutItem',
    });

    expect(asked).toEqual(
      ['GetItem', 'PutItem'].map((operation) => ({
        accessKeyId: 'AKIATEST',
        action: `dynamodb:${operation}`,
        resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/directory',
        conditionKeys: { 'dynamodb:LeadingKeys': ['a'] },
      })),
    );
    expect(await dynamodb.execute('Scan', { TableName })).toMatchObject({ Count: 0 });
  });
});

describe('bad requests', () => {
  const headers = {
    authorization:
      'AWS4-HMAC-SHA256 Credential=K/20300101/us-east-1/dynamodb/aws4_request, SignedHeaders=h, Signature=s',
    'x-amz-target': 'DynamoDB_20120810.PutItem',
  };

  test.each([
    ['a body that is no JSON', { body: '{', headers }, 'SerializationException'],
    ['no body', { headers }, 'ValidationException'],
    [
      'an unknown operation',
      { body: '{}', headers: { ...headers, 'x-amz-target': 'DynamoDB_20120810.Do' } },
      'UnknownOperationException',
    ],
    [
      'an unknown target',
      { body: '{}', headers: { ...headers, 'x-amz-target': 'PutItem' } },
      'UnknownOperationException',
    ],
  ])('%s is answered by name', async (_, request, code) => {
    const { server } = await start();

    const response = await fetch(server.url, { method: 'POST', ...request });

    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-requestid')).toMatch(/./);
    expect(await response.json()).toMatchObject({ __type: `com.amazonaws.dynamodb.v20120810#${code}` });
  });

  test('a request for another service is for an unknown operation', async () => {
    const { schedules } = await start();

    await expect(schedules.send(new CreateScheduleCommand(Schedule))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });

  test('a fault of ours is a 500, and is told', async () => {
    const told: unknown[] = [];
    const broken: RestService = () => {
      throw new TypeError('broken');
    };
    const { schedules } = await start({ onInternalError: (error) => told.push(error) }, broken);

    await expect(schedules.send(new CreateScheduleCommand(Schedule))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 500 },
    });
    expect(told).toEqual([new TypeError('broken')]);
  });
});

describe('REST services', () => {
  test('get method, decoded path, query and body, and answer with status and body', async () => {
    const requests: RestRequest[] = [];
    const service: RestService = (request) => {
      requests.push(request);
      return { operation: 'CreateSchedule', permissions: [], run: () => ({ body: { ScheduleArn: 'arn:schedule' } }) };
    };
    const { schedules } = await start({}, service);

    const created = await schedules.send(new CreateScheduleCommand({ ...Schedule, ClientToken: 'token' }));
    await schedules.send(new DeleteScheduleCommand({ Name: 'd 1', GroupName: 'group', ClientToken: 'token' }));

    const { Name, ...rest } = Schedule;
    expect(created.ScheduleArn).toBe('arn:schedule');
    expect(requests[0]).toMatchObject({
      method: 'POST',
      path: ['schedules', Name],
      body: { ...rest, ClientToken: 'token' },
    });
    expect(requests[1]).toMatchObject({ method: 'DELETE', path: ['schedules', 'd 1'], body: undefined });
    expect(Object.fromEntries(requests[1]?.query ?? [])).toEqual({ groupName: 'group', clientToken: 'token' });
  });

  test('answer errors with their own status, as the SDK knows them', async () => {
    const service: RestService = () => {
      throw new AwsError('ConflictException', 409, 'Schedule d-1 already exists.');
    };
    const { schedules } = await start({}, service);

    await expect(schedules.send(new CreateScheduleCommand(Schedule))).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'Schedule d-1 already exists.',
      $metadata: { httpStatusCode: 409 },
    });
  });
});

describe('faults', () => {
  const stored = async (dynamodb: { execute: (operation: string, input: object) => Promise<object> }) =>
    'Item' in
    (await dynamodb
      .execute('GetItem', { TableName, Key: Item, ConsistentRead: true })
      .then((a) => JSON.parse(JSON.stringify(a))));
  const fault = (effect: Fault['effect'], rest: Partial<Fault> = {}): Fault => {
    return { service: 'dynamodb', operation: 'PutItem', call: 1, effect, ...rest };
  };

  test.each([
    ['throttle', { name: 'ProvisionedThroughputExceededException' }, false],
    ['conflict', { name: 'TransactionConflictException' }, false],
    ['fail-before', { name: 'InternalServerError' }, false],
    ['crash-before', { code: 'ECONNRESET' }, false],
    ['time-out', { code: 'ECONNRESET' }, false],
    ['fail-after', { code: 'ECONNRESET' }, true],
    ['crash-after', { code: 'ECONNRESET' }, true],
  ] as const)('%s fails the call, with or without its effect', async (effect, error, isStored) => {
    const faults = createFaults();
    const { client, dynamodb } = await start({ faults });
    faults.plant(fault(effect, { milliseconds: 10 }));

    await expect(client.send(put())).rejects.toMatchObject(error);

    expect(await stored(dynamodb)).toBe(isStored);
    await client.send(put());
  });

  test('delay waits and then goes on', async () => {
    const faults = createFaults();
    const { client } = await start({ faults });
    faults.plant(fault('delay', { milliseconds: 30 }));
    const begin = performance.now();

    await client.send(put());

    expect(performance.now() - begin).toBeGreaterThanOrEqual(29);
  });

  test('conflict cancels a transaction', async () => {
    const faults = createFaults();
    const { client } = await start({ faults });
    faults.plant(fault('conflict', { operation: 'TransactWriteItems' }));
    const other = { ...Item, pk: { S: 'b' } };
    const TransactItems = [{ Put: { TableName, Item } }, { Put: { TableName, Item: other } }];

    await expect(client.send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    });
  });

  test.each([
    ['throttle', 'ThrottlingException', 429],
    ['conflict', 'ConflictException', 409],
    ['fail-before', 'InternalServerException', 500],
  ] as const)('%s of a REST service is its own error', async (effect, name, httpStatusCode) => {
    const faults = createFaults();
    const service: RestService = () => ({ operation: 'CreateSchedule', permissions: [], run: () => ({}) });
    const { schedules } = await start({ faults }, service);
    faults.plant(fault(effect, { service: 'scheduler', operation: 'CreateSchedule' }));

    await expect(schedules.send(new CreateScheduleCommand(Schedule))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode },
    });
  });
});

describe('createFaults', () => {
  const effects = (faults: ReturnType<typeof createFaults>, calls: number) =>
    Array.from({ length: calls }, () => faults.meet('dynamodb', 'PutItem')?.effect);

  test('counts the calls of an operation from the moment a fault is planted', () => {
    const faults = createFaults();
    faults.meet('dynamodb', 'PutItem');
    faults.plant({ service: 'dynamodb', operation: 'PutItem', call: 2, effect: 'throttle', calls: 2 });
    faults.plant({ service: 'dynamodb', operation: 'PutItem', call: 4, effect: 'conflict' });
    faults.meet('dynamodb', 'GetItem');

    expect(effects(faults, 5)).toEqual([undefined, 'throttle', 'throttle', 'conflict', undefined]);
  });

  test('meets nothing after the faults are taken back', () => {
    const faults = createFaults();
    faults.plant({ service: 'dynamodb', operation: 'PutItem', call: 1, effect: 'throttle' });
    faults.clear();

    expect(effects(faults, 1)).toEqual([undefined]);
  });
});
