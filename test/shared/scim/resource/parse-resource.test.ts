import { describe, expect, test } from 'vitest';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { attribute } from '#shared/scim/schema/definition.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { core, enterprise, parse, parseSpecimen, parseStrictly, refusal } from './read.ts';

describe('RFC 7643 §2.1 attribute names', () => {
  test('names of attributes, sub-attributes and extensions match in any case and come out as the schema spells them', () => {
    const { resource } = parse({
      USERNAME: 'jane',
      name: { GivenName: 'Jane' },
      [enterprise.toUpperCase()]: { DEPARTMENT: 'SCIM' },
    });

    expect(resource).toEqual({ userName: 'jane', name: { givenName: 'Jane' }, [enterprise]: { department: 'SCIM' } });
  });

  test('attributes come out in the order of the schema, whatever their order was', () => {
    const { resource } = parse({
      [enterprise]: { department: 'SCIM', division: 'R&D' },
      emails: [{ primary: true, type: 'work', value: 'jane@example.com' }],
      title: 'Engineer',
      name: { givenName: 'Jane', familyName: 'Doe' },
      userName: 'jane',
      externalId: '1',
    });

    expect(JSON.stringify(resource)).toBe(
      JSON.stringify({
        externalId: '1',
        userName: 'jane',
        name: { familyName: 'Doe', givenName: 'Jane' },
        title: 'Engineer',
        emails: [{ value: 'jane@example.com', type: 'work', primary: true }],
        [enterprise]: { division: 'R&D', department: 'SCIM' },
      }),
    );
  });

  test('of one attribute in two spellings the last one counts, as of a JSON key that is there twice', () => {
    expect(parse({ userName: 'jane', USERNAME: 'john' }).resource).toEqual({ userName: 'john' });
  });
});

describe('RFC 7643 §2.5 unassigned attributes', () => {
  test.each([
    ['null', null],
    ['an empty list', []],
    ['a complex value without sub-attributes', {}],
    ['a complex value of nulls', { formatted: null, givenName: null }],
  ])('%s is the same as an absent attribute', (_what, name) => {
    expect(parse({ userName: 'jane', name }).resource).toEqual({ userName: 'jane' });
    expect(parseStrictly({ name })).toEqual({ userName: 'jane' });
  });

  test('nulls among the values of a multi-valued attribute are no values', () => {
    expect(parseStrictly({ emails: [null, { value: 'a@example.com' }] }).emails).toEqual([{ value: 'a@example.com' }]);
    expect(parseStrictly({ emails: [null] }).emails).toBeUndefined();
  });

  test('a value that has only a type is one to a strict provider', () => {
    expect(parseStrictly({ emails: [{ type: 'work' }] }).emails).toEqual([{ type: 'work' }]);
  });

  test('an empty text is a value to a strict provider, and not enough of a userName', () => {
    expect(parseStrictly({ title: '' }).title).toBe('');
    expect(refusal(() => parseStrictly({ userName: '' }))).toEqual({
      scimType: 'invalidValue',
      detail: '"userName" is required.',
    });
  });
});

describe('RFC 7643 §2.2 mutability and what is not kept', () => {
  test.each<Strictness>(['lenient', 'strict'])(
    'a %s provider passes over readOnly attributes in silence',
    (strictness) => {
      const body = {
        schemas: [core, enterprise],
        id: 'x',
        meta: { version: 'W/"1"' },
        userName: 'jane',
        [enterprise]: { manager: { value: '26', displayName: 'John' } },
      };

      expect(parse(body, strictness)).toEqual({
        resource: { userName: 'jane', [enterprise]: { manager: { value: '26' } } },
        ignored: [],
      });
    },
  );

  test.each<Strictness>(['lenient', 'strict'])('password, roles and groups are named, not kept (%s)', (strictness) => {
    const body = { schemas: [core], userName: 'jane', PassWord: 's3cret', roles: [{ value: 'x' }], groups: [] };

    expect(parse(body, strictness)).toEqual({
      resource: { userName: 'jane' },
      ignored: ['password', 'roles', 'groups'],
    });
  });

  test('unsupported attributes are known by their URN and their parts, but not in an extension', () => {
    const { ignored } = parse({
      userName: 'jane',
      [`${core}:password`]: 's3cret',
      'roles.value': 'x',
      [`${enterprise}:groups`]: 'x',
    });

    expect(ignored).toEqual(['password', 'roles', `${enterprise}:groups`]);
  });

  test('unknown attributes are dropped and named, at every level', () => {
    const { resource, ignored } = parse({
      userName: 'jane',
      favouriteColour: 'green',
      name: { givenName: 'Jane', nick: 'J' },
      emails: [{ value: 'a@example.com', verified: true }],
      [enterprise]: { floor: 3, manager: { value: '26', mood: 'good' } },
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0User': { department: 'typo' },
    });

    expect(resource).toEqual({
      userName: 'jane',
      name: { givenName: 'Jane' },
      emails: [{ value: 'a@example.com' }],
      [enterprise]: { manager: { value: '26' } },
    });
    expect(ignored).toEqual([
      'favouriteColour',
      'name.nick',
      'emails.verified',
      `${enterprise}:floor`,
      `${enterprise}:manager.mood`,
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0User',
    ]);
  });

  test('a strict provider refuses unknown attributes by name', () => {
    expect(refusal(() => parseStrictly({ name: { nick: 'J' } }))).toEqual({
      scimType: 'invalidSyntax',
      detail: 'No schema of this resource type has an attribute "name.nick".',
    });
  });

  test('at most 50 names are noted, each of at most 100 characters, without filters in them and well-formed', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`unknown${index}`, 1]));
    expect(parse({ userName: 'jane', ...many }).ignored).toHaveLength(50);

    expect(parse({ userName: 'jane', ['x'.repeat(100)]: 1 }).ignored).toEqual(['x'.repeat(100)]);

    const long = `${'x'.repeat(98)}\u{1F600}${'y'.repeat(100)}`;
    expect(parse({ userName: 'jane', [long]: 1 }).ignored).toEqual([`${'x'.repeat(98)}\uFFFD…`]);

    expect(parse({ userName: 'jane', 'roles[value eq "secret"].value': 1 }).ignored).toEqual(['roles']);
  });
});

