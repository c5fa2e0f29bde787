/** Sends requests to the admin API, signed with AWS Signature Version 4 as its IAM authorization asks. */
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type * as z from 'zod/mini';
import { problemMessage } from '#shared/http/admin-messages.ts';
import { CommandError } from './command-error.ts';

type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** Where an admin API is, and as whom to call it. */
export type AdminTarget = { readonly adminUrl: string; readonly region: string; readonly credentials: AwsCredentials };

type AdminRequest = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Each segment is sent percent-encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

export type AdminClient = {
  /** @throws CommandError with the problem that the API answers (RFC 9457), or when it cannot be reached */
  send<Schema extends z.ZodMiniType>(request: AdminRequest, answer: Schema): Promise<z.infer<Schema>>;
};

/** A proxy or a load balancer may hang; the API itself answers within 29 s. */
const timeoutMilliseconds = 30_000;

export function adminClient({ adminUrl, region, credentials }: AdminTarget): AdminClient {
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 });
  return {
    async send(request, answer) {
      const url = requestUrl(adminUrl, request);
      const body = request.body === undefined ? undefined : JSON.stringify(request.body);
      const { headers } = await signer.sign({
        method: request.method,
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        query: { ...request.query },
        headers: { host: url.host, ...(body !== undefined && { 'content-type': 'application/json' }) },
        body,
      });
      const response = await reach(url, { method: request.method, headers, ...(body !== undefined && { body }) });
      return answer.parse(await readAnswer(response));
    },
  };
}

function requestUrl(adminUrl: string, { path, query = {} }: AdminRequest): URL {
  const url = new URL(`${adminUrl.replace(/\/+$/, '')}/${path.map(encodeURIComponent).join('/')}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  // A signature covers a space as %20, never as the + of a form.
  url.search = url.search.replaceAll('+', '%20');
  return url;
}

async function reach(url: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMilliseconds) });
  } catch (cause) {
    throw new CommandError(`The admin API at ${url.origin} does not answer. Is it running?`, { cause });
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  const body = parseJson(text);
  if (response.ok) return body;
  const problem = problemMessage.safeParse(body);
  if (!problem.success) {
    throw new CommandError(`The admin API answered ${response.status} ${response.statusText}: ${text.slice(0, 300)}`);
  }
  const errors = (problem.data.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`);
  throw new CommandError(`${problem.data.detail}${errors.join('')}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
