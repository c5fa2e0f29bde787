/** `npm start` as a process: what it prints, and how it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEndpointFile } from '#infra/local/endpoint-file.ts';

let directory: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reprieve-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

function run(...args: readonly string[]) {
  const child = spawn(process.execPath, ['infra/local/start.ts', '--directory', directory, ...args]);
  children.push(child);
  const result = { child, output: '', exit: once(child, 'exit') };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (result.output += String(chunk)));
  return result;
}

async function start(...args: readonly string[]) {
  const started = run('--port', '0', ...args);
  await expect.poll(() => readEndpointFile(directory)?.pid, { timeout: 25_000 }).toBe(started.child.pid);
  await expect.poll(() => started.output).toContain('Reprieve is ready at');
  return started;
}

test('shows the credentials of a new folder once, and Ctrl-C ends it with exit code 0', async () => {
  const first = await start();
  first.child.kill('SIGINT');
  expect(await first.exit).toEqual([0, null]);
  const second = await start();

  expect(first.output).toContain('SCIM Provider Created');
  expect(second.output).not.toContain('SCIM Provider Created');
  expect(second.output).toContain(join(directory, 'endpoint.json'));
});

test('begins again after it was killed', async () => {
  const first = await start();
  const before = readEndpointFile(directory);
  first.child.kill('SIGKILL');
  await first.exit;

  await start();

  expect(readEndpointFile(directory)?.basic).toEqual(before?.basic);
});

test('an administrator with a policy of one’s own has an access key of its own', async () => {
  const file = join(directory, 'policy.json');
  const Statement = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };
  writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement }));

  const started = await start('--administrator', `jane=${file}`);

  const { administrators } = readEndpointFile(directory) ?? {};
  expect(Object.keys(administrators ?? {})).toEqual(
    expect.arrayContaining(['IdentityManagementAdministrator', 'Auditor', 'jane']),
  );
  expect(administrators?.jane).not.toEqual(administrators?.Auditor);
  expect(started.output).toContain('jane');
});

test('a policy that cannot be read is one sentence', async () => {
  const started = run('--port', '0', '--administrator', 'jane=/nowhere/policy.json');

  expect(await started.exit).toEqual([1, null]);
  expect(started.output).toMatch(/^The policy \/nowhere\/policy\.json cannot be read: ENOENT[^\n]+\n$/);
});

test('a second one on the same folder is told about the first', async () => {
  await start();

  const second = run('--port', '0');

  expect(await second.exit).toEqual([1, null]);
  expect(second.output).toMatch(/^Another local stack is using \S+ \(process \d+, http:\S+\): stop it, [^\n]+\n$/);
});

test('a port in use is one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const started = run('--port', String(port));

  expect(await started.exit).toEqual([1, null]);
  expect(started.output).toContain(`Port ${port} is in use or not allowed: choose another with --port.\n`);
  other.close();
});

test('a wrong option is explained with the help, and --help is no error', async () => {
  const wrong = run('--delay', '20s');
  const help = run('--help');

  expect(await wrong.exit).toEqual([1, null]);
  expect(wrong.output).toMatch(/^Unknown option '--delay'(.|\n)*Usage: npm start/);
  expect(await help.exit).toEqual([0, null]);
  expect(help.output).toContain('--deactivation-delay <time>');
});
