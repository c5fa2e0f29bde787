import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { run, startStack, temporaryFolder } from './command-line.ts';
import { entry } from './samples.ts';

describe('help', () => {
  const commands = `
providers add|list|show|edit|enable|disable|remove|rotate-credential
organizations add|list|show|rename|remove
users search|show|history|create|edit|move|open|transfer|make-local
users block|unblock|deactivate|reactivate|cancel-deactivation|carry-out|erase
users roles show|set|add|remove
matters open|list|show|rename|close
custodians list|add|remove
deactivations list|carry-out|cancel
sync-log
administrators-log
openapi`
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap((words) => (words.at(-1) ?? '').split('|').map((last) => [...words.slice(0, -1), last]));

  test.each(commands.map((words) => [words.join(' ')] as const))(
    'of %s has an example, the options of all commands, and exit code 0',
    async (words) => {
      const command = words.split(' ');
      const { code, out, error } = await run([...command, '--help']);

      expect({ code, error }).toEqual({ code: 0, error: '' });
      expect(out).toContain(`Usage: reprieve ${command.join(' ')} `);
      expect(out).toMatch(new RegExp(`Examples:\n {2}\\$ reprieve ${command.join(' ')}`));
      expect(out).toContain('--json');
    },
  );

  test('of the program names what there is, and the exit codes', async () => {
    const { code, out } = await run(['--help']);

    expect(code).toBe(0);
    expect([...out.matchAll(/^ {2}([a-z]\S+)/gm)].map(([, name]) => name)).toEqual([
      ...new Set(commands.map(([group]) => group)),
      'help',
    ]);
    expect(out).toContain('Examples:\n  $ reprieve providers add --name PingOne');
    expect(out).toContain('Exit codes: 0 done, 1 refused or failed, 2 not understood.');
  });

  test('is not what --version asks for', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, error: '' });
  });

  test.each([[['help']], [['help', 'users']], [['users', 'help', 'show']], [['users', '-h']]])(
    'is what %j asks for',
    async (args) => {
      expect(await run(args)).toMatchObject({ code: 0, out: expect.stringContaining('Usage: reprieve'), error: '' });
    },
  );

  test.each([[[]], [['providers']], [['users']]])('is shown as an error when %j says not enough', async (args) => {
    const { code, out, error } = await run(args);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain(`Usage: ${['reprieve', ...args].join(' ')} `);
  });
});

describe('what is not understood is said on one line, with exit code 2', () => {
  const mistakes: readonly (readonly [args: readonly string[], sentence: string])[] = [
    [['provders', 'list'], "unknown command 'provders'\n(Did you mean providers?)"],
    [['users', 'histroy', 'x'], "unknown command 'histroy'\n(Did you mean history?)"],
    [['providers', 'list', '--jso'], "unknown option '--jso'\n(Did you mean --json?)"],
    [['providers', 'add'], "required option '--name <text>' not specified"],
    [['providers', 'show'], "missing required argument 'provider'"],
    [['users', 'show', ''], "command-argument value '' is invalid for argument 'user'. It is empty."],
    [
      ['users', 'show', '\ud800'],
      "command-argument value '\ud800' is invalid for argument 'user'. It is no Unicode text.",
    ],
    [['users', 'show', 'a', 'b'], "too many arguments for 'show'. Expected 1 argument but got 2: a, b."],
    [
      ['providers', 'edit', 'x', '--deactivation-delay', '1.5h'],
      "option '--deactivation-delay <time>' argument '1.5h' is invalid. Give a time such as 90s, 15m, 2h or 7d.",
    ],
    [
      ['providers', 'rotate-credential', 'x', '--overlap', '-1'],
      "option '--overlap <time>' argument '-1' is invalid. Give a time such as 90s, 15m, 2h or 7d.",
    ],
    [
      ['providers', 'add', '--name', 'x', '--auth', 'basic'],
      "option '--auth <type>' argument 'basic' is invalid. Allowed choices are api-credentials, oauth-token.",
    ],
    [['providers', 'list', '--local', '--stack', 'x'], "option '--local' cannot be used with option '--stack <name>'"],
  ];

  test.each(mistakes)('%j', async (args, sentence) => {
    expect(await run(args)).toEqual({
      code: 2,
      out: '',
      error: `error: ${sentence}\n(add --help for what there is)\n`,
    });
  });
});

