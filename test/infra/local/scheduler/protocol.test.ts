import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clientOf, type Harness, oneShot, openHarness } from './harness.ts';

const later = new Date('2090-01-01T00:00:00Z');
const arn = (name: string) => `arn:aws:scheduler:eu-central-1:111122223333:schedule/deactivations/${name}`;

let harness: Harness;
let connection: Awaited<ReturnType<typeof clientOf>>;
beforeEach(async () => {
  harness = openHarness({ now: () => Date.parse('2026-01-01T00:00:00.500Z') });
  connection = await clientOf(harness.scheduler);
});
afterEach(async () => {
  connection.close();
  await harness.scheduler.close();
});

describe('the SDK’s client', () => {
  test('creates, gets and deletes a schedule', async () => {
    const { client } = connection;
    const created = await client.send(new CreateScheduleCommand(oneShot('d-1', later)));
    const got = await client.send(new GetScheduleCommand({ Name: 'd-1', GroupName: 'deactivations' }));
    await client.send(new DeleteScheduleCommand({ Name: 'd-1', GroupName: 'deactivations' }));

    expect(created.ScheduleArn).toBe(arn('d-1'));
    expect(got).toMatchObject({
      ...oneShot('d-1', later),
      Arn: arn('d-1'),
      State: 'ENABLED',
      ScheduleExpressionTimezone: 'UTC',
      CreationDate: new Date('2026-01-01T00:00:00.500Z'),
    });
    const gone = client.send(new GetScheduleCommand({ Name: 'd-1', GroupName: 'deactivations' }));
    await expect(gone).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Schedule d-1 does not exist.',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('a second schedule of the same name conflicts, and the same request repeated does not', async () => {
    const { client } = connection;
    await client.send(new CreateScheduleCommand(oneShot('d-1', later, { ClientToken: 'one' })));
    const repeated = await client.send(new CreateScheduleCommand(oneShot('d-1', later, { ClientToken: 'one' })));

    expect(repeated.ScheduleArn).toBe(arn('d-1'));
    await expect(client.send(new CreateScheduleCommand(oneShot('d-1', later)))).rejects.toMatchObject({
      name: 'ConflictException',
      message: 'Schedule d-1 already exists.',
      $metadata: { httpStatusCode: 409 },
    });
  });

  test('an update replaces the whole definition', async () => {
    const { client } = connection;
    await client.send(new CreateScheduleCommand(oneShot('d-1', later, { Description: 'first' })));
    await client.send(new UpdateScheduleCommand(oneShot('d-1', later, { State: 'DISABLED' })));

    const got = await client.send(new GetScheduleCommand({ Name: 'd-1', GroupName: 'deactivations' }));

    expect([got.State, got.Description]).toEqual(['DISABLED', undefined]);
  });

  test('lists in pages, by prefix, group and state, without expressions', async () => {
    const { client } = connection;
    for (const name of ['d-1', 'd-2', 'e-1']) await client.send(new CreateScheduleCommand(oneShot(name, later)));
    await client.send(new CreateScheduleCommand(oneShot('d-3', later, { State: 'DISABLED', GroupName: 'default' })));
    const names = async (input: object) => {
      const { Schedules = [], NextToken } = await client.send(new ListSchedulesCommand(input));
      return [Schedules.map(({ Name }) => Name), NextToken] as const;
    };

    const [first, NextToken] = await names({ GroupName: 'deactivations', MaxResults: 2 });

    expect(first).toEqual(['d-1', 'd-2']);
    expect(await names({ GroupName: 'deactivations', NextToken })).toEqual([['e-1'], undefined]);
    expect(await names({ NamePrefix: 'd-' })).toEqual([['d-1', 'd-2', 'd-3'], undefined]);
    expect(await names({ State: 'DISABLED' })).toEqual([['d-3'], undefined]);
    const { Schedules } = await client.send(new ListSchedulesCommand({ NamePrefix: 'e' }));
    expect(Schedules?.[0]).toMatchObject({ Arn: arn('e-1'), State: 'ENABLED', Target: { Arn: expect.any(String) } });
    expect(Schedules?.[0]).not.toHaveProperty('ScheduleExpression');
  });

  test('a group that does not exist is not found', async () => {
    const create = new CreateScheduleCommand(oneShot('d-1', later, { GroupName: 'other' }));

    await expect(connection.client.send(create)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Schedule group other does not exist.',
    });
  });
});

