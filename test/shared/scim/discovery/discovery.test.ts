import { describe, expect, test } from 'vitest';
import { resourceTypes } from '#shared/scim/discovery/resource-types.ts';
import { schemas } from '#shared/scim/discovery/schemas.ts';
import { serviceProviderConfig } from '#shared/scim/discovery/service-provider-config.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import { commonAttributes } from '#shared/scim/schema/common.ts';
import type { AttributeDefinition, SchemaDefinition } from '#shared/scim/schema/definition.ts';
import { resourceTypeSchema } from '#shared/scim/schema/resource-type.ts';
import { schemaSchema } from '#shared/scim/schema/schema.ts';
import { serviceProviderConfigSchema } from '#shared/scim/schema/service-provider-config.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import rfcConfig from '#test/fixtures/rfc/rfc7643-8.5-service-provider-config.json' with { type: 'json' };
import rfcResourceTypes from '#test/fixtures/rfc/rfc7643-8.6-resource-types.json' with { type: 'json' };
import rfcPagination from '#test/fixtures/rfc/rfc9865-4-pagination.json' with { type: 'json' };

const baseUrl = 'https://example.com/scim/v2';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What a resource has that its schema does not, or lacks that its schema requires. */
function departures(resource: object, { attributes }: SchemaDefinition): readonly string[] {
  return departuresFrom({ ...resource }, [...commonAttributes, ...attributes], '');
}

function departuresFrom(value: object, definitions: readonly AttributeDefinition[], prefix: string): readonly string[] {
  const required = definitions.filter((definition) => definition.required).map(({ name }) => name);
  const lacks = required.filter((name) => !(name in value)).map((name) => `lacks ${prefix}${name}`);
  const has = Object.entries(value).flatMap(([name, member]): readonly string[] => {
    const definition = definitions.find((each) => each.name === name);
    if (definition === undefined) return [`has ${prefix}${name}`];
    if (Array.isArray(member) !== definition.multiValued) return [`one or many ${prefix}${name}`];
    const values: readonly unknown[] = Array.isArray(member) ? member : [member];
    return values.flatMap((each) => {
      if (definition.type !== 'complex') return typeof each === 'object' ? [`complex ${prefix}${name}`] : [];
      if (typeof each !== 'object' || each === null) return [`simple ${prefix}${name}`];
      return departuresFrom(each, definition.subAttributes ?? [], `${prefix}${name}.`);
    });
  });
  return [...lacks, ...has];
}

function writable(attributes: readonly AttributeDefinition[]): readonly AttributeDefinition[] {
  return attributes.map(({ subAttributes, ...definition }) => ({
    ...definition,
    mutability: 'readWrite',
    ...(subAttributes && { subAttributes: writable(subAttributes) }),
  }));
}

/** The resource as our own parser reads it by the schema, were it a resource that clients can write. */
function readBy(schema: SchemaDefinition, resource: object) {
  const type = {
    ...userResourceType,
    schema: { ...schema, attributes: writable(schema.attributes) },
    schemaExtensions: [],
  };
  return parseResource(resource, type, 'strict').resource;
}

describe('the same code that reads users reads the discovery resources by their schemas, and finds nothing to change', () => {
  const own = schemas(baseUrl);
  const shown = [
    ...own.filter(({ id }) => id !== schemaSchema.id).map((each) => [each.id, schemaSchema, each] as const),
    ...resourceTypes(baseUrl).map((each) => [each.id, resourceTypeSchema, each] as const),
    ['ServiceProviderConfig', serviceProviderConfigSchema, serviceProviderConfig(baseUrl)] as const,
    ['RFC 7643 §8.5', serviceProviderConfigSchema, rfcConfig] as const,
    ['RFC 9865 §4', serviceProviderConfigSchema, { ...rfcConfig, ...rfcPagination }] as const,
    ...rfcResourceTypes.map((each) => [`RFC 7643 §8.6 ${each.name}`, resourceTypeSchema, each] as const),
  ];

  test.each(shown)('%s', (_name, schema, resource) => {
    const { schemas: _, meta, ...attributes } = JSON.parse(JSON.stringify(resource));

    expect({ id: attributes.id, ...readBy(schema, resource) }).toEqual(attributes);
  });

  test('but for the third level of the Schema schema, which RFC 7643 §8.7.2 does not describe', () => {
    const itself = own.find(({ id }) => id === schemaSchema.id) ?? {};

    expect(() => readBy(schemaSchema, itself)).toThrow('"attributes.subAttributes.subAttributes"');
  });

  test('and refuses a schema that is not one', () => {
    const broken = own.map((each) => ({ ...each, attributes: [{ name: 'x', type: 'string' }] }));

    expect(() => readBy(schemaSchema, broken[0] ?? {})).toThrow('"attributes.multiValued" is required.');
  });
});

describe('RFC 7643 §5 ServiceProviderConfig', () => {
  test('it says what there is and what there is not', () => {
    expect(serviceProviderConfig(baseUrl)).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      bulk: { supported: true, maxOperations: 50, maxPayloadSize: 1_000_000 },
      filter: { supported: true, maxResults: 200 },
      changePassword: { supported: false },
      sort: { supported: true },
      etag: { supported: true },
      pagination: {
        cursor: true,
        index: true,
        defaultPaginationMethod: 'index',
        defaultPageSize: 100,
        maxPageSize: 200,
        cursorTimeout: 3600,
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
    });
  });

  test('it conforms to its schema', () => {
    const { schemas: urns, ...config } = serviceProviderConfig(baseUrl);

    expect(urns).toEqual([serviceProviderConfigSchema.id]);
    expect(departures({ schemas: urns, ...config }, serviceProviderConfigSchema)).toEqual([]);
  });
});

describe('RFC 7643 §6 ResourceTypes', () => {
  test('there is User with the enterprise extension, and no Group', () => {
    expect(resourceTypes(baseUrl)).toEqual([
      {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
        id: 'User',
        name: 'User',
        description: 'User Account',
        endpoint: '/Users',
        schema: 'urn:ietf:params:scim:schemas:core:2.0:User',
        schemaExtensions: [{ schema: enterprise, required: false }],
        meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/User` },
      },
    ]);
  });

  test('they conform to their schema', () => {
    expect(resourceTypes(baseUrl).flatMap((each) => departures(each, resourceTypeSchema))).toEqual([]);
  });
});

describe('RFC 7643 §7 Schemas', () => {
  test('there is one for the User, its extension, and each discovery resource, with its own location', () => {
    expect(schemas(baseUrl).map(({ id, meta }) => [id, meta])).toEqual(
      [
        'urn:ietf:params:scim:schemas:core:2.0:User',
        enterprise,
        'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
        'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
        'urn:ietf:params:scim:schemas:core:2.0:Schema',
      ].map((id) => [id, { resourceType: 'Schema', location: `${baseUrl}/Schemas/${id}` }]),
    );
  });

  test('they conform to their schema, but for its own third level, which it does not describe (RFC 7643 §8.7.2)', () => {
    expect(schemas(baseUrl).flatMap((each) => departures(each, schemaSchema))).toEqual([
      'has attributes.subAttributes.subAttributes',
    ]);
  });

  test('password, roles and groups are in none of them', () => {
    const names = schemas(baseUrl).flatMap(({ attributes }) => attributes.map(({ name }) => name));

    expect(names).toContain('userName');
    expect(names.filter((name) => ['password', 'roles', 'groups'].includes(name))).toEqual([]);
  });
});
