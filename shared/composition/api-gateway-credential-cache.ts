/**
 * Flushes the answers of the authorizer that API Gateway keeps: the one call to its control plane, so without its SDK
 * client.
 */
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { Unavailable } from '#shared/directory/errors.ts';
import type { CredentialCache } from '#shared/directory/ports.ts';

type Signer = ConstructorParameters<typeof SignatureV4>[0];

export type AuthorizerCacheSettings = Pick<Signer, 'credentials' | 'region'> & {
  readonly apiId: string;
  readonly stageName: string;
  /** Absent: as with the SDK's own clients `AWS_ENDPOINT_URL_API_GATEWAY`, or else that of the region. */
  readonly endpoint?: string | undefined;
};

const timeoutMilliseconds = 3000;

/** FlushStageAuthorizersCache (API Gateway's REST API reference): 202 once accepted. */
export function apiGatewayCredentialCache(settings: AuthorizerCacheSettings): CredentialCache {
  const { credentials, region } = settings;
  const signer = new SignatureV4({ credentials, region, service: 'apigateway', sha256: Sha256 });
  return {
    flush: async () => {
      try {
        await flush(signer, settings);
      } catch (cause) {
        throw new Unavailable('API Gateway did not flush the cache of its authorizer', { cause });
      }
    },
  };
}

async function flush(signer: SignatureV4, { region, endpoint, apiId, stageName }: AuthorizerCacheSettings) {
  const regionName = typeof region === 'string' ? region : await region();
  const path = `/restapis/${apiId}/stages/${stageName}/cache/authorizers`;
  const configured = endpoint ?? process.env.AWS_ENDPOINT_URL_API_GATEWAY;
  const url = new URL(path, configured ?? `https://apigateway.${regionName}.amazonaws.com`);
  const { headers } = await signer.sign({
    method: 'DELETE',
    protocol: url.protocol,
    hostname: url.hostname,
    path,
    headers: { host: url.host },
  });
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  const response = await fetch(url, { method: 'DELETE', headers, signal });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  await response.body?.cancel();
}
