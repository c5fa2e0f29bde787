import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { type PatchOperation, parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import { type ParsedResource, parseResource } from '#shared/scim/resource/parse-resource.ts';
import { projectResource } from '#shared/scim/resource/project-resource.ts';
import type { Strictness } from '#shared/scim/resource/reading.ts';
import { isScimObject, isValueList, sameValue } from '#shared/scim/resource/same-value.ts';
import type { ScimObject, ScimValue } from '#shared/scim/resource/value.ts';
import { withSchemas } from '#shared/scim/resource/with-schemas.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import { holds, propertyTimeout } from '../property.ts';
import { bodies, patchOps } from './arbitraries.ts';

vi.setConfig({ testTimeout: propertyTimeout });

const strictnesses = fc.constantFrom<Strictness>('lenient', 'strict');

/** @returns undefined when the client is told what it got wrong; any other error is ours */
function unlessRefused<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof ScimError) {
      expect(error.status).toBe(400);
      return undefined;
    }
    throw error;
  }
}

function read(body: unknown, strictness: Strictness): ParsedResource | undefined {
  return unlessRefused(() => parseResource(body, userResourceType, strictness));
}

function patch(user: ScimObject, operations: readonly PatchOperation[], strictness: Strictness) {
  return unlessRefused(() => applyPatch(user, operations, userResourceType, strictness));
}

/** @returns undefined for a strict provider when a reference that was stored leniently is no URI */
function readAgain(user: ScimObject, strictness: Strictness): ScimObject | undefined {
  try {
    return parseResource(withSchemas(user, userResourceType), userResourceType, strictness).resource;
  } catch (error) {
    if (strictness === 'strict' && error instanceof ScimError && error.detail.endsWith('must be a URI.'))
      return undefined;
    throw error;
  }
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}

function primaries(user: ScimObject): readonly number[] {
  return Object.values(user)
    .filter(isValueList)
    .map((values) => values.filter((value) => isScimObject(value) && value.primary === true).length);
}

/** A value of a multi-valued attribute of which nothing is left may be missing. */
function isPartOf(part: ScimValue | undefined, whole: ScimValue | undefined): boolean {
  if (isValueList(part))
    return isValueList(whole) && part.every((each) => whole.some((value) => isPartOf(each, value)));
  if (!isScimObject(part)) return part === whole;
  return isScimObject(whole) && Object.entries(part).every(([name, value]) => isPartOf(value, whole[name]));
}

/** Users as they are stored. */
const users = bodies
  .map((body) => read(body, 'lenient')?.resource ?? { userName: 'jane', emails: [{ value: 'a', type: 'work' }] })
  .map(frozen);

describe('whatever a client sends', () => {
  test('parseResource answers with a resource or a ScimError, and reading the resource again changes nothing', () => {
    holds(
      fc.property(bodies, strictnesses, (body, strictness) => {
        const first = read(frozen(body), strictness);
        if (first === undefined) return;

        const again = parseResource(withSchemas(first.resource, userResourceType), userResourceType, strictness);

        expect(again.ignored).toEqual([]);
        expect(JSON.stringify(again.resource)).toBe(JSON.stringify(first.resource));
        expect(sameValue(again.resource, first.resource)).toBe(true);
      }),
    );
  });

  test('a resource that is stored leniently can be read strictly, but for references that are no URIs', () => {
    holds(
      fc.property(users, (user) => {
        const again = readAgain(user, 'strict');

        if (again !== undefined) expect(JSON.stringify(again)).toBe(JSON.stringify(user));
      }),
    );
  });

  test('applyPatch answers with a resource in the form of parseResource or a ScimError', () => {
    holds(
      fc.property(users, patchOps, strictnesses, (user, body, strictness) => {
        const operations = unlessRefused(() => parsePatchOp(body, strictness)) ?? [];
        const patched = patch(user, operations, strictness);
        if (patched === undefined) return;

        const again = readAgain(patched.resource, strictness);
        if (again !== undefined) expect(JSON.stringify(again)).toBe(JSON.stringify(patched.resource));
        expect(Math.max(0, ...primaries(patched.resource))).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('applyPatch changes nothing that it was given, and does the same every time', () => {
    holds(
      fc.property(users, patchOps, strictnesses, (user, body, strictness) => {
        const operations = frozen(unlessRefused(() => parsePatchOp(frozen(body), strictness)) ?? []);

        const [first, second] = [patch(user, operations, strictness), patch(user, operations, strictness)];

        expect(second).toEqual(first);
      }),
    );
  });

  test('one refused operation is enough to refuse all', () => {
    holds(
      fc.property(users, patchOps, strictnesses, (user, body, strictness) => {
        const operations = unlessRefused(() => parsePatchOp(body, strictness)) ?? [];
        const refused: PatchOperation = { op: 'replace', path: { name: 'id' }, value: 'x' };

        expect(patch(user, [...operations, refused], strictness)).toBeUndefined();
      }),
    );
  });

  test('adding the same a second time changes nothing', () => {
    holds(
      fc.property(users, patchOps, strictnesses, (user, body, strictness) => {
        const operations = unlessRefused(() => parsePatchOp(body, strictness)) ?? [];
        for (const operation of operations.filter(({ op, path }) => op === 'add' && path?.filter === undefined)) {
          const once = patch(user, [operation], strictness);
          if (once === undefined) continue;

          expect(patch(once.resource, [operation], strictness)?.resource).toEqual(once.resource);
        }
      }),
    );
  });

  test('a patch that changes nothing leaves a resource that is equal as text', () => {
    holds(
      fc.property(users, (user) => {
        const operations: PatchOperation[] = [{ op: 'replace', value: user }];

        expect(JSON.stringify(patch(user, operations, 'lenient')?.resource)).toBe(JSON.stringify(user));
      }),
    );
  });

  test('a projection takes attributes away and never changes one', () => {
    const names = fc.array(fc.constantFrom('emails', 'EMAILS.value', 'name.givenName', 'userName', 'x', ''));
    holds(
      fc.property(users, names, names, (user, attributes, excludedAttributes) => {
        const projected = projectResource(user, userResourceType, { attributes, excludedAttributes });

        expect(isPartOf(projected, user)).toBe(true);
      }),
    );
  });

  test('no prototype is ever reached', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Object.keys(Array.prototype)).toEqual([]);
  });
});
