/** What the directory takes from the machine: time, randomness, identifiers, and a place for log lines. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ulid } from 'ulid';
import { instantOf } from '#shared/directory/instant.ts';
import type { Directory } from '#shared/directory/ports.ts';
import { type FunctionTelemetry, functionTelemetry } from '#shared/telemetry/telemetry.ts';

export const system: Pick<Directory, 'clock' | 'newId' | 'randomBytes' | 'deadline'> = {
  clock: {
    now: () => instantOf(Date.now()),
    sleep: async (milliseconds) => {
      await sleep(milliseconds);
    },
  },
  newId: (at) => ulid(Date.parse(at)),
  randomBytes: (length) => randomBytes(length),
  // Named, though there is none: each change has its own time.
  deadline: undefined,
};

/** Straight to standard output: Lambda's own console would put text before each line. */
export function standardOutputTelemetry(namespace: string): FunctionTelemetry {
  return functionTelemetry({ namespace, now: Date.now, write: (line) => void process.stdout.write(`${line}\n`) });
}