describe('a failure', () => {
  const missing = ['users', 'show', 'x', '--local', '--directory', 'no-such-folder'];

  test('that a person can mend is one sentence', async () => {
    expect(await run(missing)).toEqual({
      code: 1,
      out: '',
      error: 'No local stack has its data in no-such-folder: start one with "npm start".\n',
    });
  });

  test('shows where it comes from when asked for more', async () => {
    const { code, error } = await run(missing, { environment: { DEBUG: '1' } });

    expect(code).toBe(1);
    expect(error).toMatch(/^CommandError: No local stack has its data in .+\n {4}at /);
  });

  test('that nobody expected is one line, and says how to see more', async () => {
    const out = () => {
      throw new TypeError('broken');
    };
    const { run: runThere } = await startStack({ 'GET /providers?limit=100': { providers: [] } }, { out });

    const { code, error } = await runThere('providers', 'list');

    expect(code).toBe(1);
    expect(error).toBe('Unexpected failure: TypeError: broken. DEBUG=1 shows where it comes from.\n');
  });

  test('lets no answer command the terminal', async () => {
    const { run: runThere } = await startStack({ 'GET /providers?limit=100': { providers: [] } });

    const { error } = await runThere('providers', 'show', 'x\u001b[2J\u009b');

    expect(error).toContain('There is no provider "x\\u001b[2J\\u009b"');
  });
});

describe('as a process', () => {
  const execute = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    new Promise<{ code: unknown; out: string; error: string }>((resolve) => {
      const options = { env: { PATH: process.env.PATH ?? '', ...env } };
      execFile(process.execPath, ['cli/bin.mjs', ...args], options, (failure, out, error) =>
        resolve({ code: failure?.code ?? 0, out, error }),
      );
    });

  test('it ends with the exit code, and failures go to standard error', { timeout: 30_000 }, async () => {
    const directory = temporaryFolder();
    const [help, failed, misread] = await Promise.all([
      execute(['--help']),
      execute(['providers', 'list', '--local', '--directory', directory]),
      execute([]),
    ]);

    expect(help).toMatchObject({ code: 0, error: '' });
    expect(failed).toEqual({ code: 1, out: '', error: expect.stringMatching(/^No local stack .+\n$/) });
    expect(misread).toMatchObject({ code: 2, out: '', error: expect.stringContaining('Usage: reprieve') });
  });

  test('it fails when its answer cannot be written: a secret would be lost', { timeout: 30_000 }, async () => {
    const readOnly = openSync('package.json', 'r');
    const child = spawn(process.execPath, ['cli/reprieve.ts', '--help'], { stdio: ['ignore', readOnly, 'pipe'] });
    closeSync(readOnly);

    const [error, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'exit')]);

    expect({ code, error }).toEqual({
      code: 1,
      error: expect.stringMatching(/^The answer could not be written: .+\n$/),
    });
  });

  test('it does not mind a reader who has seen enough', { timeout: 30_000 }, async () => {
    const child = spawn(process.execPath, ['cli/reprieve.ts', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();

    const [error, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

    expect({ code, error }).toEqual({ code: 0, error: '' });
  });

  test('following a log ends well at Ctrl-C', { timeout: 30_000 }, async () => {
    const { directory } = await startStack({ 'GET /sync-log?*': { entries: [entry()] } });
    const child = spawn(process.execPath, ['cli/bin.mjs', '--directory', directory, 'sync-log', '--follow', '--json'], {
      env: { PATH: process.env.PATH ?? '' },
    });
    child.stdout.once('data', () => child.kill('SIGINT'));

    const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);

    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(JSON.parse(out)).toEqual(entry());
  });

  test('exporting a log ends when nobody reads it any more', { timeout: 30_000 }, async () => {
    const link = '</admin/sync-log?cursor=c>; rel="next"';
    const page = { status: 200, body: 'x'.repeat(100_000), headers: { link } };
    const { directory } = await startStack({ 'GET /sync-log?*': () => page });
    const child = spawn(process.execPath, ['cli/bin.mjs', '--directory', directory, 'sync-log', '--csv'], {
      env: { PATH: process.env.PATH ?? '' },
    });
    child.stdout.once('data', () => child.stdout.destroy());

    const [error, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

    expect({ code, error }).toEqual({ code: 0, error: '' });
  });

  test('DEBUG shows the stack of a failure', { timeout: 30_000 }, async () => {
    const { error } = await execute(['users', 'show', 'x', '--local', '--directory', 'none'], { DEBUG: '1' });

    expect(error).toMatch(/^CommandError: .+\n {4}at .+target\.ts/);
  });
});
