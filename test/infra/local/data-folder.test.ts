/** The folder of the local stack: one process at a time, one format. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder } from '#infra/local/data-folder.ts';
import { readEndpointFile, writeEndpointFile } from '#infra/local/endpoint-file.ts';
import { StartError } from '#infra/local/start-error.ts';

const endpoint = {
  baseUrl: 'http://localhost:8080/scim/v2',
  basic: { username: 'u', password: 'p' },
  bearer: { token: 't' },
  adminUrl: 'http://localhost:8080/admin',
  operator: { accessKeyId: 'a', secretAccessKey: 's', region: 'us-east-1' },
  administrators: { Auditor: { accessKeyId: 'b', secretAccessKey: 't', region: 'us-east-1' } },
  pid: 4711,
};

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'reprieve-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('keeps its files until it is reset', () => {
  const first = openDataFolder(directory, { reset: false });
  writeFileSync(first.file('table.sqlite'), 'kept');
  first.release();

  const second = openDataFolder(directory, { reset: false });
  expect(readFileSync(second.file('table.sqlite'), 'utf8')).toBe('kept');
  second.release();

  const third = openDataFolder(directory, { reset: true });
  expect(existsSync(third.file('table.sqlite'))).toBe(false);
  third.release();
});

test('is refused to a second instance, which is told where the first one answers', () => {
  const first = openDataFolder(directory, { reset: false });
  writeEndpointFile(directory, endpoint);

  expect(() => openDataFolder(directory, { reset: true })).toThrow(
    new StartError(
      `Another local stack is using ${directory} (process 4711, http://localhost:8080/scim/v2): ` +
        'stop it, or name another folder with --directory.',
    ),
  );
  expect(readEndpointFile(directory)).toEqual(endpoint);
  first.release();
});

test('does not keep the endpoint file of a run that was killed', () => {
  writeEndpointFile(directory, endpoint);

  openDataFolder(directory, { reset: false }).release();

  expect(readEndpointFile(directory)).toBeUndefined();
});

test.each([
  ['another format', '{"formatVersion":0}'],
  ['no readable format', '{'],
])('with data of %s is refused, and can be reset', (_, format) => {
  const folder = openDataFolder(directory, { reset: false });
  writeFileSync(folder.file('format.json'), format);
  folder.release();

  expect(() => openDataFolder(directory, { reset: false })).toThrow('start with --reset to forget it');
  openDataFolder(directory, { reset: true }).release();
});

test('that cannot be a folder is refused', () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');

  expect(() => openDataFolder(join(file, 'folder'), { reset: false })).toThrow('cannot be written: make it writable');
});

test('keeps the endpoint file from everybody else, whatever mode it had', () => {
  writeEndpointFile(directory, endpoint);
  chmodSync(join(directory, 'endpoint.json'), 0o644);

  writeEndpointFile(directory, endpoint);

  expect(statSync(join(directory, 'endpoint.json')).mode & 0o777).toBe(0o600);
});
