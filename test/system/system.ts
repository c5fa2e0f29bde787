/** The whole system on the local stack, and its clients, for the tests of this folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import type { AdminClient } from '#cli/admin-client.ts';
import { type LocalStack, type LocalStackOptions, startLocalStack } from '#infra/local/local-stack.ts';
import { logMessage } from '#shared/http/admin/messages/log.ts';
import { connectionMessage } from '#shared/http/admin/messages/provider.ts';
import { userMessage } from '#shared/http/admin/messages/user.ts';

export type System = Awaited<ReturnType<typeof startSystem>>;
export type Client = Awaited<ReturnType<System['addClient']>>;

/** Starts a stack on data of its own, for one test file. @param options as of the local stack */
export async function startSystem(options: Partial<LocalStackOptions> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'reprieve-'));
  const log: string[] = [];
  const stack = await startLocalStack({ directory, log: (line) => log.push(line), ...options });
  const { admin } = stack;
  return {
    stack,
    admin,
    directory,
    /** What the terminal would show beside requests. */
    log,
    addClient: (settings: object = {}) => addClient(stack, admin, settings),
    userOf: (userId: string) => admin.send({ method: 'GET', path: ['users', userId] }, userMessage),
    historyOf: async (userId: string) =>
      (await admin.send({ method: 'GET', path: ['users', userId, 'history'] }, logMessage)).entries,
    /** Runs the sweep now, as its schedule does every minute. */
    sweep: () => stack.lambda.invoke(functionName(stack, 'SweepFunction'), '{}'),
    kill: (name: 'ScimFunction' | 'DeactivateUserFunction') => stack.lambda.kill(functionName(stack, name)),
    stop: async () => {
      await stack.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function functionName(stack: LocalStack, logicalId: string): string {
  const found = stack.functions.find(({ lambdaFunction: { name } }) => name.includes(logicalId));
  if (found === undefined) throw new Error(`The stack has no function ${logicalId}.`);
  return found.lambdaFunction.name;
}

const scimJson = z.looseObject({ id: z.string().optional(), active: z.boolean().optional() });

/** Adds a provider with a bearer token, and speaks for its client. */
async function addClient(stack: LocalStack, admin: AdminClient, settings: object) {
  const body = { displayName: 'Client', credentialType: 'oauth-token', deactivationDelaySeconds: 1, ...settings };
  const connection = await admin.send({ method: 'POST', path: ['providers'], body }, connectionMessage);
  const authorization = `Bearer ${connection.bearer?.token}`;
  const send = async (method: string, path: string, content?: object) => {
    const response = await fetch(`${stack.scimBaseUrl}${path}`, {
      method,
      headers: { authorization, ...(content && { 'content-type': 'application/scim+json' }) },
      ...(content && { body: JSON.stringify(content) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: scimJson.parse(JSON.parse(text || '{}')) };
  };
  const patch = (id: string, ...Operations: object[]) => send('PATCH', `/Users/${id}`, { Operations });
  return {
    authorization,
    provider: connection.provider,
    send,
    patch,
    create: async (attributes: { userName: string; [attribute: string]: unknown }) => {
      const { status, body } = await send('POST', '/Users', attributes);
      if (status !== 201 || body.id === undefined)
        throw new Error(`The create was answered ${status}: ${JSON.stringify(body)}`);
      return body.id;
    },
    setActive: (id: string, active: boolean) => patch(id, { op: 'replace', path: 'active', value: active }),
  };
}

/** Asks until the answer is as wanted, for 30 s at most; the assertion is the caller's. */
export async function eventually<Value>(
  ask: () => Promise<Value>,
  isWanted: (value: Value) => boolean,
): Promise<Value> {
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
  });
  const deadline = Date.now() + 30_000;
  for (;;) {
    const value = await ask();
    if (isWanted(value) || isOver || Date.now() > deadline) return value;
    await sleep(50);
  }
}
