/** Synthesizes the CDK app, unless the same sources were synthesized before. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { acquireLock } from './lock.ts';
import { StartError } from './start-error.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the template and the bundles are made from. The local stack itself is not part of them. */
const sources = ['infra', 'functions', 'shared', 'cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json'];
const leftOut = join('infra', 'local');

/** Results are kept while a stack may still be running from them. */
const keptMilliseconds = 7 * 24 * 60 * 60 * 1000;

/**
 * @param cacheDirectory where results are kept, by the hash of their sources
 * @param log is told when there is something to wait for
 * @returns the directory of the cloud assembly
 * @throws StartError with the output of CDK when the app cannot be synthesized
 */
export async function synthesize(cacheDirectory: string, log: (line: string) => void): Promise<string> {
  mkdirSync(cacheDirectory, { recursive: true });
  const result = join(cacheDirectory, hashSources());
  const unlock = await waitForLock(join(cacheDirectory, 'lock'));
  try {
    removeOldResults(cacheDirectory);
    if (existsSync(result)) {
      utimesSync(result, new Date(), new Date());
      return result;
    }
    log('Building the functions and synthesizing the stack …');
    const unfinished = join(cacheDirectory, 'unfinished');
    rmSync(unfinished, { recursive: true, force: true });
    await runApp(unfinished);
    renameSync(unfinished, result);
    return result;
  } finally {
    unlock();
  }
}

function hashSources(): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of sources.flatMap((source) => filesOf(source)).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(source: string): readonly string[] {
  if (!statSync(join(root, source)).isDirectory()) return [source];
  return readdirSync(join(root, source), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((file) => !file.startsWith(leftOut));
}

async function waitForLock(file: string): Promise<() => void> {
  for (;;) {
    const unlock = acquireLock(file);
    if (unlock !== undefined) return unlock;
    await setTimeout(100);
  }
}

async function runApp(outputDirectory: string): Promise<void> {
  const child = spawn(process.execPath, ['infra/app.ts'], {
    cwd: root,
    // The template is validated where it is deployed and in the tests; that takes seconds.
    env: { ...process.env, CDK_VALIDATION: 'false', CDK_OUTDIR: outputDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new StartError(`The stack cannot be synthesized (node infra/app.ts):\n${output.trim()}`);
}

function removeOldResults(cacheDirectory: string): void {
  for (const entry of readdirSync(cacheDirectory, { withFileTypes: true })) {
    const result = join(cacheDirectory, entry.name);
    const isOld = Date.now() - statSync(result).mtimeMs > keptMilliseconds;
    if (entry.isDirectory() && isOld) rmSync(result, { recursive: true, force: true });
  }
}
