/** The whole local stack: what a start promises, and what survives a stop. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readEndpointFile } from '#infra/local/endpoint-file.ts';
import { type LocalStack, startLocalStack } from '#infra/local/local-stack.ts';
import { synthesize } from '#infra/local/synthesize.ts';
import { usersMessage } from '#shared/http/admin/messages/user.ts';

let directory: string;
let running: LocalStack | undefined;
let assemblyDirectory: string;
beforeAll(async () => {
  assemblyDirectory = await synthesize('.local/cdk.out', () => undefined);
});
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reprieve-'));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  rmSync(directory, { recursive: true, force: true });
});

async function start(options: { deactivationDelaySeconds?: number; reset?: boolean } = {}): Promise<LocalStack> {
  running = await startLocalStack({ directory, assemblyDirectory, log: () => undefined, ...options });
  return running;
}

async function stop(): Promise<void> {
  await running?.stop();
  running = undefined;
}

const basic = ({ endpoint }: LocalStack): string =>
  `Basic ${Buffer.from(`${endpoint.basic.username}:${endpoint.basic.password}`).toString('base64')}`;

async function scim(stack: LocalStack, authorization: string, method: string, path: string, body?: object) {
  const response = await fetch(`${stack.endpoint.baseUrl}${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/scim+json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: z.looseObject({}).parse(await response.json()) };
}

const setActive = (value: boolean) => ({ Operations: [{ op: 'replace', path: 'active', value }] });

async function lifeOf(stack: LocalStack, userName: string): Promise<string | undefined> {
  const { users } = await stack.admin.send({ method: 'GET', path: ['users'], query: { userName } }, usersMessage);
  return users[0]?.life.state;
}

describe('a new folder', () => {
  test('begins with two providers, whose credentials only the owner of the folder can read', async () => {
    const stack = await start({ deactivationDelaySeconds: 20 });

    const withBasic = await scim(stack, basic(stack), 'GET', '/Users');
    const withBearer = await scim(stack, `Bearer ${stack.endpoint.bearer.token}`, 'GET', '/Users');
    const withNothing = await scim(stack, 'Basic bm9ib2R5Om5vdGhpbmc=', 'GET', '/Users');

    expect([withBasic.status, withBearer.status, withNothing.status]).toEqual([200, 200, 401]);
    expect(stack.providers.areNew).toBe(true);
    expect(readEndpointFile(directory)).toEqual(stack.endpoint);
    expect(statSync(join(directory, 'endpoint.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'data', 'credentials.json')).mode & 0o777).toBe(0o600);
  });

  test('is left without an endpoint file when the stack stops', async () => {
    await start();

    await stop();

    expect(readEndpointFile(directory)).toBeUndefined();
  });
});

describe('a folder that was used before', () => {
  test('has its users and its credentials', async () => {
    const first = await start();
    const created = await scim(first, basic(first), 'POST', '/Users', { userName: 'ann@example.com' });
    await stop();

    const second = await start();
    const found = await scim(second, basic(first), 'GET', `/Users/${created.body.id}`);

    expect(found).toMatchObject({ status: 200, body: { userName: 'ann@example.com' } });
    expect(second.providers.areNew).toBe(false);
    expect(second.endpoint.basic).toEqual(first.endpoint.basic);
  });

  test('carries out what became due while nothing ran', async () => {
    const first = await start({ deactivationDelaySeconds: 1 });
    const created = await scim(first, basic(first), 'POST', '/Users', { userName: 'ann@example.com' });
    await scim(first, basic(first), 'PATCH', `/Users/${created.body.id}`, setActive(false));
    await stop();

    const second = await start();

    await expect.poll(() => lifeOf(second, 'ann@example.com'), { timeout: 15_000 }).toBe('deactivated');
  });

  test('gets new credentials for a provider whose own were lost before they were kept', async () => {
    const first = await start();
    await stop();
    rmSync(join(directory, 'data', 'credentials.json'));

    const second = await start();

    expect(second.endpoint.bearer).not.toEqual(first.endpoint.bearer);
    expect((await scim(second, basic(second), 'GET', '/Users')).status).toBe(200);
    expect((await scim(second, basic(first), 'GET', '/Users')).status).toBe(401);
  });

  test('takes another deactivation delay', async () => {
    await start({ deactivationDelaySeconds: 900 });
    await stop();

    const second = await start({ deactivationDelaySeconds: 1 });
    const created = await scim(second, basic(second), 'POST', '/Users', { userName: 'ann@example.com' });
    await scim(second, basic(second), 'PATCH', `/Users/${created.body.id}`, setActive(false));

    await expect.poll(() => lifeOf(second, 'ann@example.com'), { timeout: 15_000 }).toBe('deactivated');
  });

  test('is empty after a reset', async () => {
    const first = await start();
    await scim(first, basic(first), 'POST', '/Users', { userName: 'ann@example.com' });
    await stop();

    const second = await start({ reset: true });

    expect(await lifeOf(second, 'ann@example.com')).toBeUndefined();
    expect(second.providers.areNew).toBe(true);
  });
});

describe('a function that dies', () => {
  const write = { service: 'dynamodb', operation: 'TransactWriteItems' };
  const invocation = { service: 'lambda', operation: 'ScimFunction' };

  test.each([
    ['before its write is committed', { ...write, effect: 'crash-before' }, 0],
    ['after its write is committed', { ...write, effect: 'crash-after' }, 1],
    ['before it has begun', { ...invocation, effect: 'crash-before' }, 0],
    ['before its answer is sent', { ...invocation, effect: 'crash-after' }, 1],
  ] as const)('%s leaves its client without an answer, and the next one starts afresh', async (_, fault, users) => {
    const stack = await start();
    const lookup = `/Users?filter=${encodeURIComponent('userName eq "ann@example.com"')}`;

    stack.faults.plant({ ...fault, call: 1 });
    const lost = await scim(stack, basic(stack), 'POST', '/Users', { userName: 'ann@example.com' });
    const found = await scim(stack, basic(stack), 'GET', lookup);

    expect(lost.status).toBeGreaterThanOrEqual(500);
    expect(found.body.totalResults).toBe(users);
  });
});

test('a function that lacks a permission is refused by name, and its client gets a 503', async () => {
  const stack = await start();
  const statement = stack.iam.statements.find(
    ({ id, actions }) => id.startsWith('ScimFunctionRole') && actions.includes('dynamodb:Query'),
  );

  const putBack = stack.iam.drop(statement?.id ?? '');
  const refused = await scim(stack, basic(stack), 'POST', '/Users', { userName: 'ann@example.com' });
  putBack();
  const created = await scim(stack, basic(stack), 'POST', '/Users', { userName: 'ann@example.com' });

  expect(refused.status).toBeGreaterThanOrEqual(500);
  expect(stack.iam.denials[0]).toMatchObject({ action: expect.stringMatching(/^dynamodb:/) });
  expect(created.status).toBe(201);
});