describe('RFC 7643 §2.4 multi-valued attributes', () => {
  test('of two primaries the first stays primary', () => {
    const emails = [
      { value: 'a@example.com' },
      { value: 'b@example.com', primary: true },
      { value: 'c@example.com', primary: true },
    ];

    expect(parse({ userName: 'jane', emails }).resource.emails).toEqual([
      { value: 'a@example.com' },
      { value: 'b@example.com', primary: true },
      { value: 'c@example.com', primary: false },
    ]);
    expect(refusal(() => parseStrictly({ emails }))).toEqual({
      scimType: 'invalidValue',
      detail: '"emails" has more than one primary value.',
    });
  });

  test('one address with two types, both primary, as PingOne sends it, stays two values', () => {
    const emails = [
      { type: 'work', value: 'jane@example.com', primary: true },
      { type: 'home', value: 'jane@example.com', primary: true },
    ];

    expect(parse({ userName: 'jane', emails }).resource.emails).toEqual([
      { value: 'jane@example.com', type: 'work', primary: true },
      { value: 'jane@example.com', type: 'home', primary: false },
    ]);
  });

  test('values that agree in type and value become one, which keeps what each of them says', () => {
    const emails = [
      { type: 'work', value: 'jane@example.com' },
      { type: 'work', value: 'Jane@Example.com', primary: true, display: 'Jane' },
    ];

    expect(parseStrictly({ emails }).emails).toEqual([
      { value: 'jane@example.com', display: 'Jane', type: 'work', primary: true },
    ]);
  });

  test('values of case exact attributes agree only in the same case', () => {
    const photos = [{ value: 'https://example.com/a' }, { value: 'https://example.com/A' }];

    expect(parseStrictly({ photos }).photos).toEqual(photos);
  });

  test('values without a "value" become one when they agree in all but primary', () => {
    const addresses = [
      { type: 'work', locality: 'Minneapolis' },
      { locality: 'Minneapolis', type: 'work', primary: true },
      { type: 'home', locality: 'Minneapolis' },
    ];

    expect(parseStrictly({ addresses }).addresses).toEqual([
      { locality: 'Minneapolis', type: 'work', primary: true },
      { locality: 'Minneapolis', type: 'home' },
    ]);
  });

  test('simple values are there once', () => {
    expect(parseSpecimen({ labels: ['a', 'b', 'a'] }).labels).toEqual(['a', 'b']);
  });

  test('at most 40 different e-mail addresses are kept', () => {
    const emails = Array.from({ length: 40 }, (_, index) => ({ value: `${index}@example.com` }));
    const again = { value: '0@example.com', type: 'home' };
    expect(parseStrictly({ emails: [...emails, again] }).emails).toHaveLength(41);

    const tooMany = [...emails, { value: 'one-more@example.com' }];
    expect(refusal(() => parseStrictly({ emails: tooMany }))).toEqual({
      scimType: 'invalidValue',
      detail: '"emails" has 41 addresses; at most 40 are kept.',
    });
  });

  test('at most 1000 values are taken', () => {
    const labels = Array.from({ length: 1001 }, (_, index) => `${index}`);

    for (const each of [labels, labels.map(() => 'the same')]) {
      expect(refusal(() => parseSpecimen({ labels: each }))).toEqual({
        scimType: 'invalidValue',
        detail: '"labels" has 1001 values; at most 1000 are accepted.',
      });
    }
  });
});

