import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Lambda, LambdaFunction, LambdaOptions, LogLine } from '#infra/local/lambda/function.ts';
import { startLambda } from '#infra/local/lambda/lambda.ts';
import { functionOf } from './bundle.ts';

type Message = { queueArn: string; functionName: string; body: string };

const started: Lambda[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((lambda) => lambda.close()));
});

function start(functions: readonly LambdaFunction[], changes: Partial<LambdaOptions> = {}) {
  const lines: LogLine[] = [];
  const messages: Message[] = [];
  const lambda = startLambda({
    functions,
    file: ':memory:',
    now: Date.now,
    log: (line) => lines.push(line),
    sendMessage: (message) => messages.push(message),
    timeScale: 0.001,
    ...changes,
  });
  started.push(lambda);
  return { lambda, lines, messages };
}

const countingSource = 'let count = 0; export const handler = async (event) => ({ count: (count += 1), event });';

describe('synchronous invocation', () => {
  test('events and results cross as JSON text and the handler is given the context of Lambda', async () => {
    const source = `export const handler = async (event, context) => ({
      event, absent: undefined, id: context.awsRequestId, name: context.functionName, version: context.functionVersion,
      arn: context.invokedFunctionArn, memory: context.memoryLimitInMB, left: context.getRemainingTimeInMillis() })`;
    const echo = functionOf('echo', source, { timeoutSeconds: 3 });
    const { lambda } = start([echo]);

    const result = await lambda.invoke('echo', '{"name":"Ä","n":1.50}');

    const { left, ...payload } = JSON.parse(result.payload);
    expect(payload).toEqual({
      event: { name: 'Ä', n: 1.5 },
      id: result.requestId,
      name: 'echo',
      version: '$LATEST',
      arn: echo.arn,
      memory: '256',
    });
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(3000);
  });

  test('the environment is the function’s own and what Lambda sets, nothing of the process', async () => {
    const source = 'export const handler = async () => process.env';
    const environment = { TABLE_NAME: 'directory', AWS_ACCESS_KEY_ID: 'AKIASCIM' };
    const { lambda } = start([functionOf('env', source, { environment })]);

    const { payload } = await lambda.invoke('env', '{}');

    expect(JSON.parse(payload)).toMatchObject({
      ...environment,
      AWS_REGION: 'eu-central-1',
      _HANDLER: 'index.handler',
    });
    expect(JSON.parse(payload)).not.toHaveProperty('PATH');
    expect(JSON.parse(payload)).not.toHaveProperty('_X_AMZN_TRACE_ID');
  });

  test('an idle instance is used again and keeps its state', async () => {
    const { lambda } = start([functionOf('counter', countingSource)]);

    const payloads = [await lambda.invoke('counter', '1'), await lambda.invoke('counter', '2')];

    expect(payloads.map(({ payload }) => JSON.parse(payload))).toEqual([
      { count: 1, event: 1 },
      { count: 2, event: 2 },
    ]);
  });

  test('concurrent invocations run in instances of their own, up to the maximum', async () => {
    const source = `import { existsSync } from 'node:fs'; import { setTimeout } from 'node:timers/promises';
      export const handler = async ({ gate }) => {
        console.log('began'); while (!existsSync(gate)) await setTimeout(5); return process.env.AWS_SESSION_TOKEN }`;
    const gate = join(mkdtempSync(join(tmpdir(), 'lambda-')), 'open');
    const twoBegan = Promise.withResolvers<void>();
    let began = 0;
    const log = () => {
      began += 1;
      if (began === 2) twoBegan.resolve();
    };
    const { lambda } = start([functionOf('gated', source)], { maximumInstances: 2, log });

    const invocations = [1, 2, 3, 4].map(() => lambda.invoke('gated', JSON.stringify({ gate })));
    await twoBegan.promise;
    const beganAtOnce = began;
    writeFileSync(gate, '');
    const tokens = (await Promise.all(invocations)).map(({ payload }) => payload);

    expect([beganAtOnce, began, new Set(tokens).size]).toEqual([2, 4, 2]);
  });

  test('beyond the reserved concurrency invocations are throttled', async () => {
    const { lambda } = start([functionOf('counter', countingSource, { reservedConcurrency: 1 })]);

    const results = await Promise.allSettled([lambda.invoke('counter', '1'), lambda.invoke('counter', '2')]);

    expect(results[0]).toMatchObject({ status: 'fulfilled' });
    expect(results[1]).toMatchObject({ reason: { code: 'TooManyRequestsException', status: 429 } });
  });

  test('no result is the JSON null', async () => {
    const { lambda } = start([functionOf('nothing', 'export const handler = async () => {}')]);

    expect(await lambda.invoke('nothing', '{}')).toMatchObject({ payload: 'null' });
  });

  test('unknown functions, broken JSON and oversized payloads are refused by name', async () => {
    const { lambda } = start([functionOf('counter', countingSource)]);

    await expect(lambda.invoke('none', '{}')).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    await expect(lambda.invoke('counter', '{')).rejects.toMatchObject({ code: 'InvalidRequestContentException' });
    await expect(lambda.invoke('counter', JSON.stringify('x'.repeat(2 ** 23)))).rejects.toMatchObject({
      code: 'RequestTooLargeException',
    });
  });
});

