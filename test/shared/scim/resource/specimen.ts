/**
 * A resource type with what the User schema does not have: members of a group, and every type and `returned` of RFC
 * 7643 §2.
 */
import { attribute, type ResourceType } from '#shared/scim/schema/definition.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';

export const specimenResourceType: ResourceType = {
  ...userResourceType,
  schema: {
    id: 'urn:example:schemas:Specimen',
    name: 'Specimen',
    description: 'A specimen',
    attributes: [
      attribute({ name: 'displayName', description: 'Its name' }),
      attribute({
        name: 'members',
        type: 'complex',
        multiValued: true,
        description: 'Its members',
        subAttributes: [
          attribute({ name: 'value', description: 'The id of the member', caseExact: true }),
          attribute({ name: '$ref', type: 'reference', description: 'The URI of the member' }),
          attribute({ name: 'display', description: 'The name of the member' }),
        ],
      }),
      attribute({ name: 'labels', multiValued: true, description: 'Its labels' }),
      attribute({ name: 'count', type: 'integer', description: 'How many' }),
      attribute({ name: 'weight', type: 'decimal', description: 'How heavy' }),
      attribute({ name: 'seenAt', type: 'dateTime', description: 'When it was seen' }),
      attribute({ name: 'serial', description: 'Given once', mutability: 'immutable' }),
      attribute({ name: 'pin', description: 'Only written', mutability: 'writeOnly' }),
      attribute({
        name: 'origins',
        type: 'complex',
        multiValued: true,
        description: 'Where it was found',
        subAttributes: [
          attribute({ name: 'place', description: 'The place', required: true }),
          attribute({ name: 'depth', type: 'integer', description: 'Below the ground' }),
        ],
      }),
      attribute({
        name: 'maker',
        type: 'complex',
        description: 'Who made it',
        subAttributes: [
          attribute({ name: 'value', description: 'The name', mutability: 'immutable' }),
          attribute({ name: 'note', description: 'What is said of them' }),
        ],
      }),
      attribute({
        name: 'origin',
        type: 'complex',
        description: 'Always returned, with one part on request',
        returned: 'always',
        subAttributes: [
          attribute({ name: 'country', description: 'The country' }),
          attribute({ name: 'region', description: 'The region' }),
          attribute({ name: 'notes', description: 'Returned on request', returned: 'request' }),
        ],
      }),
      attribute({ name: 'secret', description: 'Never returned', returned: 'never' }),
      attribute({ name: 'details', description: 'Returned on request', returned: 'request' }),
    ],
  },
};
