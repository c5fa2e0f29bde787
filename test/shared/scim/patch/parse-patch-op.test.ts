import { describe, expect, test } from 'vitest';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';

const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
const Operations = [{ op: 'add', path: 'title', value: 'Engineer' }];

describe('RFC 7644 §3.5.2 the PATCH message', () => {
  test('operations come out with their paths parsed', () => {
    const body = { schemas, Operations: [...Operations, { op: 'remove', path: 'emails[type eq "work"].value' }] };

    expect(parsePatchOp(body, 'strict')).toEqual([
      { op: 'add', path: { name: 'title' }, value: 'Engineer' },
      {
        op: 'remove',
        path: {
          name: 'emails',
          filter: { kind: 'compare', path: { name: 'type' }, op: 'eq', value: 'work' },
          subAttribute: 'value',
        },
        value: undefined,
      },
    ]);
  });

  test('"schemas" may be missing for a lenient provider, not for a strict one', () => {
    expect(parsePatchOp({ Operations }, 'lenient')).toHaveLength(1);
    expect(parsePatchOp({ schemas: [schemas[0]?.toUpperCase()], Operations }, 'strict')).toHaveLength(1);

    for (const wrong of [undefined, null, schemas[0], [], ['urn:example'], [{ toString: 1 }]]) {
      expect(() => parsePatchOp({ schemas: wrong, Operations }, 'strict')).toThrow(
        '"schemas" must list urn:ietf:params:scim:api:messages:2.0:PatchOp.',
      );
    }
  });

  test('of a value without a path, value paths are operations of their own', () => {
    const value = { title: 'Engineer', 'emails[type pr].value': 'a', nickName: 'J' };

    expect(parsePatchOp({ Operations: [{ op: 'add', value }] }, 'lenient')).toEqual([
      { op: 'add', value: { title: 'Engineer', nickName: 'J' } },
      {
        op: 'add',
        path: { name: 'emails', filter: { kind: 'present', path: { name: 'type' } }, subAttribute: 'value' },
        value: 'a',
      },
    ]);
    expect(parsePatchOp({ schemas, Operations: [{ op: 'add', value }] }, 'strict')).toEqual([{ op: 'add', value }]);
  });

  test('of a value with a path, a value path is a key like any other', () => {
    const value = { givenName: 'Jane', 'emails[type pr].value': 'a' };

    expect(parsePatchOp({ Operations: [{ op: 'add', path: 'name', value }] }, 'lenient')).toEqual([
      { op: 'add', path: { name: 'name' }, value },
    ]);
  });

  test('members may be spelled in any case; one that is spelled as in RFC 7644 goes before others', () => {
    const operation = { OP: 'add', PATH: 'title', Value: 'Engineer' };

    expect(parsePatchOp({ schemas, operations: [operation] }, 'strict')).toEqual([
      { op: 'add', path: { name: 'title' }, value: 'Engineer' },
    ]);
    expect(parsePatchOp({ schemas, Operations: [{ ...operation, op: 'remove', value: 'x' }] }, 'strict')).toEqual([
      { op: 'remove', path: { name: 'title' }, value: 'x' },
    ]);
  });

  test.each([
    [null, 'The body must be a JSON object with "Operations".'],
    [[], 'The body must be a JSON object with "Operations".'],
    [{}, '"Operations" must be an array of at least one operation.'],
    [{ Operations: {} }, '"Operations" must be an array of at least one operation.'],
    [{ Operations: [] }, '"Operations" must be an array of at least one operation.'],
    [{ Operations: [...Operations, null] }, 'Operation 2 is not an object.'],
    [{ Operations: [{ path: 'title' }] }, 'Operation 1 needs an "op": add, remove or replace.'],
    [{ Operations: [{ id: 'add', path: 'title', value: 'x' }] }, 'Operation 1 needs an "op": add, remove or replace.'],
    [{ Operations: [{ op: 'move', path: 'title' }] }, 'Operation 1 needs an "op": add, remove or replace.'],
    [{ Operations: [{ op: ['add'], path: 'title' }] }, 'Operation 1 needs an "op": add, remove or replace.'],
  ])('%j is refused as invalidSyntax', (body, detail) => {
    expect(() => parsePatchOp(body, 'lenient')).toThrow(expect.objectContaining({ scimType: 'invalidSyntax', detail }));
  });

  test('at most 100 operations are taken, those of value paths as keys among them', () => {
    const body = { Operations: Array.from({ length: 100 }, () => Operations[0]) };
    expect(parsePatchOp(body, 'lenient')).toHaveLength(100);

    const keys = Array.from({ length: 100 }, (_, index) => [`emails[value eq "${index}"].type`, 'work']);
    expect(() => parsePatchOp({ Operations: [{ op: 'add', value: Object.fromEntries(keys) }] }, 'lenient')).toThrow(
      expect.objectContaining({
        scimType: 'invalidSyntax',
        detail: '101 operations; at most 100 are accepted at once.',
      }),
    );
  });
});
