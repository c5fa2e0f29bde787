/** Sends requests to the admin API, signed with AWS Signature Version 4 as its IAM authorization asks. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type * as z from 'zod/mini';
import { CommandError, NoAnswer, NotThere } from './command-error.ts';
import { refusal } from './refusal.ts';

type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** Where an admin API is, and as whom to call it. */
export type AdminTarget = {
  readonly adminUrl: string;
  readonly region: string;
  /** Asked for with every request: those for a while only are renewed. */
  readonly credentials: AwsCredentials | (() => Promise<AwsCredentials>);
  /** What to do when it does not answer. */
  readonly advice?: string;
};

export type AdminRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Each segment is sent percent-encoded. */
  readonly path: readonly string[];
  readonly query?: { readonly [parameter: string]: string | number | boolean | undefined };
  readonly body?: unknown;
  /** The entity tag of the version that the change is for. */
  readonly ifMatch?: string | undefined;
  /** It makes something new: sent with a key, so that it can be sent again without making two. */
  readonly isCreation?: true;
};

/** A page of a list as CSV; `next` is the query for the one after it. */
type CsvPage = { readonly text: string; readonly next?: Readonly<Record<string, string>> };

export type AdminClient = {
  /** @throws RefusedRequest with the problem that the API answers (RFC 9457); NoAnswer; CommandError */
  send<Schema extends z.ZodMiniType>(request: AdminRequest, answer: Schema): Promise<z.infer<Schema>>;
  /** @throws as `send` does */
  readCsv(request: AdminRequest): Promise<CsvPage>;
};

type Reply = { readonly response: Response; readonly text: string };

/** A proxy may hang; API Gateway itself answers within 14 s. */
const timeoutMilliseconds = 30_000;

/** Before what is sent once more. */
const pauseMilliseconds = 500;

export function adminClient(target: AdminTarget): AdminClient {
  const reply = async (request: AdminRequest, accept: string): Promise<Reply> => {
    const key = request.isCreation && { 'idempotency-key': randomUUID() };
    const headers = { accept, ...key, ...(request.ifMatch !== undefined && { 'if-match': request.ifMatch }) };
    const send = () => reach(target, request, headers);
    const answered = request.method === 'GET' || request.isCreation ? await repeatOnceWhenLost(send) : await send();
    if (!answered.response.ok) throw refusal(answered.response, answered.text);
    return answered;
  };
  return {
    async send(request, answer) {
      const { response, text } = await reply(request, 'application/json');
      const parsed = answer.safeParse(parseJson(text));
      if (parsed.success) return parsed.data;
      const { origin } = new URL(target.adminUrl);
      throw new CommandError(
        `${origin} answered ${response.status}, but not what an admin API of this version answers.`,
        { cause: parsed.error },
      );
    },
    async readCsv(request) {
      const { response, text } = await reply(request, 'text/csv');
      const next = nextQuery(response.headers.get('link'));
      return { text, ...(next !== undefined && { next }) };
    },
  };
}

/** Whoever stands before the API answers 502 and 504 in its place when its answer is lost. */
async function repeatOnceWhenLost(send: () => Promise<Reply>): Promise<Reply> {
  const first = await send().catch((error: unknown) => {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  });
  if (first !== undefined && ![502, 503, 504].includes(first.response.status)) return first;
  await sleep(pauseMilliseconds);
  return send();
}

async function reach(
  { adminUrl, region, credentials, advice = 'Is it running?' }: AdminTarget,
  request: AdminRequest,
  extraHeaders: Readonly<Record<string, string>>,
): Promise<Reply> {
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 });
  const url = requestUrl(adminUrl, request);
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const { headers } = await signer.sign({
    method: request.method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { host: url.host, ...extraHeaders, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body,
  });
  try {
    const init = { method: request.method, headers, ...(body !== undefined && { body }) };
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMilliseconds) });
    return { response, text: await response.text() };
  } catch (cause) {
    throw new NoAnswer(`The admin API at ${url.origin} does not answer (${reasonOf(cause)}). ${advice}`, { cause });
  }
}

/** @throws NotThere for what a URL cannot name: as a part of its path, `..` would lead to something else */
function requestUrl(adminUrl: string, { path, query = {} }: AdminRequest): URL {
  const dots = path.find((part) => part === '.' || part === '..');
  if (dots !== undefined) throw new NotThere(`There is nothing named "${dots}".`);
  const url = new URL(`${adminUrl.replace(/\/+$/, '')}/${path.map(encodeURIComponent).join('/')}`);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  // A signature covers a space as %20, never as the + of a form.
  url.search = url.search.replaceAll('+', '%20');
  return url;
}

/** fetch itself says nothing but "fetch failed": its cause names the system call that failed. */
function reasonOf(error: unknown): string {
  const { message } = error instanceof Error && error.cause instanceof Error ? error.cause : Error(String(error));
  return message || 'no connection';
}

/** Of `Link: <…?cursor=…>; rel="next"` (RFC 8288). */
function nextQuery(link: string | null): Readonly<Record<string, string>> | undefined {
  const [, target] = /<([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? '') ?? [];
  if (target === undefined) return undefined;
  return Object.fromEntries(new URL(target, 'https://localhost').searchParams);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
