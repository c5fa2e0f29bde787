/** The Enterprise User schema extension (RFC 7643 §4.3), described as in §8.7.1. */
import { attribute, type SchemaDefinition } from './definition.ts';

export const enterpriseUserSchema: SchemaDefinition = {
  id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: [
    attribute({
      name: 'employeeNumber',
      description:
        'Numeric or alphanumeric identifier assigned to a person, typically based on order of hire or association ' +
        'with an organization.',
    }),
    attribute({
      name: 'costCenter',
      description: 'Identifies the name of a cost center.',
    }),
    attribute({
      name: 'organization',
      description: 'Identifies the name of an organization.',
    }),
    attribute({
      name: 'division',
      description: 'Identifies the name of a division.',
    }),
    attribute({
      name: 'department',
      description: 'Identifies the name of a department.',
    }),
    attribute({
      name: 'manager',
      type: 'complex',
      description:
        "The User's manager. A complex type that optionally allows service providers to represent organizational " +
        "hierarchy by referencing the 'id' attribute of another User.",
      subAttributes: [
        attribute({
          name: 'value',
          description: "The id of the SCIM resource representing the User's manager. REQUIRED.",
        }),
        attribute({
          name: '$ref',
          type: 'reference',
          description: "The URI of the SCIM resource representing the User's manager. REQUIRED.",
          referenceTypes: ['User'],
        }),
        attribute({
          name: 'displayName',
          description: "The displayName of the User's manager. OPTIONAL and READ-ONLY.",
          mutability: 'readOnly',
        }),
      ],
    }),
  ],
};
