/** Calls the admin API of the local stack as its operator. */
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AccessKey } from './iam/access-keys.ts';
import { environment } from './template/identifiers.ts';

export type AdminClient = {
  /** @returns the JSON of the answer. @throws Error when it is not 2xx */
  request(method: string, path: string, body?: object): Promise<unknown>;
};

/** @param adminUrl without a slash behind it */
export function createAdminClient(adminUrl: string, credentials: AccessKey): AdminClient {
  const signer = new SignatureV4({ credentials, region: environment.region, service: 'execute-api', sha256: Sha256 });
  return {
    async request(method, path, body) {
      const url = new URL(`${adminUrl}${path}`);
      const content = body === undefined ? undefined : JSON.stringify(body);
      const { headers } = await signer.sign({
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        port: Number(url.port),
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: { host: url.host, ...(content !== undefined && { 'content-type': 'application/json' }) },
        body: content,
      });
      const response = await fetch(url, { method, headers, ...(content !== undefined && { body: content }) });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${url} was answered ${response.status}: ${text}`);
      return JSON.parse(text);
    },
  };
}
