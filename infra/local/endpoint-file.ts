/**
 * `endpoint.json`: where a running local stack answers and with which credentials, for scripts, suites and the command
 * line.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { writePrivateFile } from './private-file.ts';

export const endpointFileName = 'endpoint.json';

/** For requests to the admin API (Signature Version 4). */
const credentials = z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), region: z.string() });

const endpointSchema = z.object({
  /** The SCIM base URL. */
  baseUrl: z.string(),
  basic: z.object({ username: z.string(), password: z.string() }),
  bearer: z.object({ token: z.string() }),
  adminUrl: z.string(),
  /** Of the administrator who may do everything, in AWS as well. */
  operator: credentials,
  /** By name: those whom a policy of the stack, or one given at the start, allows a part of the admin API. */
  administrators: z.record(z.string(), credentials),
  /** The process that answers. */
  pid: z.number(),
});

export type Endpoint = z.infer<typeof endpointSchema>;

/** Readable by its owner only. That it is there says that the endpoint is ready. */
export function writeEndpointFile(directory: string, endpoint: Endpoint): void {
  writePrivateFile(join(directory, endpointFileName), `${JSON.stringify(endpoint, null, 2)}\n`);
}

/** @returns undefined when there is none, or none that can be read */
export function readEndpointFile(directory: string): Endpoint | undefined {
  try {
    return endpointSchema.parse(JSON.parse(readFileSync(join(directory, endpointFileName), 'utf8')));
  } catch {
    return undefined;
  }
}

export function removeEndpointFile(directory: string): void {
  rmSync(join(directory, endpointFileName), { force: true });
}
