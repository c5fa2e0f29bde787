/** What each attribute's characteristics make the code do, attribute by attribute as RFC 7643 §8.7.1 has them. */
import { describe, expect, test } from 'vitest';
import { ScimError } from '#shared/scim/error.ts';
import { compileFilter } from '#shared/scim/filter/compile-filter.ts';
import { parseFilter } from '#shared/scim/filter/parser.ts';
import { applyPatch } from '#shared/scim/patch/apply-patch.ts';
import { parsePatchOp } from '#shared/scim/patch/parse-patch-op.ts';
import { parseResource } from '#shared/scim/resource/parse-resource.ts';
import { projectResource } from '#shared/scim/resource/project-resource.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import { userResourceType } from '#shared/scim/schema/user-resource-type.ts';
import rfcSchemas from '#test/fixtures/rfc/rfc7643-8.7.1-schemas.json' with { type: 'json' };
import corrections from './vectors/rfc7643-8.7.1-corrections.json' with { type: 'json' };

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const notOffered = ['password', 'groups', 'roles'];

type Described = {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly required?: boolean;
  readonly caseExact?: boolean;
  readonly mutability?: string;
  readonly returned?: string;
  readonly canonicalValues?: readonly string[];
  readonly subAttributes?: readonly Described[];
};

/** An attribute, where it is, and how a value of it becomes a resource. */
type Place = Described & {
  readonly path: string;
  readonly parent?: Described;
  readonly inResource: (value: unknown) => Record<string, unknown>;
};

/** Of a value that has nothing else, a lenient provider keeps nothing. */
function isLabel(name: string): boolean {
  return name === 'type' || name === 'primary';
}

function placesOf(id: string): readonly Place[] {
  const schema: { readonly attributes: readonly Described[] } = JSON.parse(
    JSON.stringify(rfcSchemas.find((each) => each.id === id)),
  );
  const prefix = id === core ? '' : `${id}:`;
  const within = (attributes: Record<string, unknown>) => (id === core ? attributes : { [id]: attributes });
  return schema.attributes
    .filter(({ name }) => !notOffered.includes(name))
    .flatMap((each): readonly Place[] => [
      { ...each, path: prefix + each.name, inResource: (value) => within({ [each.name]: value }) },
      ...(each.subAttributes ?? []).map((inner) => ({
        ...inner,
        path: `${prefix}${each.name}.${inner.name}`,
        parent: each,
        inResource: (value: unknown) => {
          const beside = each.name === 'addresses' ? { locality: 'x' } : { display: 'x' };
          const complex = { [inner.name]: value, ...(isLabel(inner.name) && beside) };
          return within({ [each.name]: each.multiValued ? [complex] : complex });
        },
      })),
    ])
    .map((place) => ({ ...place, ...Object(Object(corrections.characteristics)[place.path]) }));
}

const places = [...placesOf(core), ...placesOf(enterprise)].map((place) => [place.path, place] as const);
const simple = places.filter(([, { type }]) => type !== 'complex');
const writable = simple.filter(([, { mutability }]) => mutability !== 'readOnly');
const values: Record<string, { right: readonly unknown[]; wrong: readonly unknown[] }> = corrections.values;

function read(body: Record<string, unknown>, strictness: 'lenient' | 'strict') {
  return parseResource({ schemas: [core, enterprise], userName: 'jane', ...body }, userResourceType, strictness)
    .resource;
}

function scimTypeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof ScimError) return error.scimType;
    throw error;
  }
  return 'nothing was thrown';
}

function some(type: string): unknown {
  return values[type]?.right[0];
}

test('there are as many as RFC 7643 §8.7.1 has without password, groups and roles', () => {
  expect(places).toHaveLength(64);
});

describe('type (§2.3)', () => {
  test.each(writable)('%s takes what is of its type', (_path, { type, inResource }) => {
    for (const value of values[type]?.right ?? []) {
      expect(read(inResource(value), 'strict')).toEqual({ userName: 'jane', ...inResource(value) });
    }
  });

  test.each(places.filter(([, { mutability }]) => mutability !== 'readOnly'))(
    '%s takes nothing else',
    (_path, { type, multiValued, inResource }) => {
      for (const value of values[type]?.wrong ?? []) {
        expect(scimTypeOf(() => read(inResource(multiValued ? [value] : value), 'strict'))).toBe('invalidValue');
      }
    },
  );
});

