/**
 * The attributes that every resource has whatever its schemas are (RFC 7643 §3 and §3.1); no Schema resource lists
 * them.
 */
import { type AttributeDefinition, attribute, readOnly } from './definition.ts';

const meta = readOnly({
  name: 'meta',
  type: 'complex',
  description: 'A complex attribute containing resource metadata.',
  subAttributes: [
    readOnly({
      name: 'resourceType',
      description: 'The name of the resource type of the resource.',
      caseExact: true,
    }),
    readOnly({
      name: 'created',
      type: 'dateTime',
      description: 'The DateTime that the resource was added to the service provider.',
    }),
    readOnly({
      name: 'lastModified',
      type: 'dateTime',
      description: 'The most recent DateTime that the details of this resource were updated at the service provider.',
    }),
    readOnly({
      name: 'location',
      type: 'reference',
      description: 'The URI of the resource being returned.',
      referenceTypes: ['uri'],
    }),
    readOnly({
      name: 'version',
      description: 'The version of the resource being returned.',
      caseExact: true,
    }),
  ],
});

/** `schemas` ignores case, because RFC 7644 §3.10 compares schema URNs so. */
export const commonAttributes: readonly AttributeDefinition[] = [
  attribute({
    name: 'schemas',
    type: 'reference',
    multiValued: true,
    description: 'The URIs of the schemas that define the attributes present in the resource.',
    required: true,
    caseExact: false,
    returned: 'always',
    referenceTypes: ['uri'],
  }),
  readOnly({
    name: 'id',
    description: 'A unique identifier for a SCIM resource as defined by the service provider.',
    caseExact: true,
    returned: 'always',
    uniqueness: 'server',
  }),
  attribute({
    name: 'externalId',
    description: 'A String that is an identifier for the resource as defined by the provisioning client.',
    caseExact: true,
  }),
  meta,
];
