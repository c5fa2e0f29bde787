/** Random requests that look enough like real ones to reach every rule, with some that look like nothing. */
import fc from 'fast-check';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const names = [
  ...[
    'userName',
    'USERNAME',
    'externalId',
    'active',
    'title',
    'name',
    'name.givenName',
    'emails',
    'Emails',
    'emails.value',
  ],
  ...['emails.type', 'phoneNumbers', 'addresses', 'photos', 'x509Certificates', enterprise, `${enterprise}:manager`],
  ...[`${enterprise}.department`, 'manager', 'manager.value', 'id', 'meta', 'schemas', 'password', 'roles', 'unknown'],
  ...[
    'value',
    'type',
    'primary',
    'display',
    'givenName',
    'familyName',
    'locality',
    '$ref',
    'displayName',
    'department',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'constructor.prototype', '', '[', 'urn:', ':', '.'],
];

const paths = [
  ...['emails[type eq "work"]', 'emails[type eq "work"].value', 'emails[type eq "home" and primary eq true].value'],
  ...['emails[not (primary eq true)].primary', 'emails[value pr]', 'emails[primary eq "True"].type', 'emails['],
  ...['addresses[type eq "work"].locality', 'addresses[locality sw "a"]', 'roles[primary eq true].value'],
  ...['name[givenName eq "a"]', 'emails[unknown eq 1]', 'emails[type eq "work"].unknown', 'phoneNumbers[value co ""]'],
  ...[enterprise, 'urn:ietf:params:scim:schemas:core:2.0:User', 'urn:ietf:params:scim:schemas:core:2.0:User:title'],
];

const scalars = fc.constantFrom(
  ...['a', 'b', 'A', '', ' ', 'work', 'Work', 'home', 'True', 'false', 'AAAA', '\uD800', 'a@example.com'],
  ...[true, false, null, 0, 1.5, -1],
);

const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 5 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** JSON as a parser gives it: `__proto__` is a key like any other. */
function asParsed<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return arbitrary.map((value) => JSON.parse(JSON.stringify(value ?? null)));
}

/** Anything that a body can be, mostly something like a user. */
export const bodies: fc.Arbitrary<unknown> = asParsed(
  fc.oneof(
    { weight: 1, arbitrary: fc.jsonValue() },
    {
      weight: 9,
      arbitrary: fc
        .tuple(fc.array(fc.tuple(fc.constantFrom(...names, ...paths), values), { maxLength: 8 }), fc.boolean())
        .map(([entries, named]) => Object.fromEntries([...(named ? [['userName', 'jane']] : []), ...entries])),
    },
  ),
);

const operations = fc.record(
  {
    op: fc.oneof(
      { weight: 19, arbitrary: fc.constantFrom('add', 'replace', 'remove') },
      { weight: 1, arbitrary: fc.constantFrom('Add', 'Replace', 'Remove', 'move') },
    ),
    path: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names, ...paths) }, { weight: 1, arbitrary: values }),
    value: values,
  },
  { requiredKeys: ['op'] },
);

/** Anything that a PATCH request can be, mostly a PatchOp. */
export const patchOps: fc.Arbitrary<unknown> = asParsed(
  fc.oneof(
    { weight: 1, arbitrary: fc.jsonValue() },
    {
      weight: 9,
      arbitrary: fc.record({
        schemas: fc.constant(['urn:ietf:params:scim:api:messages:2.0:PatchOp']),
        Operations: fc.array(operations, { minLength: 1, maxLength: 3 }),
      }),
    },
  ),
);
