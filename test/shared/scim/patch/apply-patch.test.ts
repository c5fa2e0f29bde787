import { describe, expect, test } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { specimenResourceType } from '#test/shared/scim/resource/specimen.ts';

function patch(resource: ScimObject, ...operations: object[]) {
  return applyPatch(resource, parsePatchOp({ Operations: operations }, 'lenient'), userResourceType, 'lenient')
    .resource;
}

describe('RFC 7644 §3.5.2 a resource after PATCH', () => {
  test('readOnly attributes of the resource that was given are not in the result', () => {
    const user = { schemas: ['x'], id: '1', userName: 'jane', active: true, meta: { version: 'W/"1"' } };

    expect(patch(user, { op: 'replace', path: 'title', value: 'Engineer' })).toEqual({
      userName: 'jane',
      title: 'Engineer',
      active: true,
    });
  });

  test('so nothing is left of a resource that has no others', () => {
    const operations = parsePatchOp({ Operations: [{ op: 'remove', path: 'favouriteColour' }] }, 'lenient');

    expect(applyPatch({ id: '1' }, operations, specimenResourceType, 'lenient').resource).toEqual({});
  });

  test('attributes come out in the order of the schema, whatever the order of the operations', () => {
    const user = patch(
      { userName: 'jane' },
      { op: 'add', path: 'emails[type eq "work"].value', value: 'jane@example.com' },
      { op: 'add', path: 'name.givenName', value: 'Jane' },
      { op: 'add', path: 'name.familyName', value: 'Doe' },
    );

    expect(JSON.stringify(user)).toBe(
      JSON.stringify({
        userName: 'jane',
        name: { familyName: 'Doe', givenName: 'Jane' },
        emails: [{ value: 'jane@example.com', type: 'work' }],
      }),
    );
  });

  test('two primaries that were there already become one, the first', () => {
    const emails = [
      { value: 'a@example.com', primary: true },
      { value: 'b@example.com', primary: true },
    ];

    expect(
      patch({ userName: 'jane', emails }, { op: 'add', path: 'emails', value: { value: 'c@example.com' } }),
    ).toEqual({
      userName: 'jane',
      emails: [
        { value: 'a@example.com', primary: true },
        { value: 'b@example.com', primary: false },
        { value: 'c@example.com' },
      ],
    });
  });

  test('what one operation leaves of a value, a later one goes on with', () => {
    const work = { value: 'jane@example.com', type: 'work', primary: true };
    const newWork = { op: 'add', path: 'emails[type eq "work"].value', value: 'doe@example.com' };
    const becomesPrimary = { op: 'add', path: 'emails[type eq "work"].primary', value: true };

    expect(
      patch({ userName: 'jane', emails: [work] }, { op: 'remove', path: 'emails[type eq "work"].value' }, newWork),
    ).toEqual({ userName: 'jane', emails: [{ ...work, value: 'doe@example.com' }] });
    expect(patch({ userName: 'jane' }, becomesPrimary, newWork)).toEqual({
      userName: 'jane',
      emails: [{ ...work, value: 'doe@example.com' }],
    });
  });

  test('a value that says nothing is primary as soon as it says something, and not kept if it never does', () => {
    const home = { value: 'jane@example.org', type: 'home', primary: true };
    const becomesPrimary = { op: 'add', path: 'emails[type eq "work"].primary', value: true };
    const newWork = { op: 'add', path: 'emails[type eq "work"].value', value: 'doe@example.com' };

    expect(patch({ userName: 'jane', emails: [home] }, becomesPrimary)).toEqual({ userName: 'jane', emails: [home] });
    expect(patch({ userName: 'jane', emails: [home] }, becomesPrimary, newWork)).toEqual({
      userName: 'jane',
      emails: [
        { ...home, primary: false },
        { value: 'doe@example.com', type: 'work', primary: true },
      ],
    });
    expect(patch({ userName: 'jane' }, becomesPrimary)).toEqual({ userName: 'jane' });
  });

  test('the limits of a resource hold for the result', () => {
    const emails = Array.from({ length: 41 }, (_, index) => ({ value: `${index}@example.com` }));

    expect(() => patch({ userName: 'jane' }, { op: 'add', path: 'emails', value: emails })).toThrow(
      '"emails" has 41 addresses; at most 40 are kept.',
    );
  });

  test('a userName that was never there is missing, not removed', () => {
    expect(() => patch({}, { op: 'add', path: 'title', value: 'Engineer' })).toThrow(
      expect.objectContaining({ scimType: 'invalidValue', detail: '"userName" is required.' }),
    );
  });

  test('simple values are removed by listing them, in any case', () => {
    const operations = parsePatchOp({ Operations: [{ op: 'remove', path: 'labels', value: ['B', 'd'] }] }, 'lenient');

    expect(applyPatch({ labels: ['a', 'b', 'c'] }, operations, specimenResourceType, 'lenient').resource).toEqual({
      labels: ['a', 'c'],
    });
  });

  test('an immutable attribute takes a value once, and keeps it (RFC 7643 §7)', () => {
    const patchSpecimen = (before: ScimObject, ...operations: object[]) =>
      applyPatch(before, parsePatchOp({ Operations: operations }, 'lenient'), specimenResourceType, 'lenient').resource;
    const kept = (detail: string) => expect.objectContaining({ scimType: 'mutability', detail });
    const serial = kept('"serial" is immutable: it has a value and keeps it.');
    const maker = kept('"maker.value" is immutable: it has a value and keeps it.');
    const before = { serial: 's', maker: { value: 'm' } };

    expect(patchSpecimen({}, { op: 'add', path: 'serial', value: 's' })).toEqual({ serial: 's' });
    expect(patchSpecimen(before, { op: 'replace', path: 'serial', value: 's' })).toEqual(before);
    expect(patchSpecimen(before, { op: 'add', path: 'maker.note', value: 'n' }).maker).toEqual({
      value: 'm',
      note: 'n',
    });
    expect(() => patchSpecimen(before, { op: 'replace', path: 'serial', value: 't' })).toThrow(serial);
    expect(() => patchSpecimen(before, { op: 'remove', path: 'serial' })).toThrow(serial);
    expect(() => patchSpecimen(before, { op: 'replace', path: 'maker.value', value: 'x' })).toThrow(maker);
  });

  test('an immutable sub-attribute comes and goes with the attribute that it is a part of', () => {
    const patchMaker = (before: ScimObject, operation: object) =>
      applyPatch(before, parsePatchOp({ Operations: [operation] }, 'lenient'), specimenResourceType, 'lenient')
        .resource;

    expect(patchMaker({}, { op: 'add', path: 'maker', value: { value: 'm' } })).toEqual({ maker: { value: 'm' } });
    expect(patchMaker({ maker: { value: 'm' } }, { op: 'remove', path: 'maker' })).toEqual({});
  });

  test('values that become the same by losing a part become one', () => {
    const emails = [
      { value: 'a@example.com', type: 'work' },
      { value: 'a@example.com', type: 'home' },
    ];

    expect(patch({ userName: 'jane', emails }, { op: 'remove', path: 'emails.type' })).toEqual({
      userName: 'jane',
      emails: [{ value: 'a@example.com' }],
    });
  });

  test('an attribute that is not required can be removed when its parts are (RFC 7643 §7)', () => {
    const operations = parsePatchOp({ Operations: [{ op: 'remove', path: 'origins' }] }, 'lenient');
    const before = { displayName: 'It', origins: [{ place: 'here' }] };

    expect(applyPatch(before, operations, specimenResourceType, 'lenient').resource).toEqual({ displayName: 'It' });
  });

  test('the detail of an error names the attribute and no value', () => {
    const act = () =>
      patch({ userName: 'jane' }, { op: 'add', path: 'emails[value eq "secret"].type', value: ['s', 't'] });

    expect(act).toThrow(ScimError);
    expect(act).toThrow('"emails.type" must be a string.');
  });
});
