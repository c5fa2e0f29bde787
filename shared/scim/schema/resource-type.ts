/** The ResourceType schema (RFC 7643 §6), described as in §8.7.2, with extensions a list and optional as §6 says. */
import { readOnly, type SchemaDefinition } from './definition.ts';

export const resourceTypeSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  name: 'ResourceType',
  description: 'Specifies the schema that describes a SCIM resource type',
  attributes: [
    readOnly({
      name: 'id',
      description: "The resource type's server unique id. May be the same as the 'name' attribute.",
    }),
    readOnly({
      name: 'name',
      description: "The resource type name. When applicable, service providers MUST specify the name, e.g., 'User'.",
      required: true,
    }),
    readOnly({
      name: 'description',
      description:
        "The resource type's human-readable description. When applicable, service providers MUST specify the " +
        'description.',
    }),
    readOnly({
      name: 'endpoint',
      type: 'reference',
      description: "The resource type's HTTP-addressable endpoint relative to the Base URL, e.g., '/Users'.",
      required: true,
      referenceTypes: ['uri'],
    }),
    readOnly({
      name: 'schema',
      type: 'reference',
      description: "The resource type's primary/base schema URI.",
      required: true,
      referenceTypes: ['uri'],
    }),
    readOnly({
      name: 'schemaExtensions',
      type: 'complex',
      multiValued: true,
      description: "A list of URIs of the resource type's schema extensions.",
      subAttributes: [
        readOnly({
          name: 'schema',
          type: 'reference',
          description: 'The URI of a schema extension.',
          required: true,
          referenceTypes: ['uri'],
        }),
        readOnly({
          name: 'required',
          type: 'boolean',
          description:
            'A Boolean value that specifies whether or not the schema extension is required for the resource type. ' +
            'If true, a resource of this type MUST include this schema extension and also include any attributes ' +
            'declared as required in this schema extension. If false, a resource of this type MAY omit this schema ' +
            'extension.',
          required: true,
        }),
      ],
    }),
  ],
};
