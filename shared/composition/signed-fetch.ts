/** Calls to AWS that are too few to bring an SDK client for: signed (Signature Version 4) and sent by `fetch`. */
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

type Signer = ConstructorParameters<typeof SignatureV4>[0];

/** As an SDK client holds them in its `config`: values, or functions that find them. */
export type Caller = Pick<Signer, 'credentials' | 'region'>;

export type AwsCall = {
  /** As signatures name it, e.g. `apigateway`. */
  readonly service: string;
  readonly method: 'DELETE' | 'POST';
  /** Without a query. */
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

const timeoutMilliseconds = 3000;

/** @throws Error when there is no answer in 3 seconds, or it is none of success: then with what AWS said */
export async function signedFetch({ credentials, region }: Caller, call: AwsCall): Promise<void> {
  const { service, method, url, headers: given = {}, body } = call;
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 });
  const { headers } = await signer.sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    headers: { ...given, host: url.host },
    body,
  });
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  const response = await fetch(url, { method, headers, signal, ...(body !== undefined && { body }) });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  await response.body?.cancel();
}
