/** The schemas against the representations in RFC 7643 §8.7, and every place where ours differ from them. */
import { describe, expect, test } from 'vitest';
import { commonAttributes } from '#shared/scim/schema/common.ts';
import { type AttributeDefinition, attribute, type SchemaDefinition } from '#shared/scim/schema/definition.ts';
import { enterpriseUserSchema } from '#shared/scim/schema/enterprise-user.ts';
import { resourceTypeSchema } from '#shared/scim/schema/resource-type.ts';
import { schemaSchema } from '#shared/scim/schema/schema.ts';
import { serviceProviderConfigSchema } from '#shared/scim/schema/service-provider-config.ts';
import { unsupportedUserAttributes, userSchema } from '#shared/scim/schema/user.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import resourceSchemas from '#test/fixtures/rfc/rfc7643-8.7.1-schemas.json' with { type: 'json' };
import serviceProviderSchemas from '#test/fixtures/rfc/rfc7643-8.7.2-schemas.json' with { type: 'json' };

type Characteristics = Readonly<Record<string, unknown>>;
type Described = Partial<AttributeDefinition> & {
  readonly name: string;
  readonly subAttributes?: readonly Described[];
};

/** Each attribute by its full name, with what RFC 7643 §2.2 says of characteristics that are left out. */
function flatten(attributes: readonly Described[], prefix = ''): Record<string, Characteristics> {
  return Object.assign(
    {},
    ...attributes.map(({ subAttributes = [], canonicalValues = [], ...characteristics }) => {
      const name = prefix + characteristics.name;
      const described = { caseExact: false, uniqueness: 'none', ...characteristics, canonicalValues };
      return { [name]: described, ...flatten(subAttributes, `${name}.`) };
    }),
  );
}

/** The names of attributes that only one side has, and the characteristics in which the two differ. */
function differences(ours: SchemaDefinition, theirs: { readonly attributes: readonly Described[] }): unknown[] {
  const our = flatten(ours.attributes);
  const their = flatten(theirs.attributes);
  return [...new Set([...Object.keys(their), ...Object.keys(our)])].flatMap((name): unknown[] => {
    const [a, b] = [our[name], their[name]];
    if (a === undefined) return [`- ${name}`];
    if (b === undefined) return [`+ ${name}`];
    return Object.keys({ ...a, ...b })
      .filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]))
      .map((key) => `${name}: ${key} ${JSON.stringify(a[key])}`);
  });
}

function rfc(id: string): {
  readonly attributes: readonly Described[];
  readonly name: string;
  readonly description: string;
} {
  const found = [...resourceSchemas, ...serviceProviderSchemas].find((schema) => schema.id === id);
  if (found === undefined) throw new Error(`${id} is not in RFC 7643 §8.7`);
  return JSON.parse(JSON.stringify(found));
}

