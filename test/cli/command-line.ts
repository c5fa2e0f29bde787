/** Runs the command line in this process against an admin API that a test scripts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { reprieve } from '#cli/reprieve.ts';
import { type Request, startFakeApi } from './fake-api.ts';

export type Outcome = { readonly code: number; readonly out: string; readonly error: string };

/** A folder that ends with the test. */
export function temporaryFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'reprieve-cli-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export async function run(args: readonly string[], { debug = false } = {}): Promise<Outcome> {
  let [out, error] = ['', ''];
  const code = await reprieve(args, {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    debug,
  });
  return { code, out, error };
}

/** What `endpoint.json` of a running local stack holds, as far as the command line reads it. */
export function endpointOf(url: string, changes: object = {}): object {
  const operator = { accessKeyId: 'AKIAOPERATOR', secretAccessKey: 'a secret', region: 'eu-central-1' };
  return { adminUrl: `${url}/admin`, operator, pid: process.pid, ...changes };
}

/**
 * A local stack of nothing but its admin API.
 * @param answers by method and path, as in `GET /providers`; anything else is answered 404
 */
export async function startStack(answers: Readonly<Record<string, unknown>>) {
  const api = await startFakeApi(({ method, url }) => {
    const body = answers[`${method} ${url.replace('/admin', '')}`];
    if (body !== undefined) return { status: 200, body };
    const detail = `There is no ${url}.`;
    return { status: 404, body: { type: 'about:blank', title: 'Not Found', status: 404, detail } };
  });
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'endpoint.json'), JSON.stringify(endpointOf(api.url)));
  return {
    run: (...args: readonly string[]) => run(['--directory', directory, ...args]),
    /** What was asked for, beside the list in which providers are found. */
    changes: () => api.requests.filter(({ method }) => method !== 'GET').map(asChange),
  };
}

function asChange({ method, url, body }: Request): readonly [request: string, body: unknown] {
  return [`${method} ${url.replace('/admin', '')}`, JSON.parse(body.toString())];
}
