/**
 * Starts the local stack: the synthesized template, its data, its first providers, and the file that says where it
 * answers.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AdminClient, adminClient } from '#cli/admin-client.ts';
import { type AssembledStack, assembleStack, type StackOptions } from './assemble-stack.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { type Endpoint, removeEndpointFile, writeEndpointFile } from './endpoint-file.ts';
import { ensureFirstProviders, type FirstProviders } from './first-providers.ts';
import { synthesize } from './synthesize.ts';
import { readAssembly } from './template/assembly.ts';
import { environment } from './template/identifiers.ts';

export type LocalStackOptions = Pick<StackOptions, 'log' | 'settings' | 'timings' | 'administrators'> &
  Partial<Pick<StackOptions, 'port' | 'onRequest' | 'onFunctionLog'>> & {
    /** Where data is kept. */
    readonly directory: string;
    /** Forgets the data of earlier runs. */
    readonly reset?: boolean;
    /** Of the first providers; absent: as they are. */
    readonly deactivationDelaySeconds?: number;
    /** A cloud assembly to run; absent: the app is synthesized when its sources have changed. */
    readonly assemblyDirectory?: string;
  };

/** A stack that is ready for requests. */
export type LocalStack = Omit<AssembledStack, 'close'> & {
  /** What `endpoint.json` holds. */
  readonly endpoint: Endpoint;
  readonly providers: FirstProviders;
  /** The admin API, called as the operator. */
  readonly admin: AdminClient;
  /** Ends everything, and lets the next one have the folder. @param graceMilliseconds for what is under way */
  stop(graceMilliseconds?: number): Promise<void>;
};

/** Synthesized templates are kept for all folders together, tests included. */
const assembliesDirectory = fileURLToPath(new URL('../../.local/cdk.out', import.meta.url));

/** @throws StartError that says what to do */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const directory = resolve(options.directory);
  const folder = openDataFolder(directory, { reset: options.reset ?? false });
  try {
    return await startInFolder(options, directory, folder);
  } catch (error) {
    folder.release();
    throw error;
  }
}

async function startInFolder(options: LocalStackOptions, directory: string, folder: DataFolder): Promise<LocalStack> {
  const { log, settings, timings, administrators, port = 0, onRequest = ignore, onFunctionLog = ignore } = options;
  const assemblyDirectory = options.assemblyDirectory ?? (await synthesize(assembliesDirectory, log));
  const { close, ...stack } = await assembleStack({
    assembly: readAssembly(assemblyDirectory),
    port,
    file: folder.file,
    log,
    onRequest,
    onFunctionLog,
    ...(settings && { settings }),
    ...(timings && { timings }),
    ...(administrators && { administrators }),
  });
  try {
    const { operatorKey: operator, accessKeyOf } = stack.iam.keys;
    const { region } = environment;
    const admin = adminClient({ adminUrl: stack.adminUrl, region, credentials: operator });
    const file = folder.file('credentials.json');
    const providers = await ensureFirstProviders(admin, file, options.deactivationDelaySeconds);
    const endpoint: Endpoint = {
      baseUrl: stack.scimBaseUrl,
      basic: providers.basic,
      bearer: providers.bearer,
      adminUrl: stack.adminUrl,
      operator: { ...operator, region },
      administrators: Object.fromEntries(
        stack.administrators.map(({ name, arn }) => [name, { ...accessKeyOf(arn), region }]),
      ),
      pid: process.pid,
    };
    writeEndpointFile(directory, endpoint);
    return { ...stack, admin, endpoint, providers, stop: (graceMilliseconds = 0) => stop(graceMilliseconds) };
  } catch (error) {
    await close(0);
    throw error;
  }

  async function stop(graceMilliseconds: number): Promise<void> {
    removeEndpointFile(directory);
    await close(graceMilliseconds);
    folder.release();
  }
}

function ignore(): void {}
