/**
 * RFC 7644 §3.4.2.2 said a second time, slowly and without the code under test: what types attributes have is read from
 * the representations in RFC 7643 §8.7.1. For ASCII text and instants of whole milliseconds.
 */
import type { Comparison, CompValue, Filter } from '#shared/scim/filter/types.ts';
import type { AttributePath } from '#shared/scim/path/attribute-path.ts';
import type { ScimObject } from '#shared/scim/resource/value.ts';
import schemas from '#test/fixtures/rfc/rfc7643-8.7.1-schemas.json' with { type: 'json' };

type Described = {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly caseExact?: boolean;
  readonly subAttributes?: readonly Described[];
};

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const simple = (name: string, caseExact: boolean, type = 'string'): Described => ({
  name,
  type,
  multiValued: false,
  caseExact,
});

/** RFC 7643 §3.1, which §8.7.1 leaves out. */
const common: readonly Described[] = [
  simple('id', true),
  simple('externalId', true),
  {
    ...simple('meta', false, 'complex'),
    subAttributes: [
      simple('resourceType', true),
      simple('created', false, 'dateTime'),
      simple('lastModified', false, 'dateTime'),
      simple('location', true, 'reference'),
      simple('version', true),
    ],
  },
];

const notOffered = ['password', 'groups', 'roles'];

/** What §8.7.1 forgets of §4.1.2: addresses have a primary. */
const primary = simple('primary', false, 'boolean');

function attributesOf(id: string): readonly Described[] {
  const schema: { readonly attributes: readonly Described[] } | undefined = JSON.parse(
    JSON.stringify(schemas.find((each) => each.id === id)),
  );
  return (schema?.attributes ?? [])
    .filter(({ name }) => !notOffered.includes(name))
    .map((each) =>
      each.name === 'addresses' ? { ...each, subAttributes: [...(each.subAttributes ?? []), primary] } : each,
    );
}

const offered: Readonly<Record<string, readonly Described[]>> = {
  [core]: [...common, ...attributesOf(core)],
  [enterprise]: attributesOf(enterprise),
};

/** Thrown for a filter that is to be refused. */
export class Refused extends Error {}

function named(list: readonly Described[], name: string): Described {
  const found = list.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new Refused(name);
  return found;
}

/** The values at a path, `undefined` for one that is not there; and what they are. */
function valuesAt(
  path: AttributePath,
  resource: ScimObject,
  within?: Described,
  memberOf = withDefault,
): readonly [readonly unknown[], Described] {
  const urn = path.urn ?? core;
  const scope: unknown = urn === enterprise ? resource[enterprise] : resource;
  const described = named(within?.subAttributes ?? offered[urn] ?? [], path.name);
  const value = Object(scope)[described.name];
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
  const values = listed.length === 0 ? [undefined] : listed;
  if (path.subAttribute === undefined) return [values, described];
  const inner = named(described.subAttributes ?? [], path.subAttribute);
  return [values.map((each) => memberOf(each, inner)), inner];
}

/** A default is a value to compare, not one that is there. */
function asItIs(value: unknown, { name }: Described): unknown {
  return Object(value)[name];
}

/** RFC 7643 §2.4: a primary that is not specified is false. */
function withDefault(value: unknown, { name, type }: Described): unknown {
  const member = Object(value)[name];
  return name === 'primary' && type === 'boolean' && value !== undefined && member === undefined ? false : member;
}

function isThere(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(isThere);
  return value !== undefined && value !== '';
}

export function oracle(filter: Filter, resource: ScimObject, within?: Described): boolean {
  switch (filter.kind) {
    case 'and': {
      const [left, right] = [oracle(filter.left, resource, within), oracle(filter.right, resource, within)];
      return left && right;
    }
    case 'or': {
      const [left, right] = [oracle(filter.left, resource, within), oracle(filter.right, resource, within)];
      return left || right;
    }
    case 'not':
      return !oracle(filter.filter, resource, within);
    case 'present':
      return valuesAt(requireBare(filter.path, within), resource, within, asItIs)[0].some(isThere);
    case 'compare':
      return compare(filter, resource, within);
    case 'valuePath': {
      if (within !== undefined) throw new Refused('nested');
      const [values, described] = valuesAt(filter.path, resource);
      if (described.subAttributes === undefined || filter.path.subAttribute !== undefined) throw new Refused('simple');
      const matching = values.map((value) => [value, oracle(filter.filter, Object(value), described)] as const);
      return matching.some(([value, matches]) => value !== undefined && matches);
    }
  }
}

function requireBare(path: AttributePath, within: Described | undefined): AttributePath {
  if (within !== undefined && (path.urn !== undefined || path.subAttribute !== undefined)) throw new Refused('path');
  return path;
}

function compare({ path, op, value: operand }: Comparison, resource: ScimObject, within?: Described): boolean {
  let [values, described] = valuesAt(requireBare(path, within), resource, within);
  if (operand === null) {
    if (op !== 'eq' && op !== 'ne') throw new Refused('null');
    const [asTheyAre] = valuesAt(path, resource, within, asItIs);
    return asTheyAre.some((value) => isThere(value) === (op === 'ne'));
  }
  if (within !== undefined) values = values.map(() => withDefault(resource, described));
  if (described.type === 'complex') {
    const inner = named(described.subAttributes ?? [], 'value');
    values = values.map((value) => withDefault(value, inner));
    described = inner;
  }
  const order = (value: unknown) => measure(value, described);
  const right = operandOf(operand, described, op);
  return values.some((value) => {
    const left = order(value);
    if (left === undefined) return op === 'ne';
    const isText = typeof left === 'string' && typeof right === 'string';
    switch (op) {
      case 'eq':
        return left === right;
      case 'ne':
        return left !== right;
      case 'co':
        return isText && left.includes(right);
      case 'sw':
        return isText && left.startsWith(right);
      case 'ew':
        return isText && left.endsWith(right);
      case 'gt':
        return left > right;
      case 'ge':
        return left >= right;
      case 'lt':
        return left < right;
      case 'le':
        return left <= right;
    }
    return false;
  });
}

const textual = ['co', 'sw', 'ew'];

/** As something that JavaScript's own operators compare. */
function measure(value: unknown, { type, caseExact }: Described): string | number | boolean | undefined {
  if (value === undefined) return undefined;
  if (type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (type === 'dateTime') return Date.parse(String(value));
  return caseExact || type === 'reference' || type === 'binary' ? String(value) : String(value).toLowerCase();
}

function operandOf(operand: Exclude<CompValue, null>, described: Described, op: string): string | number | boolean {
  const { type } = described;
  if (type === 'boolean') {
    const word = String(operand).toLowerCase();
    if (!['true', 'false'].includes(word) || !['eq', 'ne'].includes(op)) throw new Refused('boolean');
    return word === 'true';
  }
  if (type === 'binary' && !['eq', 'ne'].includes(op)) throw new Refused('binary');
  if (type === 'dateTime') {
    if (textual.includes(op)) throw new Refused('text of an instant: not for this oracle');
    const instant = typeof operand === 'string' ? Date.parse(operand) : Number.NaN;
    if (Number.isNaN(instant)) throw new Refused('dateTime');
    return instant;
  }
  return measure(String(operand), described) ?? '';
}
