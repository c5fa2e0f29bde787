/** Sends requests to the admin API, signed with AWS Signature Version 4 as its IAM authorization asks. */
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod/mini';
import { problemMessage } from '#shared/http/admin/messages/problem.ts';
import { CommandError } from './command-error.ts';

type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** Where an admin API is, and as whom to call it. */
export type AdminTarget = {
  readonly adminUrl: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
  /** What to do when it does not answer. */
  readonly advice?: string;
};

type AdminRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Each segment is sent percent-encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

export type AdminClient = {
  /** @throws CommandError with the problem that the API answers (RFC 9457), or when it cannot be reached */
  send<Schema extends z.ZodMiniType>(request: AdminRequest, answer: Schema): Promise<z.infer<Schema>>;
};

/** API Gateway writes it one way or the other, depending on what refuses. */
const gatewayMessage = z.object({ message: z.optional(z.string()), Message: z.optional(z.string()) });

/** A proxy or a load balancer may hang; the API itself answers within 29 s. */
const timeoutMilliseconds = 30_000;

export function adminClient({ adminUrl, region, credentials, advice = 'Is it running?' }: AdminTarget): AdminClient {
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
      const signed = { method: request.method, headers, ...(body !== undefined && { body }) };
      const { response, text } = await reach(url, signed, advice);
      if (!response.ok) throw refusal(response, text);
      const parsed = answer.safeParse(parseJson(text));
      if (parsed.success) return parsed.data;
      throw new CommandError(
        `${url.origin} answered ${response.status}, but not what an admin API of this version answers.`,
        { cause: parsed.error },
      );
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

async function reach(url: URL, request: RequestInit, advice: string): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMilliseconds) });
    return { response, text: await response.text() };
  } catch (cause) {
    throw new CommandError(`The admin API at ${url.origin} does not answer (${reasonOf(cause)}). ${advice}`, { cause });
  }
}

/** fetch itself says nothing but "fetch failed": its cause names the system call that failed. */
function reasonOf(error: unknown): string {
  const { message } = error instanceof Error && error.cause instanceof Error ? error.cause : Error(String(error));
  return message || 'no connection';
}

/** The problem that the API found (RFC 9457), or what API Gateway said before it: a signature or a permission is wrong. */
function refusal({ status, statusText }: Response, text: string): CommandError {
  const body = parseJson(text);
  const problem = problemMessage.safeParse(body);
  if (problem.success) {
    const errors = (problem.data.errors ?? []).map(({ pointer, parameter, detail }) => {
      const place = pointer || parameter;
      return `\n  ${place ? `${place}: ` : ''}${detail}`;
    });
    return new CommandError(`${problem.data.detail}${errors.join('')}`);
  }
  const { data } = gatewayMessage.safeParse(body);
  const said = (data?.message ?? data?.Message ?? text).slice(0, 500) || 'nothing more';
  return new CommandError(`The admin API answered ${status} ${statusText}: ${said}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
