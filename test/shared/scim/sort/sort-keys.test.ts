import { describe, expect, test } from 'vitest';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { attribute } from '#shared/scim/schema/definition.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { compareSortKeys, type SortOrder, sortAttribute, sortKey } from '#shared/scim/sort/sort-keys.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const lenient = { strictness: 'lenient', unknownAttribute: 'refused' } as const;

/** The ids in the order of the attribute. */
function sorted(sortBy: string, resources: readonly ScimObject[], order: SortOrder = 'ascending') {
  const found = sortAttribute(sortBy, userResourceType, lenient);
  if (found === undefined) throw new Error(`${sortBy} is unknown`);
  return resources
    .map((resource) => ({ id: resource.id, key: sortKey(resource, found) }))
    .sort((a, b) => compareSortKeys(a.key, b.key, order))
    .map(({ id }) => id);
}

describe('RFC 7644 §3.4.2.3 sortOrder', () => {
  test('text that is not case exact is ordered without regard to case, width and normalization', () => {
    const names = [
      { id: 3, userName: 'Charles' },
      { id: 1, userName: 'ada' },
      { id: 2, userName: '\uff22ob' },
      { id: 4, userName: 'e\u0301a' },
      { id: 5, userName: '\u00c9b' },
    ];

    expect(sorted('userName', names)).toEqual([1, 2, 3, 4, 5]);
    expect(sorted('USERNAME', names, 'descending')).toEqual([5, 4, 3, 2, 1]);
  });

  test('text that is case exact is ordered as it is', () => {
    expect(
      sorted('externalId', [
        { id: 2, externalId: 'a' },
        { id: 1, externalId: 'B' },
      ]),
    ).toEqual([1, 2]);
  });

  test.each([
    ['active', [true, false], [1, 0]],
    ['active', [false, false], [0, 1]],
  ])('%s: false comes before true', (name, values, order) => {
    expect(
      sorted(
        name,
        values.map((value, id) => ({ id, [name]: value })),
      ),
    ).toEqual(order);
  });

  test('dateTimes are ordered as instants, whatever their offset', () => {
    const users = ['2026-11-23T19:00:00+02:00', '2026-11-23T18:00:00Z', '2026-11-23T12:00:00-05:00', 'never'].map(
      (created, id) => ({ id, meta: { created } }),
    );

    expect(sorted('meta.created', users)).toEqual([0, 2, 1, 3]);
  });

  test('numbers are ordered by their size', () => {
    const logins = attribute({ name: 'logins', description: 'How often', type: 'integer' });
    const key = (count: number) => sortKey({ logins: count }, { attribute: logins });

    expect(compareSortKeys(key(10), key(9), 'ascending')).toBe(1);
    expect(compareSortKeys(key(10), key(9), 'descending')).toBe(-1);
  });

  test('who has no value comes last when ascending and first when descending', () => {
    const users = [{ id: 0 }, { id: 1, title: 'Guide' }, { id: 2, title: '' }, { id: 3, title: 'Agent' }];

    expect(sorted('title', users)).toEqual([3, 1, 0, 2]);
    expect(sorted('title', users, 'descending')).toEqual([0, 2, 1, 3]);
  });

  test('equal values, and two that are not there, are level', () => {
    for (const order of ['ascending', 'descending'] as const) {
      expect([compareSortKeys('a', 'a', order), compareSortKeys(undefined, undefined, order)]).toEqual([0, 0]);
    }
  });

  test('no more of a text counts than a cursor carries', () => {
    const long = 'x'.repeat(256);
    const users = [
      { id: 0, title: `${long}b` },
      { id: 1, title: `${long}a` },
      { id: 2, title: 'x'.repeat(255) },
    ];

    expect(sorted('title', users)).toEqual([2, 0, 1]);
  });
});

describe('RFC 7644 §3.4.2.3 sortBy', () => {
  const emails = (...values: (ScimObject | string)[]) => ({ emails: values });
  const users = [
    { id: 2, ...emails() },
    { id: 3, ...emails({ type: 'home', primary: true }, { value: 'a@x' }) },
    { id: 1, ...emails({ value: 'b@x', type: 'work', primary: false }, { value: '0@x' }) },
    { id: 0, ...emails({ value: 'c@x', type: 'work' }, { value: 'a@x', type: 'home', primary: true }) },
  ];

  test.each(['emails', ' emails.value ', 'email', 'urn:ietf:params:scim:schemas:core:2.0:User:emails.value'])(
    '%s: of a multi-valued attribute the primary value counts, or else the first',
    (sortBy) => {
      expect(sorted(sortBy, users)).toEqual([0, 1, 2, 3]);
    },
  );

  test('a sub-attribute is that of the same value', () => {
    expect(sorted('emails.type', users)).toEqual([3, 0, 1, 2]);
  });

  test('attributes of an extension go by its URN', () => {
    const departments = [{ id: 0 }, { id: 1, [enterprise]: { department: 'Tours' } }, { id: 2, [enterprise]: {} }];

    expect(sorted(`${enterprise}:department`, departments)).toEqual([1, 0, 2]);
    expect(sorted(`${enterprise}:manager`, [{ id: 0 }, { id: 1, [enterprise]: { manager: { value: '7' } } }])).toEqual([
      1, 0,
    ]);
  });

  test.each([
    ['name', '"sortBy" must name a sub-attribute, such as name.formatted.'],
    ['nonsense', '"sortBy" must name an attribute of User.'],
    ['department', '"sortBy" must name an attribute of User.'],
    ['emails[type eq "work"]', '"sortBy" must name one attribute, such as name.familyName.'],
    ['userName,title', '"sortBy" must name one attribute, such as name.familyName.'],
  ])('%s is refused', (sortBy, detail) => {
    expect(() => sortAttribute(sortBy, userResourceType, lenient)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue', detail }),
    );
  });

  test('what a strict provider’s client cannot mean is refused', () => {
    expect(() => sortAttribute('email', userResourceType, { ...lenient, strictness: 'strict' })).toThrow(
      expect.objectContaining({ scimType: 'invalidValue' }),
    );
  });

  test('where resource types are mixed an unknown attribute has no value (RFC 7644 §3.4.2.1)', () => {
    const mixed = { ...lenient, unknownAttribute: 'withoutValue' } as const;

    expect(sortAttribute('displayNames', userResourceType, mixed)).toBeUndefined();
  });
});
