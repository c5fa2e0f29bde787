import { describe, expect, test } from 'vitest';
import { type Projection, projectResource } from '#shared/scim/resource/project-resource.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { specimenResourceType } from './specimen.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const minimum = { schemas: [core, enterprise], id: '2819c223' };
const jane = {
  ...minimum,
  externalId: '1',
  userName: 'jane',
  name: { familyName: 'Doe', givenName: 'Jane' },
  active: true,
  emails: [{ value: 'jane@example.com', type: 'work', primary: true }, { type: 'home' }],
  [enterprise]: { department: 'SCIM', manager: { value: '26', displayName: 'John' } },
  meta: { resourceType: 'User', version: 'W/"1"' },
};

function project(projection: Projection) {
  return projectResource(jane, userResourceType, projection);
}

describe('RFC 7644 §3.9 attributes', () => {
  const { [enterprise]: _, meta, externalId, ...coreAttributes } = jane;

  test.each([
    ['userName', { userName: 'jane' }],
    ['USERNAME', { userName: 'jane' }],
    ['name', { name: jane.name }],
    ['name.givenName', { name: { givenName: 'Jane' } }],
    ['emails.value', { emails: [{ value: 'jane@example.com' }] }],
    [`${core}:userName`, { userName: 'jane' }],
    [`${core.toUpperCase()}:Name.GivenName`, { name: { givenName: 'Jane' } }],
    [core.toUpperCase(), coreAttributes],
    [enterprise, { [enterprise]: jane[enterprise] }],
    [enterprise.toLowerCase(), { [enterprise]: jane[enterprise] }],
    [`${enterprise}:department`, { [enterprise]: { department: 'SCIM' } }],
    [`${enterprise}:manager.displayName`, { [enterprise]: { manager: { displayName: 'John' } } }],
    ['meta.version', { meta: { version: 'W/"1"' } }],
    ['phoneNumbers', {}],
    ['phoneNumbers.value', {}],
    ['favouriteColour', {}],
    ['__proto__', {}],
    ['emails[type eq "work"]', {}],
  ])('%s selects it beside the minimum', (name, selected) => {
    expect(project({ attributes: [name] })).toEqual({ ...minimum, ...selected });
  });

  test('several are selected together, a whole attribute before its parts', () => {
    expect(project({ attributes: ['emails.type', 'name', 'name.givenName'] })).toEqual({
      ...minimum,
      name: jane.name,
      emails: [{ type: 'work' }, { type: 'home' }],
    });
  });
});

describe('RFC 7644 §3.9 excludedAttributes', () => {
  test('everything else stays', () => {
    const { emails, meta, ...others } = jane;

    expect(project({ excludedAttributes: ['Emails', 'meta', 'favouriteColour'] })).toEqual(others);
  });

  test('parts of attributes can be left out, and what has no parts left goes', () => {
    expect(
      project({
        excludedAttributes: [
          'name.familyName',
          'emails.type',
          'emails.primary',
          `${enterprise}:department`,
          'meta.version',
          'meta.resourceType',
        ],
      }),
    ).toEqual({
      ...minimum,
      externalId: '1',
      userName: 'jane',
      name: { givenName: 'Jane' },
      active: true,
      emails: [{ value: 'jane@example.com' }],
      [enterprise]: { manager: jane[enterprise].manager },
    });
  });

  test('attributes that are always returned cannot be left out', () => {
    expect(project({ excludedAttributes: ['id', 'schemas'] })).toEqual(jane);
  });
});

describe('RFC 7643 §7 returned', () => {
  const specimen = { id: '1', displayName: 'It', labels: ['a', 'b'], secret: 's', details: 'd' };

  test('without a projection the default attributes are returned, in the order of the schema', () => {
    expect(project({})).toEqual(jane);
    expect(projectResource(specimen, specimenResourceType, {})).toEqual({
      id: '1',
      displayName: 'It',
      labels: ['a', 'b'],
    });
  });

  test('an attribute returned on request is returned when it is asked for, one returned never is not', () => {
    const attributes = ['secret', 'details', 'labels'];

    expect(projectResource(specimen, specimenResourceType, { attributes })).toEqual({
      id: '1',
      labels: ['a', 'b'],
      details: 'd',
    });
    expect(projectResource(specimen, specimenResourceType, { excludedAttributes: ['labels'] })).toEqual({
      id: '1',
      displayName: 'It',
    });
    expect(projectResource({ secret: 's' }, specimenResourceType, {})).toEqual({});
  });

  test('of a complex attribute that is always returned, parts can be left out, and those on request asked for', () => {
    const origin = { country: 'NL', region: 'Utrecht', notes: 'n' };
    const of = (projection: Projection) => projectResource({ origin, labels: ['a'] }, specimenResourceType, projection);

    expect(of({})).toEqual({ origin: { country: 'NL', region: 'Utrecht' }, labels: ['a'] });
    expect(of({ attributes: ['displayName'] })).toEqual({ origin: { country: 'NL', region: 'Utrecht' } });
    expect(of({ excludedAttributes: ['origin.region'] })).toEqual({ origin: { country: 'NL' }, labels: ['a'] });
    expect(of({ excludedAttributes: ['origin', 'origin.notes'] })).toEqual(of({}));
    expect(of({ attributes: ['details'], excludedAttributes: ['origin.region'] })).toEqual(
      of({ attributes: ['details'] }),
    );
  });

  test('a projection of nothing is none', () => {
    expect(projectResource(specimen, specimenResourceType, { attributes: [], excludedAttributes: [] })).toEqual(
      projectResource(specimen, specimenResourceType, {}),
    );
  });

  test('an attribute that is only written is never returned', () => {
    expect(projectResource({ pin: '1', serial: 's' }, specimenResourceType, {})).toEqual({ serial: 's' });
    expect(projectResource({ pin: '1' }, specimenResourceType, { attributes: ['pin'] })).toEqual({});
  });

  test('what no schema has is not returned', () => {
    const resource = { userName: 'jane', favouriteColour: 'green', title: undefined };

    expect(Object.keys(projectResource(resource, userResourceType, {}))).toEqual(['userName']);
  });
});