describe('requests that break a constraint', () => {
  const target = oneShot('x', later).Target;
  const broken: [string, object, string][] = [
    [
      'an expression that is none',
      { ScheduleExpression: 'at(2026-13-01T00:00:00)' },
      'Invalid Schedule Expression at(2026-13-01T00:00:00).',
    ],
    [
      'a day that the month does not have',
      { ScheduleExpression: 'at(2026-02-30T00:00:00)' },
      'Invalid Schedule Expression',
    ],
    ['an instant with a zone', { ScheduleExpression: 'at(2026-01-01T00:00:00Z)' }, 'Invalid Schedule Expression'],
    ['a rate of zero', { ScheduleExpression: 'rate(0 minutes)' }, 'Invalid Schedule Expression'],
    ['a cron expression', { ScheduleExpression: 'cron(0 0 1 * ? *)' }, 'does not know cron'],
    ['another time zone', { ScheduleExpressionTimezone: 'Europe/Berlin' }, 'time zone UTC only'],
    [
      'no target',
      { Target: undefined },
      "Value null at 'target' failed to satisfy constraint: Member must not be null",
    ],
    ['no flexible time window', { FlexibleTimeWindow: undefined }, "Value null at 'flexibleTimeWindow'"],
    ['an unknown mode', { FlexibleTimeWindow: { Mode: 'ON' } }, 'Member must satisfy enum value set: [OFF, FLEXIBLE]'],
    [
      'a flexible window without a length',
      { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } },
      'A maximum window is required',
    ],
    [
      'too many retries',
      { Target: { ...target, RetryPolicy: { MaximumRetryAttempts: 186 } } },
      "Value '186' at 'target.retryPolicy.maximumRetryAttempts'",
    ],
    [
      'too young an age',
      { Target: { ...target, RetryPolicy: { MaximumEventAgeInSeconds: 59 } } },
      'greater than or equal to 60',
    ],
    [
      'a FIFO queue for dead letters',
      { Target: { ...target, DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-central-1:111122223333:q.fifo' } } },
      'target.deadLetterConfig.arn',
    ],
    ['a role that is none', { Target: { ...target, RoleArn: 'role' } }, "Value 'role' at 'target.roleArn'"],
    ['an input that is no JSON', { Target: { ...target, Input: '{' } }, 'must be valid JSON'],
    [
      'a start date',
      { StartDate: 1_800_000_000 },
      "'startDate' failed to satisfy constraint: Member is not supported by the local scheduler",
    ],
    ['a client token with a space', { ClientToken: 'a b' }, "'clientToken'"],
  ];
  test.each(broken)('%s is a ValidationException', (_, changes, message) => {
    const { Name, ...members } = { ...oneShot('d-1', later), ...changes };

    const response = harness.scheduler.handle({
      method: 'POST',
      url: `/schedules/${Name}`,
      body: JSON.stringify(members),
    });

    expect(response).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'ValidationException' } });
    expect(JSON.parse(response.body).Message).toContain(message);
  });

  test.each([['a%20b'], ['a'.repeat(65)], ['%E0%A4%A'], ['%2F']])('the name %s is refused', (name) => {
    for (const method of ['POST', 'PUT', 'GET', 'DELETE']) {
      const { Name: _, ...members } = oneShot('d-1', later);
      const response = harness.scheduler.handle({ method, url: `/schedules/${name}`, body: JSON.stringify(members) });
      expect(response).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'ValidationException' } });
    }
  });

  test.each([['{'], ['[]'], ['null'], [''], ['{"ScheduleExpression":1}']])(
    'the body %s is a SerializationException',
    (body) => {
      const response = harness.scheduler.handle({ method: 'POST', url: '/schedules/d-1', body });

      expect(response).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'SerializationException' } });
    },
  );

  test.each([
    ['/schedules?MaxResults=0'],
    ['/schedules?NamePrefix=1'],
    ['/schedules?NextToken=x'],
    ['/schedules?State=ON'],
  ])('GET %s is a ValidationException', (url) => {
    expect(harness.scheduler.handle({ method: 'GET', url, body: '' })).toMatchObject({ status: 400 });
  });

  test.each([
    ['PATCH', '/schedules/d-1'],
    ['POST', '/schedules'],
    ['GET', '/schedule-groups'],
    ['GET', '/schedules/a/b'],
  ])('%s %s is no operation', (method, url) => {
    const response = harness.scheduler.handle({ method, url, body: '{}' });

    expect(response).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'UnknownOperationException' } });
    expect(harness.scheduler.operationOf({ method, url, body: '{}' })).toBeUndefined();
  });
});

