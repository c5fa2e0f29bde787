/** The options of `npm start`. */
import { parseArgs } from 'node:util';
import { parseDuration } from '#cli/duration.ts';
import { StartError } from './start-error.ts';

export type StartOptions = {
  readonly port: number;
  readonly directory: string;
  /** Absent: as the providers have it; 15 minutes for new ones. */
  readonly deactivationDelaySeconds?: number;
  readonly reset: boolean;
  /** The file of each one's IAM policy, by the administrator's name. */
  readonly administrators: Readonly<Record<string, string>>;
};

export const help = `Usage: npm start -- [options]

Starts Reprieve on this machine: the stack that "cdk deploy" would deploy, with its data in .local/.

Options:
  --port <number>                port of the endpoint (default: 8080; 0 takes a free one)
  --deactivation-delay <time>    how long a deactivation waits, for example 20s, 15m, 2h or 1d, or 0
  --directory <path>             folder for the data (default: .local)
  --administrator <name>=<file>  one more administrator, with the IAM policy in the file; may be repeated
  --reset                        forget all data of earlier runs first
  --help                         show this
`;

/** @throws StartError that says what is wrong; @returns 'help' when that is asked for */
export function parseStartArguments(args: readonly string[]): StartOptions | 'help' {
  const values = parse(args);
  if (values.help === true) return 'help';
  const delay = values['deactivation-delay'];
  return {
    port: parsePort(values.port ?? '8080'),
    directory: values.directory ?? '.local',
    ...(delay !== undefined && { deactivationDelaySeconds: parseSeconds(delay) }),
    reset: values.reset === true,
    administrators: parseAdministrators(values.administrator ?? []),
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'deactivation-delay': { type: 'string' },
        directory: { type: 'string' },
        administrator: { type: 'string', multiple: true },
        reset: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
  }
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new StartError(`--port must be a number from 0 to 65535, not "${text}".`);
  return port;
}

function parseSeconds(text: string): number {
  const seconds = parseDuration(text) ?? Number.NaN;
  if (!(seconds <= 30 * 86_400)) {
    throw new StartError(`--deactivation-delay must be a time from 0 to 30d, such as 20s or 15m, not "${text}".`);
  }
  return seconds;
}

/** As IAM names users (API reference, CreateUser), but for the `=` that ends the name here. */
function parseAdministrators(texts: readonly string[]): Readonly<Record<string, string>> {
  const administrators = new Map<string, string>();
  for (const text of texts) {
    const [, name, file] = /^([\w+,.@-]{1,64})=(.+)$/.exec(text) ?? [];
    if (name === undefined || file === undefined) {
      throw new StartError(`--administrator must be a name and a file, such as auditor=policy.json, not "${text}".`);
    }
    if (administrators.has(name)) throw new StartError(`--administrator names ${name} twice.`);
    administrators.set(name, file);
  }
  return Object.fromEntries(administrators);
}
