/** The admin API of a local stack, found by the file that it writes when it is ready. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { AdminTarget } from './admin-client.ts';
import { CommandError } from './command-error.ts';

const endpointSchema = z.object({
  adminUrl: z.url(),
  operator: z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), region: z.string() }),
  pid: z.number(),
});

const systemError = z.object({ code: z.string() });

/**
 * @returns undefined when no stack has its data in the folder, or it was stopped
 * @throws CommandError when it ended without a goodbye: what was meant for it must not reach a deployed stack
 */
export function localTarget(directory: string): AdminTarget | undefined {
  const file = join(directory, 'endpoint.json');
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const endpoint = endpointSchema.safeParse(parseJson(text));
  if (!endpoint.success) throw new CommandError(`${file} does not say where a local stack is: ${restart}`);
  const { adminUrl, operator, pid } = endpoint.data;
  if (!isRunning(pid)) throw new CommandError(`The local stack of ${file} has ended (process ${pid}): ${restart}`);
  const { region, ...credentials } = operator;
  return { adminUrl, region, credentials, advice: `If it has ended, ${restart}` };
}

const restart = 'start it again with "npm start", or name a deployed one with --profile, --region or --stack.';

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = systemError.safeParse(cause).data?.code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new CommandError(`${file} cannot be read (${code}).`, { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, as somebody else.
    return systemError.safeParse(error).data?.code === 'EPERM';
  }
}