test('any request is answered', () => {
  const piece = fc.constantFrom(
    '/',
    'schedules',
    'd-1',
    '%',
    '%41',
    '%ff',
    '?',
    '&',
    'groupName=',
    'MaxResults=1',
    'NextToken=',
    '..',
    '#',
  );
  const member = fc.constantFrom(...Object.keys(oneShot('x', later)), 'ClientToken', '__proto__');
  const value = fc.oneof(
    fc.json(),
    fc.constantFrom(...Object.values(oneShot('x', later)).map((item) => JSON.stringify(item))),
  );
  const body = fc
    .array(fc.tuple(member, value))
    .map((members) => `{${members.map(([name, text]) => `"${name}":${text}`)}}`);
  const requests = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'constructor'),
    url: fc.oneof(
      fc.constant('/schedules/d-1'),
      fc.array(fc.oneof(piece, fc.string({ maxLength: 5 }))).map((pieces) => `/${pieces.join('')}`),
    ),
    body: fc.oneof(body, fc.string()),
  });

  fc.assert(
    fc.property(requests, (request) => {
      expect([200, 400, 404, 409]).toContain(harness.scheduler.handle(request).status);
    }),
    { numRuns: 1000 },
  );
});

describe('permissions', () => {
  test('creating asks for the schedule and for passing the role to the scheduler', () => {
    const { Name: _, ...members } = oneShot('d-1', later);
    const request = { method: 'POST', url: '/schedules/d-1', body: JSON.stringify(members) };

    expect(harness.scheduler.operationOf(request)).toBe('CreateSchedule');
    expect(harness.scheduler.requiredPermissions(request)).toEqual([
      { action: 'scheduler:CreateSchedule', resource: arn('d-1'), conditionKeys: {} },
      {
        action: 'iam:PassRole',
        resource: 'arn:aws:iam::111122223333:role/schedules',
        conditionKeys: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
      },
    ]);
  });

  test('getting and deleting ask for the schedule, listing for everything', () => {
    const permissions = (method: string, url: string) =>
      harness.scheduler.requiredPermissions({ method, url, body: '' });

    expect(permissions('DELETE', '/schedules/d-1?groupName=deactivations&clientToken=x')).toEqual([
      { action: 'scheduler:DeleteSchedule', resource: arn('d-1'), conditionKeys: {} },
    ]);
    expect(permissions('GET', '/schedules/d-1')).toMatchObject([
      { resource: 'arn:aws:scheduler:eu-central-1:111122223333:schedule/default/d-1' },
    ]);
    expect(permissions('GET', '/schedules')).toMatchObject([{ action: 'scheduler:ListSchedules', resource: '*' }]);
  });
});
