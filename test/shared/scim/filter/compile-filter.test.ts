/** compileFilter: what filters match on users, and which cannot be bound to the schema. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { compileFilter, compileValueFilter } from '#shared/scim/filter/compile-filter.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { findAttribute } from '#shared/scim/schema/find-attribute.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import rfc from '#test/fixtures/rfc/rfc7644-3.4.2.2-filters.json' with { type: 'json' };

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const user: ScimObject = {
  id: 'A1',
  externalId: 'Ext-1',
  userName: 'JDoe@example.com',
  displayName: '',
  active: true,
  name: { familyName: 'Doe' },
  emails: [
    { value: 'jdoe@example.com', type: 'work', primary: true },
    { value: 'jdoe@home.org', type: 'home' },
    { value: 'third@example.net' },
  ],
  addresses: [],
  photos: [{}],
  [enterprise]: { department: 'R&D', manager: { value: 'B2', $ref: 'https://x/Users/B2' } },
  meta: { resourceType: 'User', created: '2026-11-23T18:00:00.000Z', version: 'W/"1"' },
};

function matches(filter: string, resource: ScimObject = user): boolean {
  return compileFilter(parseFilter(filter), userResourceType)(resource);
}

function detailOf(filter: string): string {
  try {
    matches(filter);
  } catch (error) {
    if (error instanceof ScimError && error.scimType === 'invalidFilter') return error.detail;
    throw error;
  }
  throw new Error(`compiled: ${filter}`);
}

describe('RFC 7644 §3.4.2.2 figure 2', () => {
  test.each(rfc.filters)('$filter', ({ filter, matches: names }) => {
    const matching = Object.entries(rfc.resources).filter(([, resource]) => matches(filter, resource));

    expect(matching.map(([name]) => name)).toStrictEqual(names);
  });
});

describe('PingOne’s lookups', () => {
  test.each([
    'username Eq "jdoe@example.com"',
    'userName eq jdoe@example.com',
    'emails eq "JDOE@example.com"',
    'emails eq jdoe@example.com',
    'emails.value eq "jdoe@example.com"',
    'emails[type eq "work"].value eq "jdoe@example.com"',
    'email Co "example.com"',
    'EMAIL eq "jdoe@example.com"',
    'externalId eq Ext-1',
  ])('%s', (filter) => {
    expect(matches(filter)).toBe(true);
    expect(matches(filter, { userName: 'other', emails: [{ value: 'other', type: 'work' }] })).toBe(false);
  });
});

describe('case', () => {
  test.each([
    ['userName eq "jdoe@EXAMPLE.com"', true],
    ['userName eq "ｊｄｏｅ@example.com"', true],
    ['id eq "A1"', true],
    ['id eq "a1"', false],
    ['externalId eq "ext-1"', false],
    ['meta.version eq "w/\\"1\\""', false],
    ['meta.resourceType eq "user"', false],
    [`${enterprise}:manager.$ref eq "https://x/users/b2"`, false],
    [`schemas eq "${enterprise.toUpperCase()}"`, true],
  ])('%s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });
});

describe('value paths', () => {
  test.each([
    ['emails[type eq "home" and value co "@example.com"]', false],
    ['emails.type eq "home" and emails.value co "@example.com"', true],
    ['emails[type eq "home" or value co "@example.com"]', true],
    ['emails[not (type eq "work")]', true],
    ['emails[type eq "work" and not (value co "example")]', false],
    ['not (emails[type eq "other"])', true],
    ['emails[type eq "work"].value ew "home.org"', false],
    ['emails[type eq "work"].primary pr', true],
    ['emails[type ne "work" and type ne "home"]', true],
    ['emails[type eq null]', true],
    ['addresses[type eq "work"]', false],
    ['phoneNumbers[type ne "work"]', false],
    ['name[familyName eq "doe"]', true],
    ['name[givenName pr]', false],
    [`${enterprise}:manager[value eq "b2"]`, true],
    ['meta[created lt "2026-11-24T00:00:00Z"]', true],
  ])('%s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  test('compileValueFilter tests one value of the attribute', () => {
    const { attribute } = findAttribute(userResourceType, { name: 'emails' }) ?? {};
    if (attribute === undefined) throw new Error('User has emails');
    const test = compileValueFilter(parseFilter('TYPE eq "Work" and primary eq "True"'), attribute);

    expect(test({ type: 'work', primary: true })).toBe(true);
    expect(test({ type: 'work' })).toBe(false);
  });
});

test('compileValueFilter finds nothing in a simple attribute', () => {
  const { attribute } = findAttribute(userResourceType, { name: 'title' }) ?? {};
  if (attribute === undefined) throw new Error('User has a title');

  expect(() => compileValueFilter(parseFilter('type eq "work"'), attribute)).toThrow(
    '"type" is not a sub-attribute of "title".',
  );
});

describe('primary is false when it is not specified (RFC 7643 §2.4)', () => {
  test.each([
    ['emails[primary eq false and type eq "home"]', true],
    ['emails[primary ne true and type eq "home"]', true],
    ['emails[not (primary eq true) and type eq "home"]', true],
    ['emails[primary pr and type eq "home"]', false],
    ['emails[primary eq false and type eq "work"]', false],
    ['emails.primary eq false', true],
    ['emails[primary eq null and type eq "home"]', true],
    ['emails[primary ne null and type eq "home"]', false],
    ['emails[primary eq null and type eq "work"]', false],
    ['photos.primary ne null', false],
    ['photos.primary eq null', true],
    ['photos.primary eq false', true],
    ['addresses.primary eq false', false],
  ])('%s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });
});

describe('presence, and unassigned values (RFC 7643 §2.5)', () => {
  test.each([
    ['userName pr', true],
    ['title pr', false],
    ['displayName pr', false],
    ['active pr', true],
    ['name pr', true],
    ['name.givenName pr', false],
    ['emails pr', true],
    ['emails.display pr', false],
    ['addresses pr', false],
    ['photos pr', false],
    ['phoneNumbers pr', false],
    ['schemas pr', true],
    [`${enterprise}:department pr`, true],
    [`${enterprise}:costCenter pr`, false],
    [`${enterprise}:manager pr`, true],
    ['title eq null', true],
    ['title ne null', false],
    ['userName ne null', true],
    ['title ne "x"', true],
    ['addresses.type ne "work"', true],
    ['emails.display eq null', true],
    [`${enterprise}:costCenter ne "x"`, true],
    [`not (${enterprise}:costCenter eq "x")`, true],
  ])('%s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  test('an extension that is absent has no values', () => {
    expect(matches(`${enterprise}:department pr`, { userName: 'x' })).toBe(false);
    expect(matches(`${enterprise}:department ne "x"`, { userName: 'x' })).toBe(true);
    expect(matches(`schemas eq "${enterprise}"`, { userName: 'x' })).toBe(false);
  });
});

describe('null stands for the whole attribute, also for a complex one without a value (RFC 7643 §2.5)', () => {
  test.each([
    ['name eq null', false],
    ['name ne null', true],
    ['emails eq null', false],
    ['addresses eq null', true],
    ['addresses ne null', false],
    ['phoneNumbers eq null', true],
    ['meta eq null', false],
    [`${enterprise}:manager eq null`, false],
  ])('%s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });
});

describe('RFC 7644 §3.4.2.1: where resource types are mixed, an unknown attribute has no value', () => {
  test.each([
    ['rooms pr', false],
    ['rooms eq "x"', false],
    ['rooms.number gt 3', false],
    ['rooms ne "x"', true],
    ['rooms eq null', true],
    ['rooms ne null', false],
    ['rooms[number eq 3]', false],
    ['not (rooms pr)', true],
    ['emails[colour eq "green"]', false],
    ['emails[colour eq null and type eq "work"]', true],
    ['emails[not (colour pr)]', true],
    ['rooms pr or userName pr', true],
    ['urn:example:x:y eq 1', false],
  ])('%s is %s', (filter, expected) => {
    const test = compileFilter(parseFilter(filter), userResourceType, { unknownAttribute: 'withoutValue' });

    expect(test(user)).toBe(expected);
  });

  test.each(['active gt true', 'emails[primary co "x"]', 'userName[type eq "x"]', 'name eq "x"'])(
    '%s is refused all the same',
    (filter) => {
      expect(() => compileFilter(parseFilter(filter), userResourceType, { unknownAttribute: 'withoutValue' })).toThrow(
        expect.objectContaining({ scimType: 'invalidFilter' }),
      );
    },
  );
});

describe('logical operators', () => {
  test.each([
    ['active eq true and userName sw "jdoe"', true],
    ['active eq false and userName sw "jdoe"', false],
    ['active eq false or userName sw "jdoe"', true],
    ['active eq false or userName sw "x"', false],
    ['active eq true or active eq false and active eq false', true],
    ['(active eq true or active eq false) and active eq false', false],
    ['not (active eq false) and not (title pr)', true],
    ['not (not (active eq true))', true],
  ])('%s is %s', (filter, expected) => {
    expect(matches(filter)).toBe(expected);
  });

  test('obey De Morgan', () => {
    const term = fc.constantFrom(
      'active eq true',
      'title pr',
      'emails[type eq "work"]',
      'userName ne "x"',
      'emails co "net"',
    );

    fc.assert(
      fc.property(term, term, (a, b) => {
        expect(matches(`not (${a} and ${b})`)).toBe(matches(`not (${a}) or not (${b})`));
        expect(matches(`not (${a} or ${b})`)).toBe(matches(`not (${a}) and not (${b})`));
      }),
    );
  });
});

describe('a filter that the schema does not allow is invalidFilter and names the attribute', () => {
  test.each([
    ['nope eq "x"', '"nope" is not an attribute of User.'],
    ['name.nope pr', '"name.nope" is not an attribute of User.'],
    ['userName.value pr', '"userName.value" is not an attribute of User.'],
    ['urn:example:x:nope pr', '"urn:example:x:nope" is not an attribute of User.'],
    ['constructor pr', '"constructor" is not an attribute of User.'],
    ['toString.constructor pr', '"toString.constructor" is not an attribute of User.'],
    ['emails[constructor pr]', '"constructor" is not a sub-attribute of "emails".'],
    ['password eq "x"', '"password" is not an attribute of User.'],
    ['department eq "x"', `"department" is not an attribute of User. Write "${enterprise}:department".`],
    ['manager.value eq "x"', `"manager.value" is not an attribute of User. Write "${enterprise}:manager.value".`],
    ['name eq "x"', '"name" is complex: compare one of its sub-attributes, such as "name.formatted".'],
    ['addresses co "x"', 'such as "addresses.formatted".'],
    ['active gt true', '"active" is a boolean attribute: it can be compared by eq and ne, not by gt.'],
    ['active eq "yes"', '"active" is a boolean attribute: compare it with true or false.'],
    ['emails[primary co "t"]', '"primary" is a boolean attribute'],
    ['x509Certificates.value gt "x"', '"x509Certificates.value" is a binary attribute'],
    ['meta.created gt "today"', '"meta.created" is a dateTime attribute: compare it with a date and a time'],
    ['title gt null', '"title" cannot be compared with null by gt; use eq, ne or pr.'],
    ['userName[value eq "x"]', '"userName" has no sub-attributes'],
    ['emails.value[type eq "x"]', '"emails.value" has no sub-attributes'],
    ['emails[type[value eq "x"]]', '"type" has no sub-attributes'],
    ['email[type eq "work"]', '"email" has no sub-attributes'],
    ['emails[emails.type eq "x"]', '"emails.type" is not a sub-attribute of "emails".'],
    [`emails[${enterprise}:type eq "x"]`, `"${enterprise}:type" is not a sub-attribute of "emails".`],
    ['schemas[value eq "x"]', '"schemas" has no sub-attributes'],
  ])('%s', (filter, detail) => {
    expect(detailOf(filter)).toContain(detail);
  });

  test('a very long name is shown by its beginning', () => {
    expect(detailOf(`${'x'.repeat(10_000)} pr`).length).toBeLessThan(150);
  });
});

describe('what is not there, and what is not what it should be', () => {
  const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

  test.each([
    ['emails pr', { emails: [{ value: '' }] }, false],
    ['emails pr', { emails: [{ value: '' }, { value: 'a' }] }, true],
    ['name pr', { name: { givenName: '' } }, false],
    ['emails eq null', { emails: [{ value: '' }] }, true],
    ['emails ne null', { emails: [{ value: '' }] }, false],
    ['schemas eq "urn:x"', user, false],
    ['schemas ne "urn:x"', user, true],
    [`schemas eq "${enterprise}"`, { userName: 'jane' }, false],
    [`schemas eq "${core}"`, { userName: 'jane' }, true],
    ['meta.created eq "2026-11-23T18:00:00.000Z"', { meta: { created: ['2026-11-23T18:00:00.000Z'] } }, false],
    ['meta.created ne "2026-11-23T18:00:00.000Z"', { meta: { created: 7 } }, true],
    ['name[givenName eq "a"]', { name: [{ givenName: 'a' }] }, false],
  ])('%s on %j is %j', (filter, resource: ScimObject, expected) => {
    expect(matches(filter, resource)).toBe(expected);
  });

  test('of several extensions, schemas has those that have attributes in the resource', () => {
    const extensions = ['urn:example:A', 'urn:example:B'].map((id) => ({
      schema: { id, name: '', description: '', attributes: [] },
      required: false,
    }));
    const [hasA, hasB] = ['A', 'B'].map((name) =>
      compileFilter(parseFilter(`schemas eq "urn:example:${name}"`), {
        ...userResourceType,
        schemaExtensions: extensions,
      }),
    );
    const resource = { userName: 'jane', 'urn:example:B': {} };

    expect([hasA?.(resource), hasB?.(resource)]).toEqual([false, true]);
  });

  test.each([`${core}:email eq "x"`, 'email.value eq "x"', 'email.type pr'])(
    '%s is refused: only email itself is emails.value',
    (filter) => {
      expect(detailOf(filter)).toMatch(/^"[^"]+" is not an attribute of User\.$/);
    },
  );
});