describe('RFC 7643 §7 required', () => {
  test('a value of a complex attribute has what its sub-attributes require', () => {
    expect(parseSpecimen({ origins: [{ place: 'Ulm', depth: 2 }] }).origins).toEqual([{ place: 'Ulm', depth: 2 }]);
    expect(refusal(() => parseSpecimen({ origins: [{ place: 'Ulm' }, { depth: 2 }] }))).toEqual({
      scimType: 'invalidValue',
      detail: '"origins.place" is required.',
    });
  });

  test('a complex attribute with one value has what its sub-attributes require', () => {
    const subAttributes = ['place', 'depth'].map((name) =>
      attribute({ name, description: '', required: name === 'place' }),
    );
    const origin = attribute({ name: 'origin', description: '', type: 'complex', subAttributes });
    const schema = { ...userResourceType.schema, attributes: [origin] };

    expect(
      refusal(() => parseResource({ origin: { depth: '2' } }, { ...userResourceType, schema }, 'lenient')).detail,
    ).toBe('"origin.place" is required.');
  });

  test('an extension that is required is missed', () => {
    const [extension] = userResourceType.schemaExtensions;
    if (extension === undefined) throw new Error('User has an extension');
    const required = { ...userResourceType, schemaExtensions: [{ ...extension, required: true }] };

    expect(refusal(() => parseResource({ userName: 'jane' }, required, 'lenient')).detail).toBe(
      `"${enterprise}" is required.`,
    );
  });
});

describe('RFC 7643 §3 the resource as a whole', () => {
  test.each([undefined, null, 5, 'text', [], [{ userName: 'jane' }]])('%j is not a resource', (body) => {
    expect(refusal(() => parse(body))).toEqual({
      scimType: 'invalidSyntax',
      detail: 'The body must be a JSON object: a User resource.',
    });
  });

  test.each([{}, { userName: null }, { userName: '' }, { userName: ' ' }])('%j lacks a userName', (body) => {
    expect(refusal(() => parse(body))).toEqual({ scimType: 'invalidValue', detail: '"userName" is required.' });
  });

  test('a strict provider asks for "schemas" with the schema and nothing but schemas of the resource type', () => {
    expect(parse({ SCHEMAS: [core.toUpperCase()], userName: 'jane' }, 'strict').resource).toEqual({ userName: 'jane' });

    expect(parse({ userName: 'jane', schemas: [core] }, 'strict').resource).toEqual({ userName: 'jane' });

    const wrong = [
      undefined,
      null,
      core,
      [],
      [enterprise],
      [core, 'urn:scim:schemas:core:1.0'],
      [core, { toString: 1 }],
    ];
    for (const schemas of wrong) {
      expect(refusal(() => parse({ schemas, userName: 'jane' }, 'strict'))).toEqual({
        scimType: 'invalidSyntax',
        detail: `"schemas" must list ${core} and only schemas of the User resource type.`,
      });
    }
  });

  test('a strict provider asks for the URN of an extension that has attributes in the resource', () => {
    const body = { schemas: [core], userName: 'jane', [enterprise.toUpperCase()]: { department: 'SCIM' } };

    expect(refusal(() => parse(body, 'strict'))).toEqual({
      scimType: 'invalidSyntax',
      detail: `"schemas" must list ${enterprise}: the resource has attributes of it.`,
    });
    expect(parse({ ...body, [enterprise.toUpperCase()]: null }, 'strict').resource).toEqual({ userName: 'jane' });
    expect(parse(body).resource).toEqual({ userName: 'jane', [enterprise]: { department: 'SCIM' } });
  });

  test('a lenient provider does not look at "schemas"', () => {
    for (const schemas of [undefined, null, 'urn:scim:schemas:core:1.0', [5]]) {
      expect(parse({ schemas, userName: 'jane' })).toEqual({ resource: { userName: 'jane' }, ignored: [] });
    }
  });

  test('hostile keys reach no prototype', () => {
    const { resource, ignored } = parse(
      JSON.parse(
        '{"userName":"jane","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":1,' +
          '"constructor.prototype":1,"name":{"__proto__":{"polluted":1},"givenName":"Jane"},"toString":"x"}',
      ),
    );

    expect(resource).toEqual({ userName: 'jane', name: { givenName: 'Jane' } });
    expect(Object.getPrototypeOf(resource)).toBe(Object.prototype);
    expect(ignored).toEqual([
      '__proto__',
      'constructor',
      'prototype',
      'constructor.prototype',
      'name.__proto__',
      'toString',
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