describe('multiValued (§2.4)', () => {
  test.each(places.filter(([, { parent, multiValued }]) => parent === undefined && multiValued))(
    '%s is a list',
    (_path, { inResource }) => {
      expect(scimTypeOf(() => read(inResource({ value: 'TWlrZQ==' }), 'strict'))).toBe('invalidValue');
    },
  );

  test.each(places.filter(([, { multiValued, mutability }]) => !multiValued && mutability !== 'readOnly'))(
    '%s is no list',
    (_path, { inResource, type }) => {
      expect(scimTypeOf(() => read(inResource([some(type) ?? {}]), 'strict'))).toBe('invalidValue');
    },
  );
});

describe('mutability (§7)', () => {
  test.each(simple.filter(([, { mutability }]) => mutability === 'readOnly'))(
    '%s is passed over in a body and refused in a PATCH',
    (path, { inResource }) => {
      expect(read(inResource('x'), 'strict')).toEqual({ userName: 'jane' });
      expect(scimTypeOf(() => patch({ userName: 'jane' }, { op: 'replace', path, value: 'x' }))).toBe('mutability');
    },
  );

  test.each(writable)('%s is added, replaced and removed', (path, { name, type, inResource, parent, required }) => {
    const [first, second] = values[type]?.right ?? [];
    const before = { ...(read(inResource(first), 'strict') as ScimObject) };

    expect(patch({ userName: 'jane' }, { op: 'add', path, value: first }), 'add').toEqual(
      isLabel(name) ? { userName: 'jane' } : { userName: 'jane', ...inResource(first) },
    );
    expect(patch(before, { op: 'replace', path, value: second }), 'replace').toEqual({
      userName: 'jane',
      ...inResource(second),
    });
    if (required) expect(scimTypeOf(() => patch(before, { op: 'remove', path }))).toBe('mutability');
    else expect(Object.keys(patch(before, { op: 'remove', path })).length).toBe(parent && isLabel(name) ? 2 : 1);
  });
});

function patch(before: ScimObject, operation: object) {
  return applyPatch(before, parsePatchOp({ Operations: [operation] }, 'lenient'), userResourceType, 'lenient').resource;
}

describe('required (§7)', () => {
  test.each(places.filter(([, { parent }]) => parent === undefined))('%s', (_path, { name, required }) => {
    const { userName, ...others } = { userName: 'jane', title: 'x' };
    const missing = () =>
      parseResource(name === 'userName' ? others : { userName, ...others }, userResourceType, 'lenient');

    expect(scimTypeOf(missing)).toBe(required ? 'invalidValue' : 'nothing was thrown');
  });
});

describe('caseExact (§2.2)', () => {
  const texts = simple.filter(([, { type }]) => ['string', 'reference', 'binary'].includes(type));

  test.each(texts)('%s', (path, { caseExact, inResource }) => {
    const user: ScimObject = JSON.parse(JSON.stringify(inResource('AbCd')));
    const matches = (filter: string) => compileFilter(parseFilter(filter), userResourceType)(user);

    expect(matches(`${path} eq "AbCd"`)).toBe(true);
    expect(matches(`${path} eq "aBcD"`)).toBe(caseExact !== true);
  });
});

describe('canonicalValues (§7)', () => {
  const canonical = simple.filter(([, { canonicalValues = [] }]) => canonicalValues.length > 0);

  test.each(canonical)('%s', (_path, { canonicalValues = [], inResource }) => {
    for (const value of canonicalValues) {
      expect(read(inResource(value.toUpperCase()), 'strict')).toEqual({ userName: 'jane', ...inResource(value) });
    }
    expect(read(inResource('Something Else'), 'strict')).toEqual({ userName: 'jane', ...inResource('Something Else') });
  });

  test('there are five', () => {
    expect(canonical.map(([path]) => path)).toEqual([
      'emails.type',
      'phoneNumbers.type',
      'ims.type',
      'photos.type',
      'addresses.type',
    ]);
  });
});

describe('returned (§7)', () => {
  test.each(simple)('%s', (path, { type, returned, inResource, name }) => {
    const user: ScimObject = JSON.parse(JSON.stringify({ ...inResource(some(type)), displayName: 'y' }));
    const project = (projection: object) => projectResource(user, userResourceType, projection);

    expect(returned).toBe('default');
    expect(project({})).toEqual(user);
    expect(project({ attributes: [path.toUpperCase()] })).toEqual(
      name === 'displayName' ? project({ attributes: [path] }) : only(name, type, inResource),
    );
    expect(JSON.stringify(project({ excludedAttributes: [path] }))).not.toContain(
      `"${name}":${JSON.stringify(some(type))}`,
    );
  });
});

/** The resource with nothing but the attribute. */
function only(name: string, type: string, inResource: Place['inResource']): unknown {
  const besides = isLabel(name) ? ['display', 'locality'] : [];
  return JSON.parse(JSON.stringify(inResource(some(type))), (key, value) =>
    besides.includes(key) ? undefined : value,
  );
}
