/** What commands read: files, and standard input as `-`. */
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { CommandError } from './command-error.ts';

const jsonObject = z.record(z.string(), z.unknown());

/** @throws CommandError when there is no JSON object to be read */
export async function readJsonObject(input: Readable, path: string): Promise<Readonly<Record<string, unknown>>> {
  const content = await read(input, path);
  const parsed = jsonObject.safeParse(parseJson(content, path));
  if (!parsed.success) throw new CommandError(`${nameOf(path)} holds no JSON object.`);
  return parsed.data;
}

/** Lines without what surrounds them; empty ones, and those that begin with #, say nothing. @throws CommandError */
export async function readLines(input: Readable, path: string): Promise<readonly string[]> {
  const lines = (await read(input, path)).split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

async function read(input: Readable, path: string): Promise<string> {
  try {
    const content = path === '-' ? await text(input) : await readFile(path, 'utf8');
    // Editors on Windows put a byte order mark before it.
    return content.replace(/^\ufeff/, '');
  } catch (cause) {
    throw new CommandError(`${nameOf(path)} cannot be read (${cause instanceof Error ? cause.message : cause}).`, {
      cause,
    });
  }
}

function parseJson(content: string, path: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new CommandError(`${nameOf(path)} is no JSON: ${cause instanceof Error ? cause.message : cause}.`, { cause });
  }
}

function nameOf(path: string): string {
  return path === '-' ? 'Standard input' : path;
}
