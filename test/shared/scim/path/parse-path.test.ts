/** parsePath against RFC 7644 §3.5.2 figures 7 and 8, and what clients send. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import { parsePath } from '#shared/scim/path/parse-path.ts';
import { holds, propertyTimeout } from '#test/shared/scim/property.ts';

vi.setConfig({ testTimeout: propertyTimeout });

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const work = parseFilter('type eq "work"');

describe('RFC 7644 §3.5.2 figure 8', () => {
  test.each([
    ['members', { name: 'members' }],
    ['name.familyName', { name: 'name', subAttribute: 'familyName' }],
    ['addresses[type eq "work"]', { name: 'addresses', filter: work }],
    [
      'members[value eq "2819c223-7f76-453a-919d-413861904646"]',
      { name: 'members', filter: parseFilter('value eq "2819c223-7f76-453a-919d-413861904646"') },
    ],
    [
      'members[value eq "2819c223-7f76-453a-919d-413861904646"].displayName',
      {
        name: 'members',
        filter: parseFilter('value eq "2819c223-7f76-453a-919d-413861904646"'),
        subAttribute: 'displayName',
      },
    ],
  ])('%s', (text, path) => {
    expect(parsePath(text)).toStrictEqual(path);
  });
});

describe('names qualified by a URN (RFC 7644 §3.10)', () => {
  test.each([
    [`${core}:userName`, { urn: core, name: 'userName' }],
    [`${core}:name.familyName`, { urn: core, name: 'name', subAttribute: 'familyName' }],
    [`${core}:emails[type eq "work"].value`, { urn: core, name: 'emails', filter: work, subAttribute: 'value' }],
    [`${enterprise}:department`, { urn: enterprise, name: 'department' }],
    [`${enterprise}.department`, { urn: enterprise, name: 'department' }],
    [`${enterprise}:manager.value`, { urn: enterprise, name: 'manager', subAttribute: 'value' }],
    [`${enterprise}.manager.value`, { urn: enterprise, name: 'manager', subAttribute: 'value' }],
    [`${enterprise.toLowerCase()}:Department`, { urn: enterprise, name: 'Department' }],
    [enterprise, { urn: enterprise }],
    [`${enterprise}:`, { urn: enterprise }],
    [core.toUpperCase(), { urn: core }],
    ['urn:example:acme:1.0:User:badge', { urn: 'urn:example:acme:1.0:User', name: 'badge' }],
    ['urn:example:acme:1.0:User:badge.id', { urn: 'urn:example:acme:1.0:User', name: 'badge', subAttribute: 'id' }],
    [`${enterprise}Special:badge`, { urn: `${enterprise}Special`, name: 'badge' }],
    [`some:${core}`, { urn: `some:${core.slice(0, -':User'.length)}`, name: 'User' }],
  ])('%s', (text, path) => {
    expect(parsePath(text)).toStrictEqual(path);
  });
});

describe('what clients send besides', () => {
  test.each([
    [' title ', { name: 'title' }],
    [` ${core} `, { urn: core }],
    ['TITLE', { name: 'TITLE' }],
    ['emails[type eq work].value', { name: 'emails', filter: work, subAttribute: 'value' }],
    [
      'emails[type Eq "work" ] .value',
      { name: 'emails', filter: parseFilter('type eq "work"'), subAttribute: 'value' },
    ],
    ['manager.$ref', { name: 'manager', subAttribute: '$ref' }],
    [
      'emails[type eq "]." and primary eq "True"].value',
      { name: 'emails', filter: parseFilter('type eq "]." and primary eq "True"'), subAttribute: 'value' },
    ],
  ])('%s', (text, path) => {
    expect(parsePath(text)).toStrictEqual(path);
  });
});

describe('RFC 7644 table 9: a malformed path is invalidPath', () => {
  test.each([
    '',
    ' ',
    '.',
    ':',
    ':userName',
    'urn:example:',
    'a b',
    '/title',
    'emails/0',
    'emails.0',
    'name..familyName',
    'name.familyName.x',
    '[type eq "work"]',
    'emails.value[type eq "work"]',
    'emails[type eq "work"]value',
    'emails[type eq "work"].',
    'emails[type eq "work"].a.b',
    'emails[type eq "work"].urn:x:y',
    'emails[type eq "work"][primary eq true]',
    'emails[type eq "work"]]',
    'emails]',
    'title eq "x"',
    '__proto__.polluted',
    '"title"',
    'a'.repeat(20_000).concat('['),
    `${core}[type eq "work"]`,
  ])('%j', (text) => {
    expect(() => parsePath(text)).toThrow(expect.objectContaining({ status: 400, scimType: 'invalidPath' }));
  });
});

describe('RFC 7644 table 9: what is wrong between the brackets is invalidFilter', () => {
  test.each([
    ['emails[', 8],
    ['emails[]', 8],
    ['emails[type eq "work"', 22],
    ['emails[type eq "work].value', 16],
    ['emails[type]', 12],
    ['emails[0]', 8],
    ['emails[(type pr]', 16],
  ])('%s', (text, character) => {
    expect(() => parsePath(text)).toThrow(
      expect.objectContaining({
        scimType: 'invalidFilter',
        detail: expect.stringContaining(`character ${character}:`),
      }),
    );
  });
});

test('any text is a path, an invalidPath or an invalidFilter', () => {
  const piece = fc.constantFrom('a', '[', ']', '.', ':', '"', ' ', 'eq', 'pr', '(', ')', '\\', core, 'é', '1', '$');
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  );

  holds(
    fc.property(text, (anything) => {
      try {
        parsePath(anything);
      } catch (error) {
        expect(error).toMatchObject({ scimType: expect.stringMatching(/^invalid(Path|Filter)$/) });
      }
    }),
  );
});
