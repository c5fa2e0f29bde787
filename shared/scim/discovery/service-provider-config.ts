/** What this service provider can do (RFC 7643 §5, RFC 7644 §4, RFC 9865 §4). */
import { maximumOperations, maximumPayloadSize } from '#shared/scim/bulk/limits.ts';
import { cursorTimeoutSeconds, defaultCount, maximumCount } from '#shared/scim/messages/parse-list-query.ts';
import { serviceProviderConfigSchema } from '#shared/scim/schema/service-provider-config.ts';

/** @param baseUrl without a slash at its end */
export function serviceProviderConfig(baseUrl: string) {
  return {
    schemas: [serviceProviderConfigSchema.id],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: maximumOperations, maxPayloadSize: maximumPayloadSize },
    filter: { supported: true, maxResults: maximumCount },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: defaultCount,
      maxPageSize: maximumCount,
      cursorTimeout: cursorTimeoutSeconds,
    },
    authenticationSchemes: [
      {
        type: 'httpbasic',
        name: 'HTTP Basic',
        description: 'The user name and password of a provider with API credentials.',
        specUri: 'https://www.rfc-editor.org/info/rfc7617',
      },
      {
        type: 'oauthbearertoken',
        name: 'OAuth Bearer Token',
        description: 'The bearer token of a provider with an OAuth token.',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  };
}
