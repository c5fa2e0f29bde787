import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logMessage } from '#shared/http/admin/messages/log.ts';
import { connectionMessage, providerMessage } from '#shared/http/admin/messages/provider.ts';
import { userMessage } from '#shared/http/admin/messages/user.ts';
import { run as runCommand } from '#test/cli/command-line.ts';
import { type System, startSystem } from './system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const run = (...args: readonly string[]) => runCommand(['--directory', system.directory, ...args]);

/** @returns the answer, as JSON */
async function runJson(...args: readonly string[]): Promise<unknown> {
  const { code, out, error } = await run(...args, '--json');
  expect({ code, error }).toEqual({ code: 0, error: '' });
  return JSON.parse(out);
}

let providers = 0;
async function addProvider(...options: readonly string[]) {
  const name = `Provider ${++providers}`;
  const added = connectionMessage.parse(await runJson('providers', 'add', '--name', name, ...options));
  return { name, ...added, ...clientOf(added) };
}

/** What an identity provider does with what the command line has shown. */
function clientOf(shown: ReturnType<typeof connectionMessage.parse>) {
  const { baseUrl, basic, bearer } = shown;
  const authorization = basic
    ? `Basic ${Buffer.from(`${basic.username}:${basic.password}`).toString('base64')}`
    : `Bearer ${bearer?.token}`;
  const send = async (method: string, path: string, body?: object) => {
    const headers = { authorization, 'content-type': 'application/scim+json' };
    const response = await fetch(`${baseUrl}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: response.status, text: await response.text() };
  };
  return {
    send,
    status: async () => (await send('GET', '/Users')).status,
    create: async (userName: string): Promise<string> =>
      JSON.parse((await send('POST', '/Users', { userName })).text).id,
    deactivate: (id: string) =>
      send('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', path: 'active', value: false }] }),
  };
}

const userOf = async (name: string) => userMessage.parse(await runJson('users', 'show', name));
const historyOf = async (name: string) => logMessage.parse(await runJson('users', 'history', name)).entries;

describe('a provider added by the command line', () => {
  test.each(['api-credentials', 'oauth-token'])('is used over SCIM with what is shown for %s', async (auth) => {
    const { name, provider, status } = await addProvider('--auth', auth);

    expect(await status()).toBe(200);

    const credentials = provider.credentials.map((each) => ({ ...each, lastUsedAt: expect.any(String) }));
    const used = { ...provider, credentials };
    expect(providerMessage.parse(await runJson('providers', 'show', name))).toEqual(used);
    expect(await runJson('providers', 'list')).toMatchObject({ providers: expect.arrayContaining([used]) });
    expect((await run('providers', 'show', name)).out).toMatch(/^Key .+, last used .+$/m);
  });

  test('has the settings that the help promises', async () => {
    const { provider } = await addProvider();

    expect(provider).toMatchObject({
      credentialType: 'api-credentials',
      deactivationDelaySeconds: 900,
      strictness: 'lenient',
      putSemantics: 'replace',
    });
  });

  test('is refused at once when it is disabled, and accepted when it is enabled again', async () => {
    const { provider, status } = await addProvider();
    expect(await status()).toBe(200);

    expect((await run('providers', 'disable', provider.id)).out).toMatch(/^State +disabled$/m);
    expect(await status()).toBe(401);
    expect((await run('providers', 'enable', provider.id)).out).toMatch(/^State +enabled$/m);
    expect(await status()).toBe(200);
  });

  test('gives a new delay to new deactivations only', async () => {
    const { name, create, deactivate } = await addProvider('--deactivation-delay', '2h');
    const [early, late] = [await create('early@example.com'), await create('late@example.com')];
    const waitsFor = async (id: string) => {
      const { life } = await userOf(id);
      if (life.state !== 'pending') throw new Error(`The user is ${life.state}.`);
      return (Date.parse(life.deactivation.dueAt) - Date.parse(life.deactivation.requestedAt)) / 1000;
    };
    await deactivate(early);
    const before = await userOf(early);

    expect((await run('providers', 'edit', name, '--deactivation-delay', '15m')).out).toMatch(/^Deact.+ 15m$/m);
    await deactivate(late);

    expect(await userOf(early)).toEqual(before);
    expect([await waitsFor(early), await waitsFor(late)]).toEqual([7200, 900]);
  });

  test.each(['31d', '999999999d'])('cannot have a delay of %s, and is told the limits', async (delay) => {
    const { name } = await addProvider();

    const { code, out, error } = await run('providers', 'edit', name, '--deactivation-delay', delay);

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toMatch(
      /^A deactivation delay is 0, or a whole number of seconds from \d+ to 2592000 \(30 days\)\.\n$/,
    );
  });
});

describe('a credential rotated by the command line', () => {
  test.each(['api-credentials', 'oauth-token'])('of type %s has a day for its change', async (auth) => {
    const { name, status, provider } = await addProvider('--auth', auth);

    const rotated = connectionMessage.parse(await runJson('providers', 'rotate-credential', name));

    expect([await status(), await clientOf(rotated).status()]).toEqual([200, 200]);
    const [newest, previous] = rotated.provider.credentials;
    expect(previous?.keyId).toBe(provider.credentials[0]?.keyId);
    expect(Date.parse(previous?.expiresAt ?? '') - Date.parse(newest?.createdAt ?? '')).toBe(86_400_000);
  });

  test('replaces the one before it at once when they shall not overlap', async () => {
    const { name, status } = await addProvider();
    expect(await status()).toBe(200);

    const rotated = await runJson('providers', 'rotate-credential', name, '--overlap', '0');

    expect(await status()).toBe(401);
    expect(await clientOf(connectionMessage.parse(rotated)).status()).toBe(200);
  });

  test('is told the limits of an overlap', async () => {
    const { name } = await addProvider();

    expect(await run('providers', 'rotate-credential', name, '--overlap', '31d')).toEqual({
      code: 1,
      out: '',
      error: 'An overlap is a whole number of seconds from 0 to 2592000 (30 days).\n',
    });
  });
});

describe('a user', () => {
  test('is found by a userName with characters that mean something in a URL', async () => {
    const { create } = await addProvider();
    const userName = "j doe+tag%20&a=b'(x)*@example.com";
    const id = await create(userName);

    expect(await userOf(userName)).toMatchObject({ id, attributes: { userName } });
    expect((await historyOf(userName)).map(({ operation }) => operation)).toEqual(['create']);
  });

  test('is found by its id, and by the name that it had, when deleted, with all that happened', async () => {
    const { create, send } = await addProvider();
    const id = await create('deleted@example.com');
    const byName = await historyOf('deleted@example.com');
    expect(byName).toEqual(await historyOf(id));
    await send('DELETE', `/Users/${id}`);

    const shown = await run('users', 'show', id);
    const history = await run('users', 'history', id);

    expect(shown.out).toMatch(/^State +deactivation pending, due .+, deleted .+$/m);
    expect(history.out.split('\n').map((line) => line.split(/ {3,}/)[1])).toEqual([
      'OPERATION',
      'create',
      'delete',
      undefined,
    ]);
    expect(await run('users', 'history', 'deleted@example.com')).toEqual(history);
  });

  test('cannot command the terminal by the attributes that its client invents', async () => {
    const { send } = await addProvider();
    const { text } = await send('POST', '/Users', { userName: 'inventor@example.com', '\u001bc\n': 'x' });

    const { out } = await run('users', 'history', JSON.parse(text).id);

    expect(out).toMatch(/\(ignored: \\u001bc\\n\)\n$/);
    expect((await historyOf('inventor@example.com'))[0]?.ignored).toEqual(['\u001bc\n']);
  });

  test('that is not there is said not to be', async () => {
    expect(await run('users', 'show', '01ARZ3NDEKTSV4RRFFQ69G5FAV')).toEqual({
      code: 1,
      out: '',
      error: 'There is no user 01ARZ3NDEKTSV4RRFFQ69G5FAV.\n',
    });
  });
});
