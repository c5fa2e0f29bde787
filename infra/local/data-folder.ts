/** The folder that keeps what the local stack must not forget, and who may use it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { endpointFileName, readEndpointFile } from './endpoint-file.ts';
import { acquireLock } from './lock.ts';
import { writePrivateFile } from './private-file.ts';
import { StartError } from './start-error.ts';

/**
 * How tables, schedules, events and queues are kept. To be raised with every change after which older files cannot be
 * read.
 */
const formatVersion = 1;

const formatSchema = z.object({ formatVersion: z.number() });

export type DataFolder = {
  /** The path of a file that survives restarts. */
  file(name: string): string;
  /** Lets the next one have the folder. */
  release(): void;
};

/**
 * Takes the folder for this process.
 * @param options.reset forgets everything that the folder keeps
 * @throws StartError when it is in use, cannot be written, or was written by another version
 */
export function openDataFolder(directory: string, options: { readonly reset: boolean }): DataFolder {
  const dataDirectory = join(directory, 'data');
  const release = lockFolder(directory);
  try {
    if (options.reset) rmSync(dataDirectory, { recursive: true, force: true });
    rmSync(join(directory, endpointFileName), { force: true });
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    requireFormat(directory, dataDirectory);
  } catch (error) {
    release();
    throw error;
  }
  return { file: (name) => join(dataDirectory, name), release };
}

function lockFolder(directory: string): () => void {
  let release: (() => void) | undefined;
  try {
    mkdirSync(directory, { recursive: true });
    release = acquireLock(join(directory, 'lock'));
  } catch (cause) {
    throw new StartError(
      `The folder ${directory} cannot be written: make it writable, or name another with --directory.`,
      {
        cause,
      },
    );
  }
  if (release === undefined) {
    const endpoint = readEndpointFile(directory);
    const where = endpoint === undefined ? '' : ` (process ${endpoint.pid}, ${endpoint.baseUrl})`;
    throw new StartError(
      `Another local stack is using ${directory}${where}: stop it, or name another folder with --directory.`,
    );
  }
  return release;
}

function requireFormat(directory: string, dataDirectory: string): void {
  const formatFile = join(dataDirectory, 'format.json');
  if (readdirSync(dataDirectory).length === 0) writePrivateFile(formatFile, JSON.stringify({ formatVersion }));
  const found = existsSync(formatFile)
    ? formatSchema.safeParse(parseJson(readFileSync(formatFile, 'utf8')))
    : undefined;
  if (found?.data?.formatVersion !== formatVersion) {
    throw new StartError(
      `The data in ${directory} was written by another version of Reprieve: ` +
        'start with --reset to forget it, or name another folder with --directory.',
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
