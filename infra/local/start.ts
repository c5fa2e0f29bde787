/** `npm start`: runs the local stack in the terminal until Ctrl-C. */
import { join } from 'node:path';
import { connectionBox } from '#cli/text/providers.ts';
import { help, parseStartArguments, type StartOptions } from './arguments.ts';
import { type Console, createConsole } from './console/console.ts';
import { endpointFileName } from './endpoint-file.ts';
import { firstProviders, providerNames } from './first-providers.ts';
import { readPolicyFile } from './iam/administrators.ts';
import { type LocalStack, startLocalStack } from './local-stack.ts';
import { StartError } from './start-error.ts';

/** What is under way when Ctrl-C is pressed may take this long. */
const graceMilliseconds = 1000;

/** Signals this close to each other come from one key. */
const sameSignalMilliseconds = 300;

const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

await main();

async function main(): Promise<void> {
  try {
    const options = parseStartArguments(process.argv.slice(2));
    if (options === 'help') write(help);
    else await run(options);
  } catch (error) {
    const shown = error instanceof StartError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${shown}\n`);
    process.exitCode = 1;
  }
}

async function run(options: StartOptions): Promise<void> {
  const startedAt = performance.now();
  // What happens before the box is printed is our own doing.
  let shown: Console | undefined;
  const policies = Object.entries(options.administrators).map(([name, file]) => [name, readPolicyFile(file)]);
  const stack = await startLocalStack({
    ...options,
    administrators: Object.fromEntries(policies),
    log: write,
    onRequest: (entry) => shown?.request(entry),
    onFunctionLog: (line) => shown?.functionLog(line),
  });
  stopOnSignal(stack);
  write(welcome(stack, options, performance.now() - startedAt));
  const { requestFunctions } = stack;
  const names = await rememberNames(stack);
  shown = createConsole({ write, now: () => new Date(), requestFunctions, providerName: names });
}

function welcome({ endpoint, providers }: LocalStack, { directory }: StartOptions, milliseconds: number): string {
  const { baseUrl, basic, bearer } = endpoint;
  const file = join(directory, endpointFileName);
  const names = [firstProviders.basic.displayName, firstProviders.bearer.displayName] as const;
  const boxes = [
    connectionBox({ displayName: names[0], baseUrl, basic }),
    connectionBox({ displayName: names[1], baseUrl, bearer }),
  ];
  return [
    ...(providers.areNew ? boxes : []),
    `Reprieve is ready at ${baseUrl} (${(milliseconds / 1000).toFixed(1)} s). Ctrl-C stops it.`,
    `The credentials of "${names[0]}" and "${names[1]}" are in ${file} while it runs,`,
    `beside those of the administrators: ${Object.keys(endpoint.administrators).join(', ')}, and an operator.`,
    '',
  ].join('\n');
}

/** Providers may be added and renamed while the stack runs: an unknown id is asked for once. */
async function rememberNames({ admin }: LocalStack): Promise<(providerId: string) => Promise<string | undefined>> {
  let names = await providerNames(admin);
  return async (providerId) => {
    if (!names.has(providerId)) names = await providerNames(admin).catch(() => names);
    return names.get(providerId);
  };
}

/** The first signal lets what is under way end, the second does not wait for it. */
function stopOnSignal(stack: LocalStack): void {
  let stoppingSince: number | undefined;
  const onSignal = async (): Promise<void> => {
    if (stoppingSince !== undefined) {
      // npm passes on the signal that the terminal has sent to both of us.
      if (performance.now() - stoppingSince > sameSignalMilliseconds) process.exit(130);
      return;
    }
    stoppingSince = performance.now();
    write('\nStopping …');
    await stack.stop(graceMilliseconds);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void onSignal());
  if (process.env.npm_lifecycle_event !== undefined) whenParentEnds(() => void onSignal());
}

/** npm passes SIGTERM on to its shell only: without the shell there is nobody left to stop us. */
function whenParentEnds(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
