/** The multi-valued attributes of the User schema (RFC 7643 §4.1.2), described as in §8.7.1. */
import { type AttributeDefinition, attribute } from './definition.ts';

const display = attribute({
  name: 'display',
  description: 'A human-readable name, primarily used for display purposes. READ-ONLY.',
});

function type(examples: string, canonicalValues?: readonly string[]): AttributeDefinition {
  return attribute({
    name: 'type',
    description: `A label indicating the attribute's function${examples}.`,
    ...(canonicalValues === undefined ? {} : { canonicalValues }),
  });
}

function primary(examples: string): AttributeDefinition {
  return attribute({
    name: 'primary',
    type: 'boolean',
    description:
      `A Boolean value indicating the 'primary' or preferred attribute value for this attribute${examples}. ` +
      "The primary attribute value 'true' MUST appear no more than once.",
  });
}

/** In the order of RFC 7643 §8.7.1. */
export const multiValuedUserAttributes: readonly AttributeDefinition[] = [
  attribute({
    name: 'emails',
    type: 'complex',
    multiValued: true,
    description:
      'Email addresses for the user. The value SHOULD be canonicalized by the service provider, e.g., ' +
      "'bjensen@example.com' instead of 'bjensen@EXAMPLE.COM'. Canonical type values of 'work', 'home', and " +
      "'other'.",
    subAttributes: [
      attribute({
        name: 'value',
        description:
          'Email addresses for the user. The value SHOULD be canonicalized by the service provider, e.g., ' +
          "'bjensen@example.com' instead of 'bjensen@EXAMPLE.COM'. Canonical type values of 'work', 'home', and " +
          "'other'.",
      }),
      display,
      type(", e.g., 'work' or 'home'", ['work', 'home', 'other']),
      primary(', e.g., the preferred mailing address or primary email address'),
    ],
  }),
  attribute({
    name: 'phoneNumbers',
    type: 'complex',
    multiValued: true,
    description:
      'Phone numbers for the User. The value SHOULD be canonicalized by the service provider according to the ' +
      "format specified in RFC 3966, e.g., 'tel:+1-201-555-0123'. Canonical type values of 'work', 'home', " +
      "'mobile', 'fax', 'pager', and 'other'.",
    subAttributes: [
      attribute({
        name: 'value',
        description: 'Phone number of the User.',
      }),
      display,
      type(", e.g., 'work', 'home', 'mobile'", ['work', 'home', 'mobile', 'fax', 'pager', 'other']),
      primary(', e.g., the preferred phone number or primary phone number'),
    ],
  }),
  attribute({
    name: 'ims',
    type: 'complex',
    multiValued: true,
    description: 'Instant messaging addresses for the User.',
    subAttributes: [
      attribute({
        name: 'value',
        description: 'Instant messaging address for the User.',
      }),
      display,
      type(", e.g., 'aim', 'gtalk', 'xmpp'", ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo']),
      primary(', e.g., the preferred messenger or primary messenger'),
    ],
  }),
  attribute({
    name: 'photos',
    type: 'complex',
    multiValued: true,
    description: 'URLs of photos of the User.',
    subAttributes: [
      attribute({
        name: 'value',
        type: 'reference',
        description: 'URL of a photo of the User.',
        referenceTypes: ['external'],
      }),
      display,
      type(", i.e., 'photo' or 'thumbnail'", ['photo', 'thumbnail']),
      primary(', e.g., the preferred photo or thumbnail'),
    ],
  }),
  attribute({
    name: 'addresses',
    type: 'complex',
    multiValued: true,
    description:
      "A physical mailing address for this User. Canonical type values of 'work', 'home', and 'other'. This " +
      'attribute is a complex type with the following sub-attributes.',
    subAttributes: [
      attribute({
        name: 'formatted',
        description:
          'The full mailing address, formatted for display or use with a mailing label. This attribute MAY contain ' +
          'newlines.',
      }),
      attribute({
        name: 'streetAddress',
        description:
          'The full street address component, which may include house number, street name, P.O. box, and multi-line' +
          ' extended street address information. This attribute MAY contain newlines.',
      }),
      attribute({
        name: 'locality',
        description: 'The city or locality component.',
      }),
      attribute({
        name: 'region',
        description: 'The state or region component.',
      }),
      attribute({
        name: 'postalCode',
        description: 'The zip code or postal code component.',
      }),
      attribute({
        name: 'country',
        description: 'The country name component.',
      }),
      type(", e.g., 'work' or 'home'", ['work', 'home', 'other']),
      primary(', e.g., the preferred mailing address'),
    ],
  }),
  attribute({
    name: 'entitlements',
    type: 'complex',
    multiValued: true,
    description: 'A list of entitlements for the User that represent a thing the User has.',
    subAttributes: [
      attribute({
        name: 'value',
        description: 'The value of an entitlement.',
      }),
      display,
      type(''),
      primary(''),
    ],
  }),
  attribute({
    name: 'x509Certificates',
    type: 'complex',
    multiValued: true,
    description: 'A list of certificates issued to the User.',
    subAttributes: [
      attribute({
        name: 'value',
        type: 'binary',
        description: 'The value of an X.509 certificate.',
      }),
      display,
      type(''),
      primary(''),
    ],
  }),
];
