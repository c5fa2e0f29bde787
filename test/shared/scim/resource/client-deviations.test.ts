import { describe, expect, test } from 'vitest';
import { saysNothing } from '#shared/scim/resource/client-deviations.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

function parse(body: object) {
  return parseResource({ userName: 'jane', ...body }, userResourceType, 'lenient').resource;
}

describe('what clients send to a lenient provider', () => {
  test.each([
    ['True', true],
    ['False', false],
    ['TRUE', true],
    ['false', false],
  ])('booleans as text: %j', (active, expected) => {
    expect(parse({ active })).toEqual({ userName: 'jane', active: expected });
  });

  test('numbers and booleans where the schema has text', () => {
    expect(parse({ title: true, [enterprise]: { employeeNumber: 701984 } })).toEqual({
      userName: 'jane',
      title: 'true',
      [enterprise]: { employeeNumber: '701984' },
    });
  });

  test('a number of more digits than JSON readers keep is refused rather than changed', () => {
    expect(parse({ externalId: 9007199254740991 }).externalId).toBe('9007199254740991');
    for (const externalId of [JSON.parse('9007199254740993'), JSON.parse('-1234567890123456789')]) {
      expect(() => parse({ externalId })).toThrow(
        expect.objectContaining({
          scimType: 'invalidValue',
          detail: '"externalId" is a number of more digits than JSON keeps: send it as a string.',
        }),
      );
    }
  });

  test('empty text for an attribute without a value', () => {
    expect(parse({ title: '', name: { givenName: '' }, emails: '', [enterprise]: { manager: '' } })).toEqual({
      userName: 'jane',
      title: undefined,
    });
  });

  test.each([
    ['a text', '26118915'],
    ['a number', 26118915],
    ['a list of one', [{ $ref: null, value: '26118915' }]],
    ['a list of one text', ['26118915']],
    ['a list of one value and a list of nothing', [{ value: ['26118915'], $ref: [null] }]],
  ])('manager as %s', (_what, manager) => {
    expect(parse({ [enterprise]: { manager } })[enterprise]).toEqual({ manager: { value: '26118915' } });
  });

  test('a list of nothing for a complex attribute', () => {
    expect(parse({ name: [null], [enterprise]: { manager: [''] } })).toEqual({ userName: 'jane' });
  });

  test('a simple attribute as a complex one', () => {
    expect(parse({ title: [{ $ref: null, value: 'Engineer' }], nickName: { value: null } })).toEqual({
      userName: 'jane',
      title: 'Engineer',
    });
  });

  test('a multi-valued attribute as one value, or as plain values', () => {
    const email = [{ value: 'jane@example.com' }];
    expect(parse({ emails: { value: 'jane@example.com' } }).emails).toEqual(email);
    expect(parse({ emails: 'jane@example.com' }).emails).toEqual(email);
    expect(parse({ emails: ['jane@example.com'] }).emails).toEqual(email);
  });

  test('values that have a type and say nothing', () => {
    const emails = [
      { type: 'work', value: '', primary: true },
      { type: 'home', value: 'jane@example.com' },
    ];

    expect(parse({ emails, photos: [{ type: 'photo', value: '' }] })).toEqual({
      userName: 'jane',
      emails: [{ value: 'jane@example.com', type: 'home' }],
    });
  });

  test('a number says something', () => {
    expect(saysNothing(5)).toBe(false);
  });

  test('an object with a length is no list of one', () => {
    expect(parse({ name: { length: 1, givenName: 'Jane' } }).name).toEqual({ givenName: 'Jane' });
  });

  test('certificates in lines', () => {
    expect(parse({ x509Certificates: [{ value: 'AAAA\r\nBBB=\n' }] }).x509Certificates).toEqual([
      { value: 'AAAABBB=' },
    ]);
  });

  test.each([
    ['name.givenName', 'Jane', { name: { givenName: 'Jane' } }],
    ['NAME.GIVENNAME', 'Jane', { name: { givenName: 'Jane' } }],
    ['urn:ietf:params:scim:schemas:core:2.0:User:title', 'Engineer', { title: 'Engineer' }],
    [`${enterprise}:department`, 'SCIM', { [enterprise]: { department: 'SCIM' } }],
    [`${enterprise}.department`, 'SCIM', { [enterprise]: { department: 'SCIM' } }],
    [`${enterprise}:manager.value`, '26', { [enterprise]: { manager: { value: '26' } } }],
    ['department', 'SCIM', { [enterprise]: { department: 'SCIM' } }],
    ['manager', '26', { [enterprise]: { manager: { value: '26' } } }],
    ['manager.value', '26', { [enterprise]: { manager: { value: '26' } } }],
    ['emails.value', 'jane@example.com', { emails: [{ value: 'jane@example.com' }] }],
    ['meta.version', 'W/"1"', {}],
    ['urn:example:department', 'SCIM', {}],
  ])('the path %s as a key', (key, value, expected) => {
    expect(parse({ [key]: value })).toEqual({ userName: 'jane', ...expected });
  });

  test('dotted keys beside the complex attribute that they belong to', () => {
    expect(parse({ 'name.givenName': 'Jane', name: { familyName: 'Doe' }, 'name.formatted': 'Jane Doe' }).name).toEqual(
      {
        formatted: 'Jane Doe',
        familyName: 'Doe',
        givenName: 'Jane',
      },
    );
  });
});
