/**
 * The Schema schema (RFC 7643 §7), described as in §8.7.2: an attribute and a sub-attribute have the same
 * characteristics.
 */
import { type AttributeDefinition, readOnly, type SchemaDefinition } from './definition.ts';

const characteristics: readonly AttributeDefinition[] = [
  readOnly({
    name: 'name',
    description: "The attribute's name.",
    required: true,
    caseExact: true,
  }),
  readOnly({
    name: 'type',
    description:
      "The attribute's data type. Valid values include 'string', 'complex', 'boolean', 'decimal', 'integer', " +
      "'dateTime', 'reference', 'binary'.",
    required: true,
    canonicalValues: ['string', 'complex', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary'],
  }),
  readOnly({
    name: 'multiValued',
    type: 'boolean',
    description: "A Boolean value indicating an attribute's plurality.",
    required: true,
  }),
  readOnly({
    name: 'description',
    description: 'A human-readable description of the attribute.',
    caseExact: true,
  }),
  readOnly({
    name: 'required',
    type: 'boolean',
    description: 'A boolean value indicating whether or not the attribute is required.',
  }),
  readOnly({
    name: 'canonicalValues',
    multiValued: true,
    description:
      'A collection of canonical values. When applicable, service providers MUST specify the canonical types, e.g.,' +
      " 'work', 'home'.",
    caseExact: true,
  }),
  readOnly({
    name: 'caseExact',
    type: 'boolean',
    description: 'A Boolean value indicating whether or not a string attribute is case sensitive.',
  }),
  readOnly({
    name: 'mutability',
    description: 'Indicates whether or not an attribute is modifiable.',
    canonicalValues: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
    caseExact: true,
  }),
  readOnly({
    name: 'returned',
    description: 'Indicates when an attribute is returned in a response (e.g., to a query).',
    canonicalValues: ['always', 'never', 'default', 'request'],
    caseExact: true,
  }),
  readOnly({
    name: 'uniqueness',
    description: 'Indicates how unique a value must be.',
    canonicalValues: ['none', 'server', 'global'],
    caseExact: true,
  }),
  readOnly({
    name: 'referenceTypes',
    multiValued: true,
    description:
      "Used only with an attribute of type 'reference'. Specifies a SCIM resourceType that a reference attribute " +
      "MAY refer to, e.g., 'User'.",
    caseExact: true,
  }),
];

const subAttributes: AttributeDefinition = readOnly({
  name: 'subAttributes',
  type: 'complex',
  multiValued: true,
  description: 'Used to define the sub-attributes of a complex attribute.',
  subAttributes: characteristics,
});

export const schemaSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  name: 'Schema',
  description: 'Specifies the schema that describes a SCIM schema',
  attributes: [
    readOnly({
      name: 'id',
      description: 'The unique URI of the schema. When applicable, service providers MUST specify the URI.',
      required: true,
    }),
    readOnly({
      name: 'name',
      description:
        "The schema's human-readable name. When applicable, service providers MUST specify the name, e.g., 'User'.",
      required: true,
    }),
    readOnly({
      name: 'description',
      description:
        "The schema's human-readable description. When applicable, service providers MUST specify the description.",
    }),
    readOnly({
      name: 'attributes',
      type: 'complex',
      multiValued: true,
      description: 'A complex attribute that includes the attributes of a schema.',
      required: true,
      subAttributes: [...characteristics, subAttributes],
    }),
  ],
};