describe('RFC 7643 §8.7', () => {
  test.each([userSchema, enterpriseUserSchema, serviceProviderConfigSchema, resourceTypeSchema, schemaSchema])(
    'names and describes $id',
    ({ id, name, description }) => {
      const { name: rfcName, description: rfcDescription } = rfc(id);

      expect({ name, description }).toStrictEqual({ name: rfcName, description: rfcDescription });
    },
  );

  test('User lacks only what is not supported, gives addresses the primary of §8.2, and has case-exact references', () => {
    const found = differences(userSchema, rfc(userSchema.id));

    expect(found).toStrictEqual([
      'profileUrl: caseExact true',
      '- password',
      'photos.value: caseExact true',
      '- groups',
      '- groups.value',
      '- groups.$ref',
      '- groups.display',
      '- groups.type',
      '- roles',
      '- roles.value',
      '- roles.display',
      '- roles.type',
      '- roles.primary',
      'x509Certificates.value: caseExact true',
      '+ addresses.primary',
    ]);
    expect(unsupportedUserAttributes).toStrictEqual(['password', 'groups', 'roles']);
  });

  test('EnterpriseUser differs in a case-exact reference (§2.3.7)', () => {
    const found = differences(enterpriseUserSchema, rfc(enterpriseUserSchema.id));

    expect(found).toStrictEqual(['manager.$ref: caseExact true']);
  });

  test('ServiceProviderConfig has what §5 and §8.5 say and §8.7.2 leaves out, and `pagination` of RFC 9865 §4', () => {
    const parts = ['cursor', 'index', 'defaultPaginationMethod', 'defaultPageSize', 'maxPageSize', 'cursorTimeout'];
    const pagination = ['', ...parts.map((name) => `.${name}`)];
    const found = differences(serviceProviderConfigSchema, rfc(serviceProviderConfigSchema.id));

    expect(found).toStrictEqual([
      'documentationUri: caseExact true',
      'authenticationSchemes.specUri: caseExact true',
      'authenticationSchemes.documentationUri: caseExact true',
      '+ etag',
      '+ etag.supported',
      ...pagination.map((name) => `+ pagination${name}`),
      '+ authenticationSchemes.type',
      '+ authenticationSchemes.primary',
    ]);
  });

  test('ResourceType has an optional list of extensions, as §6 says', () => {
    const found = differences(resourceTypeSchema, rfc(resourceTypeSchema.id));

    expect(found).toStrictEqual([
      'endpoint: caseExact true',
      'schemaExtensions: multiValued true',
      'schemaExtensions: required false',
    ]);
  });

  test('Schema describes its description, knows binary, and lists reference types in sub-attributes, as §7 says', () => {
    const found = differences(schemaSchema, rfc(schemaSchema.id));
    const types = '["string","complex","boolean","decimal","integer","dateTime","reference","binary"]';

    expect(found).toStrictEqual([
      'description: description "The schema\'s human-readable description. When applicable, service providers MUST specify the description."',
      `attributes.type: description "The attribute's data type. Valid values include 'string', 'complex', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary'."`,
      `attributes.type: canonicalValues ${types}`,
      expect.stringMatching(/^attributes.subAttributes.type: description .*'reference', 'binary'\."$/),
      `attributes.subAttributes.type: canonicalValues ${types}`,
      'attributes.subAttributes.referenceTypes: multiValued true',
    ]);
  });
});

/** Name, type, and the characteristics that are not what RFC 7643 §2.2 says of an attribute that says nothing. */
function described(attributes: readonly AttributeDefinition[], prefix = ''): readonly string[] {
  return attributes.flatMap(({ name, type, description, subAttributes = [], ...others }) => {
    const usual = attribute({ name, type, description });
    const unusual = Object.entries(others).filter(
      ([key, value]) => !Object.entries(usual).some(([k, v]) => k === key && v === value),
    );
    return [
      `${prefix}${name} ${type} ${JSON.stringify(Object.fromEntries(unusual))} ${description}`,
      ...described(subAttributes, `${prefix}${name}.`),
    ];
  });
}

test('RFC 7643 §3.1: the common attributes', () => {
  expect(described(commonAttributes)).toEqual([
    'schemas reference {"multiValued":true,"required":true,"caseExact":false,"returned":"always","referenceTypes":["uri"]} The URIs of the schemas that define the attributes present in the resource.',
    'id string {"caseExact":true,"mutability":"readOnly","returned":"always","uniqueness":"server"} A unique identifier for a SCIM resource as defined by the service provider.',
    'externalId string {"caseExact":true} A String that is an identifier for the resource as defined by the provisioning client.',
    'meta complex {"mutability":"readOnly"} A complex attribute containing resource metadata.',
    'meta.resourceType string {"caseExact":true,"mutability":"readOnly"} The name of the resource type of the resource.',
    'meta.created dateTime {"mutability":"readOnly"} The DateTime that the resource was added to the service provider.',
    'meta.lastModified dateTime {"mutability":"readOnly"} The most recent DateTime that the details of this resource were updated at the service provider.',
    'meta.location reference {"mutability":"readOnly","referenceTypes":["uri"]} The URI of the resource being returned.',
    'meta.version string {"caseExact":true,"mutability":"readOnly"} The version of the resource being returned.',
  ]);
});

test('RFC 7643 §5 and RFC 9865 §4: what ServiceProviderConfig has beside §8.7.2', () => {
  const added = serviceProviderConfigSchema.attributes.flatMap((each) =>
    each.name === 'authenticationSchemes'
      ? (each.subAttributes ?? []).filter(({ name }) => name === 'type' || name === 'primary')
      : [each].filter(({ name }) => name === 'etag' || name === 'pagination'),
  );

  expect(described(added)).toEqual([
    'etag complex {"required":true,"mutability":"readOnly"} A complex type that specifies ETag configuration options.',
    'etag.supported boolean {"required":true,"mutability":"readOnly"} A Boolean value specifying whether or not the operation is supported.',
    'pagination complex {"mutability":"readOnly"} A complex type that indicates pagination configuration options.',
    'pagination.cursor boolean {"required":true,"mutability":"readOnly"} A Boolean value specifying support of cursor-based pagination.',
    'pagination.index boolean {"required":true,"mutability":"readOnly"} A Boolean value specifying support of index-based pagination.',
    'pagination.defaultPaginationMethod string {"mutability":"readOnly","canonicalValues":["cursor","index"]} The type of pagination that the service provider defaults to when the client has not specified which method it wishes to use.',
    'pagination.defaultPageSize integer {"mutability":"readOnly"} The default number of results returned in a page when a count is not specified in the query.',
    'pagination.maxPageSize integer {"mutability":"readOnly"} The maximum number of results returned in a page regardless of what is specified for the count in a query.',
    'pagination.cursorTimeout integer {"mutability":"readOnly"} The minimum number of seconds that a cursor is valid between page requests.',
    'type string {"required":true,"mutability":"readOnly","canonicalValues":["oauth","oauth2","oauthbearertoken","httpbasic","httpdigest"]} The authentication scheme. This specification defines the values "oauth", "oauth2", "oauthbearertoken", "httpbasic", and "httpdigest".',
    'primary boolean {"mutability":"readOnly"} A Boolean value indicating the \'primary\' or preferred authentication scheme. The primary attribute value \'true\' MUST appear no more than once.',
  ]);
});

test('RFC 7643 §2.4: the primary that §8.7.1 does not give to addresses', () => {
  const addresses = userSchema.attributes.find(({ name }) => name === 'addresses');

  expect(described(addresses?.subAttributes ?? []).at(-1)).toBe(
    "primary boolean {} A Boolean value indicating the 'primary' or preferred attribute value for this attribute, e.g., the preferred mailing address. The primary attribute value 'true' MUST appear no more than once.",
  );
});

describe('every schema', () => {
  const all = [userSchema, enterpriseUserSchema, serviceProviderConfigSchema, resourceTypeSchema, schemaSchema];

  test.each(all)('$id has sub-attributes in complex attributes only', ({ attributes }) => {
    const wrong = attributes.filter(
      ({ type, subAttributes }) => (type === 'complex') !== (subAttributes !== undefined),
    );

    expect(wrong).toStrictEqual([]);
  });

  test.each(all)('$id has reference types in references only', ({ attributes }) => {
    const wrong = [...attributes, ...attributes.flatMap(({ subAttributes = [] }) => subAttributes)].filter(
      ({ type, referenceTypes }) => (type === 'reference') !== (referenceTypes !== undefined),
    );

    expect(wrong).toStrictEqual([]);
  });

  test.each(all)(
    '$id names attributes by the grammar of RFC 7643 §2.1, references aside, and none twice',
    ({ attributes }) => {
      for (const members of [attributes, ...attributes.map(({ subAttributes = [] }) => subAttributes)]) {
        const names = members.map(({ name }) => name);

        expect(names.filter((name) => !/^[A-Za-z][A-Za-z0-9$_-]*$/.test(name) && name !== '$ref')).toStrictEqual([]);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
      }
    },
  );

  test.each([userSchema, enterpriseUserSchema, serviceProviderConfigSchema, resourceTypeSchema])(
    '$id nests complex attributes no deeper than RFC 7643 §2.3.8 allows',
    ({ attributes }) => {
      const nested = attributes.flatMap(({ subAttributes = [] }) =>
        subAttributes.filter(({ type }) => type === 'complex'),
      );

      expect(nested).toStrictEqual([]);
    },
  );

  test('no attribute of a User is immutable, writeOnly, or never returned', () => {
    const found = [userSchema, enterpriseUserSchema]
      .flatMap(({ attributes }) => [...attributes, ...attributes.flatMap(({ subAttributes = [] }) => subAttributes)])
      .filter(({ mutability, returned }) => ['immutable', 'writeOnly'].includes(mutability) || returned === 'never');

    expect(found).toStrictEqual([]);
  });

  test('the User resource type carries the Enterprise User extension and does not require it', () => {
    expect(userResourceType).toStrictEqual({
      name: 'User',
      endpoint: '/Users',
      description: 'User Account',
      schema: userSchema,
      schemaExtensions: [{ schema: enterpriseUserSchema, required: false }],
    });
  });
});
