/** How SCIM schemas, their attributes and resource types are described (RFC 7643 §6 and §7). */

type AttributeType = 'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'binary' | 'reference' | 'complex';

/**
 * An attribute with every characteristic of RFC 7643 §7; serialized as it stands, it is an entry of a Schema resource.
 */
export type AttributeDefinition = {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly canonicalValues?: readonly string[];
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly referenceTypes?: readonly string[];
  /** Present if and only if the type is complex. */
  readonly subAttributes?: readonly AttributeDefinition[];
};

export type SchemaDefinition = {
  /** The schema's URN. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly AttributeDefinition[];
};

export type ResourceType = {
  readonly name: 'User';
  /** Relative to the base URL. */
  readonly endpoint: '/Users';
  readonly description: string;
  readonly schema: SchemaDefinition;
  readonly schemaExtensions: readonly { readonly schema: SchemaDefinition; readonly required: boolean }[];
};

/**
 * Completes an attribute with what RFC 7643 §2.2 says of everything left out: an optional, singular, readWrite string
 * that ignores case. References and binaries are case exact (§2.3.6, §2.3.7).
 */
export function attribute(
  described: Pick<AttributeDefinition, 'name' | 'description'> & Partial<AttributeDefinition>,
): AttributeDefinition {
  const type = described.type ?? 'string';
  return {
    type,
    multiValued: false,
    required: false,
    caseExact: type === 'reference' || type === 'binary',
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...described,
  };
}

/** An attribute of a resource that clients can only read, as all discovery resources are (RFC 7643 §5 to §7). */
export function readOnly(described: Parameters<typeof attribute>[0]): AttributeDefinition {
  return attribute({ ...described, mutability: 'readOnly' });
}
