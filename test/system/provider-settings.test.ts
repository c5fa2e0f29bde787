/** What a provider is set to beyond what the guide names, by the command line and through the API: what its client sees of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionMessage } from '#shared/http/admin/messages/provider.ts';
import { userMessage } from '#shared/http/admin/messages/user.ts';
import { run } from '#test/cli/command-line.ts';
import { connected, mapped, type pingOne } from './ping-one.ts';
import { signedClient } from './signed-client.ts';
import { eventually, type System, startSystem } from './system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem({ timings: { lambdaTimeScale: 0.01 } });
});
afterAll(() => system.stop());

type Client = ReturnType<typeof pingOne>;
type Setting = 'merge' | 'replace' | 'strict' | 'lenient';

/** How an administrator asks for it. Providers go by their names. */
type Administration = {
  readonly add: (name: string, setting?: Setting) => Promise<Client>;
  readonly set: (name: string, setting: Setting) => Promise<unknown>;
  readonly rotate: (name: string, overlapSeconds: number) => Promise<Client>;
  readonly disable: (name: string, pending: 'run' | 'cancel') => Promise<unknown>;
  readonly enable: (name: string) => Promise<unknown>;
};

/** @throws when it fails, with what it says */
async function command(...args: readonly string[]): Promise<string> {
  const { code, out, error } = await run(['--directory', system.directory, ...args]);
  if (code !== 0) throw new Error(error);
  return out;
}

function byCommandLine(): Administration {
  const option = (setting?: Setting) => {
    if (setting === undefined) return [];
    return [setting === 'merge' || setting === 'replace' ? '--put' : '--strictness', setting];
  };
  const connection = async (...args: readonly string[]) =>
    connected(connectionMessage.parse(JSON.parse(await command(...args, '--json'))));
  return {
    add: (name, setting) => connection('providers', 'add', '--name', name, ...option(setting)),
    set: (name, setting) => command('providers', 'edit', name, ...option(setting)),
    rotate: (name, overlap) => connection('providers', 'rotate-credential', name, '--overlap', `${overlap}s`),
    disable: (name, pending) => command('providers', 'disable', name, '--pending', pending, '--yes'),
    enable: (name) => command('providers', 'enable', name),
  };
}

function throughTheApi(): Administration {
  const { send } = signedClient(system);
  const ids = new Map<string, string>();
  const pathOf = (name: string) => `/providers/${ids.get(name)}`;
  const done = async (method: string, path: string, content: object) => {
    const { status, body } = await send(method, path, content);
    if (status >= 300) throw new Error(`${body.detail} (${body.code})`);
    return body;
  };
  const member = (setting: Setting) =>
    setting === 'merge' || setting === 'replace' ? { putSemantics: setting } : { strictness: setting };
  return {
    add: async (displayName, setting) => {
      const settings = { displayName, credentialType: 'api-credentials', ...(setting && member(setting)) };
      const connection = connectionMessage.parse(await done('POST', '/providers', settings));
      ids.set(displayName, connection.provider.id);
      return connected(connection);
    },
    set: (name, setting) => done('PATCH', pathOf(name), member(setting)),
    rotate: async (name, overlapSeconds) =>
      connected(connectionMessage.parse(await done('POST', `${pathOf(name)}/credentials`, { overlapSeconds }))),
    disable: (name, pendingDeactivations) => done('POST', `${pathOf(name)}/disable`, { pendingDeactivations }),
    enable: (name) => done('PATCH', pathOf(name), { enabled: true }),
  };
}

const statusOf = async ({ send }: Client) => (await send('GET', '/Users')).status;

describe.each([
  ['the command line', byCommandLine],
  ['the API', throughTheApi],
])('a provider is set by %s', (how, administrationOf) => {
  let admin: Administration;
  beforeAll(() => {
    admin = administrationOf();
  });
  const userNamed = (name: string) => ({ ...mapped, userName: `${name} of ${how}`, externalId: name });

  test('to merge: what PUT leaves out stays', async () => {
    const name = `merging by ${how}`;
    const client = await admin.add(name, 'merge');
    const { title, ...user } = { title: 'Engineer', ...userNamed('merged') };
    const id = await client.create({ ...user, title });

    const merged = await client.send('PUT', `/Users/${id}`, user);
    await admin.set(name, 'replace');
    const replaced = await client.send('PUT', `/Users/${id}`, user);

    expect([merged.body.title, replaced.body.title]).toEqual([title, undefined]);
  });

  test('to be strict: only what RFC 7644 allows is taken', async () => {
    const name = `strict by ${how}`;
    const client = await admin.add(name, 'strict');
    const user = { ...userNamed('strict'), active: 'True' };

    const strict = await client.send('POST', '/Users', user);
    await admin.set(name, 'lenient');
    const lenient = await client.send('POST', '/Users', user);

    expect(strict).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    expect(lenient).toMatchObject({ status: 201, body: { active: true } });
  });

  test('to a new credential: the one so far is accepted for a while, or ends at once', async () => {
    const name = `rotated by ${how}`;
    const first = await admin.add(name);

    const second = await admin.rotate(name, 3600);
    expect(await Promise.all([first, second].map(statusOf))).toEqual([200, 200]);
    const third = await admin.rotate(name, 0);

    expect(await Promise.all([first, second, third].map(statusOf))).toEqual([401, 401, 200]);
  });

  test.each([
    ['run', { state: 'pending' }],
    ['cancel', { state: 'active' }],
  ] as const)('disabled: what is pending is to %s', async (pending, life) => {
    const name = `to ${pending} by ${how}`;
    const client = await admin.add(name);
    const id = await client.create(userNamed(pending));
    await client.send('PUT', `/Users/${id}`, { ...userNamed(pending), active: false });

    await admin.disable(name, pending);

    expect(await statusOf(client)).toBe(401);
    const user = await eventually(
      async () => userMessage.parse(JSON.parse(await command('users', 'show', id, '--json'))),
      (found) => found.life.state === life.state,
    );
    expect(user.life).toMatchObject(life);
  });

  test('enabled again, unless pending deactivations are still being cancelled', async () => {
    const [name, cancelling] = [`paused by ${how}`, `cancelling by ${how}`];
    const client = await admin.add(name);
    await admin.add(cancelling);
    await admin.disable(name, 'run');
    await admin.disable(cancelling, 'cancel');
    expect(await statusOf(client)).toBe(401);

    await admin.enable(name);

    expect(await statusOf(client)).toBe(200);
    await expect(admin.enable(cancelling)).rejects.toThrow('PROVIDER_IN_TRANSITION');
  });
});
