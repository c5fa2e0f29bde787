/**
 * Flushes the answers of the authorizer that API Gateway keeps: the one call to its control plane, so without its SDK
 * client.
 */
import { Unavailable } from '#shared/directory/errors.ts';
import type { CredentialCache } from '#shared/directory/ports.ts';
import { type Caller, signedFetch } from './signed-fetch.ts';

export type AuthorizerCacheSettings = Caller & {
  readonly apiId: string;
  readonly stageName: string;
  /** Absent: as with the SDK's own clients `AWS_ENDPOINT_URL_API_GATEWAY`, or else that of the region. */
  readonly endpoint?: string | undefined;
};

/** FlushStageAuthorizersCache (API Gateway's REST API reference): 202 once accepted. */
export function apiGatewayCredentialCache(settings: AuthorizerCacheSettings): CredentialCache {
  return {
    flush: async () => {
      try {
        await flush(settings);
      } catch (cause) {
        throw new Unavailable('API Gateway did not flush the cache of its authorizer', { cause });
      }
    },
  };
}

async function flush({ credentials, region, endpoint, apiId, stageName }: AuthorizerCacheSettings): Promise<void> {
  const regionName = typeof region === 'string' ? region : await region();
  const configured = endpoint ?? process.env.AWS_ENDPOINT_URL_API_GATEWAY;
  const url = new URL(
    `/restapis/${apiId}/stages/${stageName}/cache/authorizers`,
    configured ?? `https://apigateway.${regionName}.amazonaws.com`,
  );
  await signedFetch({ credentials, region }, { service: 'apigateway', method: 'DELETE', url });
}