describe('failures', () => {
  const failures: [string, string, object][] = [
    [
      'a handler that throws',
      'export const handler = async () => { throw new TypeError("boom") }',
      { errorType: 'TypeError', errorMessage: 'boom' },
    ],
    [
      'a handler that ends the process',
      'export const handler = async () => process.exit(3)',
      { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/exit status 3$/) },
    ],
    [
      'a floating rejection',
      'export const handler = () => { Promise.reject(new Error("lost")); return new Promise(() => {}) }',
      { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'lost' },
    ],
    [
      'a timer that throws',
      'export const handler = () => { setTimeout(() => { throw new Error("late") }); return new Promise(() => {}) }',
      { errorType: 'Error', errorMessage: 'late' },
    ],
    [
      'a bundle that throws while loading',
      'throw new Error("no configuration")',
      { errorType: 'Error', errorMessage: 'no configuration' },
    ],
    [
      'a bundle without the handler',
      'export const other = 1',
      { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is undefined or not exported' },
    ],
    [
      'a callback handler',
      'export const handler = (event, context, callback) => callback(null, 1)',
      { errorType: 'Runtime.CallbackHandlerDeprecated' },
    ],
    ['a result that is no JSON', 'export const handler = async () => 1n', { errorType: 'TypeError' }],
    [
      'a result over 6 MB',
      'export const handler = async () => "x".repeat(2 ** 23)',
      { errorType: 'Function.ResponseSizeTooLarge' },
    ],
  ];
  test.each(failures)('%s yields the error shape of Lambda', async (_, source, error) => {
    const { lambda } = start([functionOf('failing', source)]);

    const result = await lambda.invoke('failing', '{}');

    expect(result.functionError).toBe('Unhandled');
    expect(JSON.parse(result.payload)).toMatchObject(error);
  });

  test('a missing bundle is an import error', async () => {
    const { lambda } = start([functionOf('missing', '', { codeDirectory: '/nowhere' })]);

    const { payload } = await lambda.invoke('missing', '{}');

    expect(JSON.parse(payload)).toMatchObject({ errorType: 'Runtime.ImportModuleError' });
  });

  test('a handler that runs out of time is ended, and the next invocation starts anew', async () => {
    const source = `let count = 0; export const handler = async (event) => {
      count += 1; if (event.hang) for (;;); return count }`;
    const { lambda } = start([functionOf('hanging', source, { timeoutSeconds: 1 })]);
    await lambda.invoke('hanging', '{}');

    const result = await lambda.invoke('hanging', '{"hang":true}');
    const next = await lambda.invoke('hanging', '{}');

    expect(result.functionError).toBe('Unhandled');
    expect(JSON.parse(result.payload)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${result.requestId} Error: Task timed out after 1.00 seconds`,
    });
    expect(next.payload).toBe('1');
  });

  test('a killed instance fails its invocation only; others of the function go on', async () => {
    const source = `export const handler = async ({ wait }) => {
      if (wait) { console.log('waiting'); await new Promise(() => {}) }
      return process.env.AWS_SESSION_TOKEN }`;
    const began = Promise.withResolvers<unknown>();
    const { lambda } = start([functionOf('waiting', source)], { log: began.resolve });
    const { payload: token } = await lambda.invoke('waiting', '{}');
    const waiting = lambda.invoke('waiting', '{"wait":true}');
    await began.promise;
    const other = lambda.invoke('waiting', '{}');

    lambda.kill('waiting', JSON.parse(token));

    expect(JSON.parse((await waiting).payload)).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect((await other).functionError).toBeUndefined();
  });
});

test('what an instance prints is handed over line by line with its request', async () => {
  const source = `console.log('loading'); export const handler = async () => {
    console.log('one\\ntwo'); console.error('three'); process.stdout.write('four'); }`;
  const { lambda, lines } = start([functionOf('printing', source)]);

  const { requestId } = await lambda.invoke('printing', '{}');

  expect(lines).toEqual([
    { functionName: 'printing', line: 'loading' },
    ...['one', 'two', 'three', 'four'].map((line) => ({ functionName: 'printing', requestId, line })),
  ]);
});

describe('asynchronous invocation', () => {
  const failing = 'export const handler = async (event) => { console.log("attempt"); throw new Error("no") }';

  test('an accepted event runs once when it succeeds', async () => {
    const { lambda, lines, messages } = start([
      functionOf('ok', 'export const handler = async (e) => console.log(e.a)'),
    ]);

    lambda.invokeAsync('ok', '{"a":1}');
    await lambda.idle();

    expect(lines.map(({ line }) => line)).toEqual(['1']);
    expect(messages).toEqual([]);
  });

  test('a failing event is tried three times and then recorded at its destination', async () => {
    const onFailureArn = 'arn:aws:sqs:eu-central-1:111122223333:failures';
    const target = functionOf('failing', failing, { onFailureArn });
    const { lambda, lines, messages } = start([target]);

    const requestId = lambda.invokeAsync(target.arn, '{"a":1}');
    await lambda.idle();

    expect(lines.filter(({ line }) => line === 'attempt').map((line) => line.requestId)).toEqual([
      requestId,
      requestId,
      requestId,
    ]);
    expect(messages.map(({ queueArn, functionName }) => ({ queueArn, functionName }))).toEqual([
      { queueArn: onFailureArn, functionName: 'failing' },
    ]);
    expect(JSON.parse(messages[0]?.body ?? '')).toMatchObject({
      version: '1.0',
      requestContext: {
        requestId,
        functionArn: `${target.arn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: { a: 1 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'Error', errorMessage: 'no' },
    });
  });

  test('the number of retries and the age of an event are the function’s settings', async () => {
    const never = functionOf('never', failing, { maximumRetryAttempts: 0 });
    const young = functionOf('young', failing, { maximumEventAgeSeconds: 60, onFailureArn: 'arn:queue' });
    const { lambda, lines, messages } = start([never, young]);

    lambda.invokeAsync('never', '{}');
    lambda.invokeAsync('young', '{}');
    await lambda.idle();

    const attempts = (name: string) =>
      lines.filter((line) => line.functionName === name && line.line === 'attempt').length;
    expect({ never: attempts('never'), young: attempts('young') }).toEqual({ never: 1, young: 1 });
    expect(JSON.parse(messages[0]?.body ?? '')).toMatchObject({ requestContext: { condition: 'EventAgeExceeded' } });
  });

  test('a throttled event waits for its turn without using up its retries', async () => {
    const source =
      'export const handler = async () => { await new Promise((r) => setTimeout(r, 20)); console.log("ran") }';
    const { lambda, lines } = start([functionOf('one', source, { reservedConcurrency: 1 })], { timeScale: 0.005 });

    for (let event = 0; event < 5; event += 1) lambda.invokeAsync('one', '{}');
    await lambda.idle();

    expect(lines).toHaveLength(5);
  });

  test('a copy on demand is the same event again', async () => {
    const { lambda, lines } = start([functionOf('twice', 'export const handler = async () => console.log("ran")')], {
      copiesOf: () => 2,
    });

    const requestId = lambda.invokeAsync('twice', '{}');
    await lambda.idle();

    expect(lines.map((line) => line.requestId)).toEqual([requestId, requestId]);
  });

  test('an event accepted or under way when Lambda stops runs after the next start', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'lambda-')), 'events.sqlite');
    const hanging = functionOf(
      'event',
      'export const handler = () => { console.log("began"); return new Promise(() => {}) }',
    );
    const began = Promise.withResolvers<unknown>();
    const first = start([hanging], { file, log: began.resolve });
    first.lambda.invokeAsync('event', '{"a":1}');
    await began.promise;
    first.lambda.invokeAsync('event', '{"a":2}');
    await first.lambda.close();

    const second = start([functionOf('event', 'export const handler = async (e) => console.log(e.a)')], { file });
    await second.lambda.idle();

    expect(second.lines.map(({ line }) => line).sort()).toEqual(['1', '2']);
  });

  test('closing waits for what runs, as long as the grace allows', async () => {
    const source = 'export const handler = async () => { await new Promise((r) => setTimeout(r, 100)); return "done" }';
    const { lambda } = start([functionOf('slow', source)]);
    const invocation = lambda.invoke('slow', '{}');

    await lambda.close(10_000);

    expect((await invocation).payload).toBe('"done"');
  });

  test('a record that its destination refuses is logged and lost', async () => {
    const { lambda, lines } = start(
      [functionOf('failing', failing, { onFailureArn: 'arn:queue', maximumRetryAttempts: 0 })],
      {
        sendMessage: () => {
          throw new Error('not authorized');
        },
      },
    );

    lambda.invokeAsync('failing', '{}');
    await lambda.idle();

    expect(lines.at(-1)?.line).toBe('Event lost: its record did not reach arn:queue: not authorized');
  });
});
