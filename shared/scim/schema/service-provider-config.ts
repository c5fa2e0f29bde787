/**
 * The Service Provider Configuration schema (RFC 7643 §5), described as in §8.7.2, with what §8.7.2 forgot of §5, and
 * `pagination` (RFC 9865 §4).
 */
import { readOnly, type SchemaDefinition } from './definition.ts';

const supported = readOnly({
  name: 'supported',
  type: 'boolean',
  description: 'A Boolean value specifying whether or not the operation is supported.',
  required: true,
});

export const serviceProviderConfigSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  name: 'Service Provider Configuration',
  description: "Schema for representing the service provider's configuration",
  attributes: [
    readOnly({
      name: 'documentationUri',
      type: 'reference',
      description: "An HTTP-addressable URL pointing to the service provider's human-consumable help documentation.",
      referenceTypes: ['external'],
    }),
    readOnly({
      name: 'patch',
      type: 'complex',
      description: 'A complex type that specifies PATCH configuration options.',
      required: true,
      subAttributes: [supported],
    }),
    readOnly({
      name: 'bulk',
      type: 'complex',
      description: 'A complex type that specifies bulk configuration options.',
      required: true,
      subAttributes: [
        supported,
        readOnly({
          name: 'maxOperations',
          type: 'integer',
          description: 'An integer value specifying the maximum number of operations.',
          required: true,
        }),
        readOnly({
          name: 'maxPayloadSize',
          type: 'integer',
          description: 'An integer value specifying the maximum payload size in bytes.',
          required: true,
        }),
      ],
    }),
    readOnly({
      name: 'filter',
      type: 'complex',
      description: 'A complex type that specifies FILTER options.',
      required: true,
      subAttributes: [
        supported,
        readOnly({
          name: 'maxResults',
          type: 'integer',
          description: 'An integer value specifying the maximum number of resources returned in a response.',
          required: true,
        }),
      ],
    }),
    readOnly({
      name: 'changePassword',
      type: 'complex',
      description: 'A complex type that specifies configuration options related to changing a password.',
      required: true,
      subAttributes: [supported],
    }),
    readOnly({
      name: 'sort',
      type: 'complex',
      description: 'A complex type that specifies sort result options.',
      required: true,
      subAttributes: [supported],
    }),
    readOnly({
      name: 'etag',
      type: 'complex',
      description: 'A complex type that specifies ETag configuration options.',
      required: true,
      subAttributes: [supported],
    }),
    readOnly({
      name: 'pagination',
      type: 'complex',
      description: 'A complex type that indicates pagination configuration options.',
      subAttributes: [
        readOnly({
          name: 'cursor',
          type: 'boolean',
          description: 'A Boolean value specifying support of cursor-based pagination.',
          required: true,
        }),
        readOnly({
          name: 'index',
          type: 'boolean',
          description: 'A Boolean value specifying support of index-based pagination.',
          required: true,
        }),
        readOnly({
          name: 'defaultPaginationMethod',
          description:
            'The type of pagination that the service provider defaults to when the client has not specified which ' +
            'method it wishes to use.',
          canonicalValues: ['cursor', 'index'],
        }),
        readOnly({
          name: 'defaultPageSize',
          type: 'integer',
          description: 'The default number of results returned in a page when a count is not specified in the query.',
        }),
        readOnly({
          name: 'maxPageSize',
          type: 'integer',
          description:
            'The maximum number of results returned in a page regardless of what is specified for the count in a ' +
            'query.',
        }),
        readOnly({
          name: 'cursorTimeout',
          type: 'integer',
          description: 'The minimum number of seconds that a cursor is valid between page requests.',
        }),
      ],
    }),
    readOnly({
      name: 'authenticationSchemes',
      type: 'complex',
      multiValued: true,
      description: 'A complex type that specifies supported authentication scheme properties.',
      required: true,
      subAttributes: [
        readOnly({
          name: 'type',
          description:
            'The authentication scheme. This specification defines the values "oauth", "oauth2", ' +
            '"oauthbearertoken", "httpbasic", and "httpdigest".',
          required: true,
          canonicalValues: ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'],
        }),
        readOnly({
          name: 'name',
          description: 'The common authentication scheme name, e.g., HTTP Basic.',
          required: true,
        }),
        readOnly({
          name: 'description',
          description: 'A description of the authentication scheme.',
          required: true,
        }),
        readOnly({
          name: 'specUri',
          type: 'reference',
          description: "An HTTP-addressable URL pointing to the authentication scheme's specification.",
          referenceTypes: ['external'],
        }),
        readOnly({
          name: 'documentationUri',
          type: 'reference',
          description: "An HTTP-addressable URL pointing to the authentication scheme's usage documentation.",
          referenceTypes: ['external'],
        }),
        readOnly({
          name: 'primary',
          type: 'boolean',
          description:
            "A Boolean value indicating the 'primary' or preferred authentication scheme. The primary attribute " +
            "value 'true' MUST appear no more than once.",
        }),
      ],
    }),
  ],
};
