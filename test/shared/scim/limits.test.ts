/** Hostile input costs no more than its length: counted in steps, not in milliseconds. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { compileFilter } from '#shared/scim/filter/compile-filter.ts';
import { maximumFilterLength, parseFilter } from '#shared/scim/filter/parser.ts';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import { parsePath } from '#shared/scim/path/parse-path.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function unlessRefused(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
  }
}

describe('a filter', () => {
  const full = (piece: string) => piece.repeat(Math.floor(maximumFilterLength / piece.length));

  test.each([
    ...['(', ')', '[', ']', '"', '\\', '.', ':', ' ', 'a', '1', 'a[', 'not(', 'not (', 'a.', 'urn:', '"\\"', 'é', '\t'],
    ...['a pr or ', 'a pr and ', '(a pr) or ', 'a eq "\\\\" or ', 'a eq "x" or ', 'a[b pr] or ', 'a[b pr].c pr or '],
    'urn:ietf:params:scim:schemas:core:2.0:User:',
  ])('of nothing but %j looks at each character a few times', (piece) => {
    const looks = vi.spyOn(String.prototype, 'charCodeAt');

    unlessRefused(() => parseFilter(full(piece)));
    unlessRefused(() => parseFilter(`a eq "${full(piece).slice(0, -8)}"`));
    unlessRefused(() => parsePath(full(piece)));

    expect(looks.mock.calls.length).toBeLessThan(12 * maximumFilterLength);
  });

  test('of 64 KB is refused before it is looked at', () => {
    const looks = vi.spyOn(String.prototype, 'charCodeAt');

    unlessRefused(() => parseFilter('a'.repeat(65_536)));
    unlessRefused(() => parsePath('a'.repeat(65_536)));

    expect(looks).not.toHaveBeenCalled();
  });

  test('of 500 terms folds each value of a user once', () => {
    const emails = Array.from({ length: 100 }, (_, index) => ({ value: `jörg${index}@example.com` }));
    const terms = Array.from({ length: 500 }, () => 'emails eq "x"').join(' or ');
    const matches = compileFilter(parseFilter(terms), userResourceType);
    const folds = vi.spyOn(String.prototype, 'normalize');

    expect(matches({ emails })).toBe(false);

    // Once to take letters and accents apart, once to put them together.
    expect(folds).toHaveBeenCalledTimes(2 * emails.length);

    matches({ emails });
    expect(folds, 'nothing is kept of the user before').toHaveBeenCalledTimes(4 * emails.length);
  });
});

describe('arrays of 100,000', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({ value: `${index}@example.com` }));
  const user = { userName: 'jane', entitlements: many.slice(0, 1000) };

  test.each(['add', 'replace', 'remove'])('are refused as the value of %s', (op) => {
    const operations = parsePatchOp({ Operations: [{ op, path: 'entitlements', value: many }] }, 'lenient');

    expect(() => applyPatch(user, operations, userResourceType, 'lenient')).toThrow(
      '"entitlements" has 100000 values; at most 1000 are accepted.',
    );
  });

  test('are refused in a user, as operations, and for an attribute with one value', () => {
    expect(() => parseResource({ userName: 'jane', photos: many }, userResourceType, 'lenient')).toThrow(
      'at most 1000',
    );
    expect(() =>
      parsePatchOp({ Operations: many.map(() => ({ op: 'add', path: 'title', value: 'x' })) }, 'lenient'),
    ).toThrow('100000 operations; at most 100 are accepted at once.');
    expect(() => parseResource({ userName: many }, userResourceType, 'lenient')).toThrow(
      '"userName" must be a string.',
    );
  });

  test('1,000 values are accepted at once, and by an operation that adds one to 999', () => {
    const add = (values: unknown, path = 'entitlements') =>
      parsePatchOp({ Operations: [{ op: 'add', path, value: values }] }, 'lenient');
    const thousand = { userName: 'jane', entitlements: many.slice(0, 1000) };
    const fewer = { userName: 'jane', entitlements: many.slice(0, 999) };
    const last = many[999]?.value;

    expect(parseResource(thousand, userResourceType, 'lenient').resource).toEqual(thousand);
    expect(applyPatch({ userName: 'jane' }, add(many.slice(0, 1000)), userResourceType, 'lenient').resource).toEqual(
      thousand,
    );
    expect(applyPatch(fewer, add(many.slice(999, 1000)), userResourceType, 'lenient').resource).toEqual(thousand);
    expect(applyPatch(fewer, add(last, 'entitlements.value'), userResourceType, 'lenient').resource).toEqual({
      userName: 'jane',
      entitlements: [{ value: last }],
    });
    expect(() => applyPatch(user, add(many.slice(1000, 1001)), userResourceType, 'lenient')).toThrow(
      '"entitlements" has 1001 values; at most 1000 are accepted.',
    );
  });

  test('40 addresses are accepted, and 41 values of 40 addresses', () => {
    const emails = many.slice(0, 40);
    const twice = [...emails, { value: '0@example.com', type: 'work' }];

    expect(parseResource({ userName: 'jane', emails }, userResourceType, 'lenient').resource).toEqual({
      userName: 'jane',
      emails,
    });
    expect(parseResource({ userName: 'jane', emails: twice }, userResourceType, 'lenient').resource.emails).toEqual(
      twice,
    );
    expect(() => parseResource({ userName: 'jane', emails: many.slice(0, 41) }, userResourceType, 'lenient')).toThrow(
      '"emails" has 41 addresses; at most 40 are kept.',
    );
  });

  test('one more than 1,000 values by an operation that adds one is refused', () => {
    const operations = parsePatchOp(
      { Operations: [{ op: 'add', path: 'entitlements[type eq "x"].value', value: 'one more' }] },
      'lenient',
    );

    expect(() => applyPatch(user, operations, userResourceType, 'lenient')).toThrow('"entitlements" has 1001 values');
  });
});

describe('depth', () => {
  test.each([
    ['objects', `${'{"name":'.repeat(8000)}1${'}'.repeat(8000)}`],
    ['values of values', `{"userName":${'{"value":'.repeat(7000)}1${'}'.repeat(7000)}}`],
    ['lists', `{"userName":"jane","emails":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['lists of one', `{"userName":${'['.repeat(30_000)}"x"${']'.repeat(30_000)}}`],
  ])('of %s in 64 KB is a 400', (_what, text) => {
    expect(() => parseResource(JSON.parse(text), userResourceType, 'lenient')).toThrow(ScimError);
  });
});
