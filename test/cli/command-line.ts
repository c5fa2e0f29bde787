/** Runs the command line in this process against an admin API that a test scripts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { reprieve } from '#cli/reprieve.ts';
import type { Terminal } from '#cli/terminal.ts';
import { violationOf } from './contract.ts';
import { type Answer, type Request, startFakeApi } from './fake-api.ts';

export type Outcome = { readonly code: number; readonly out: string; readonly error: string };

/** A folder that ends with the test. */
export function temporaryFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'reprieve-cli-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** @param terminal as a script has it unless told otherwise: nobody to ask, no colours, nothing on standard input */
export async function run(args: readonly string[], terminal: Partial<Terminal> = {}): Promise<Outcome> {
  let [out, error] = ['', ''];
  const { signal } = new AbortController();
  const code = await reprieve(args, {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    hasColours: { out: false, error: false },
    input: Readable.from([]),
    environment: {},
    ending: signal,
    untilInterrupted: () => signal,
    ...terminal,
  });
  return { code, out, error };
}

/** What `endpoint.json` of a running local stack holds, as far as the command line reads it. */
export function endpointOf(url: string, changes: object = {}): object {
  const operator = { accessKeyId: 'AKIAOPERATOR', secretAccessKey: 'a secret', region: 'eu-central-1' };
  return { adminUrl: `${url}/admin`, operator, pid: process.pid, ...changes };
}

/** A refusal (RFC 9457). */
export function problem(status: number, detail: string, more: object = {}): Answer {
  return { status, body: { type: 'about:blank', title: 'Problem', status, detail, ...more } };
}

type Scripted = unknown | ((request: Request) => Answer);

/**
 * A local stack of nothing but its admin API; the test fails when it is asked for what the contract does not have.
 * @param answers by method and path, as in `GET /providers`: a body, or a function of the request; anything else is
 * answered 404
 */
export async function startStack(answers: Readonly<Record<string, Scripted>>, terminal: Partial<Terminal> = {}) {
  const api = await startFakeApi((request) => {
    const path = request.url.replace('/admin', '');
    const answer = answers[`${request.method} ${path}`] ?? answers[`${request.method} ${path.split('?')[0]}?*`];
    if (typeof answer === 'function') return answer(request);
    if (answer !== undefined) return { status: 200, body: answer };
    return problem(404, `There is no ${request.url}.`);
  });
  onTestFinished(() => {
    const violations = api.requests.flatMap((request) => violationOf(request) ?? []);
    if (violations.length > 0) throw new Error(`The admin API does not take this:\n${violations.join('\n')}`);
  });
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'endpoint.json'), JSON.stringify(endpointOf(api.url)));
  return {
    /** Where its data are, for a command line of another process. */
    directory,
    run: (...args: readonly string[]) => run(['--directory', directory, ...args], terminal),
    /** Runs it where somebody answers what is asked. */
    runAsked: async (reply: string, ...args: readonly string[]) => {
      const questions: string[] = [];
      const ask = async (question: string) => {
        questions.push(question);
        return reply;
      };
      return { ...(await run(['--directory', directory, ...args], { ...terminal, ask })), questions };
    },
    requests: api.requests,
    /** What was read, in order. */
    reads: () => api.requests.filter(({ method }) => method === 'GET').map(({ url }) => url.replace('/admin', '')),
    /** What was asked to be changed. */
    changes: () => api.requests.filter(({ method }) => method !== 'GET').map(asChange),
  };
}

function asChange({ method, url, body }: Request): readonly [request: string, body: unknown] {
  const text = body.toString();
  return [`${method} ${url.replace('/admin', '')}`, text === '' ? undefined : JSON.parse(text)];
}
