import { describe, expect, test } from 'vitest';
import { resourceTypes } from '#shared/scim/discovery/resource-types.ts';
import { schemas } from '#shared/scim/discovery/schemas.ts';
import { serviceProviderConfig } from '#shared/scim/discovery/service-provider-config.ts';
import { commonAttributes } from '#shared/scim/schema/common.ts';
import type { AttributeDefinition, SchemaDefinition } from '#shared/scim/schema/definition.ts';
import { resourceTypeSchema } from '#shared/scim/schema/resource-type.ts';
import { schemaSchema } from '#shared/scim/schema/schema.ts';
import { serviceProviderConfigSchema } from '#shared/scim/schema/service-provider-config.ts';

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

describe('RFC 7643 §5 ServiceProviderConfig', () => {
  test('it says what there is and what there is not', () => {
    expect(serviceProviderConfig(baseUrl)).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: 200 },
      changePassword: { supported: false },
      sort: { supported: false },
      etag: { supported: true },
      authenticationSchemes: [{ type: 'httpbasic' }, { type: 'oauthbearertoken' }],
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
