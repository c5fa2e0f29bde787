/** Random values and expressions, right and wrong ones, that stay clear of what dynalite is known to get wrong. */
import fc from 'fast-check';

/**
 * What is left out because dynalite differs from DynamoDB there, as its source shows:
 * - `false`, '' and empty binaries: it takes falsy values for missing (`size`, IN, BETWEEN, attribute_type).
 * - Equality and IN of lists and maps: it compares their elements by identity, and maps never as equal.
 * - Order of sets, lists and maps: it sorts them by their text, and takes such values for `<` and its like.
 * - Equality of two missing attributes: it finds them equal.
 * - Numbers with a plus sign: refused.
 * - `contains` of a list with booleans, null or sets: it looks only for strings, numbers and binaries.
 * - Binaries that are not UTF-8: it compares prefixes and parts as text.
 * - REMOVE of several elements of a list: later indexes shift; DynamoDB means the list as it was.
 * - SET of a copied path beside ADD or DELETE of the same path: both change one object in its memory.
 * - Arithmetic beyond 38 digits: unchecked.
 * - Index keys set by a function or ADD: it decides by the literal's type, not by the result.
 * - Empty strings as index keys: unchecked.
 */
const text = fc.constantFrom('a', 'ab', 'b', 'é');
const number = fc.constantFrom('0', '1', '-1', '1.50', '2', '2e2', '-0.001', '007', '123456789012345678901234567890');
const binary = fc.constantFrom('YQ==', 'YWI=', 'Yg==');

const unique = <T>(member: fc.Arbitrary<T>) => fc.uniqueArray(member, { minLength: 1, maxLength: 3 });
const distinctNumbers = fc.constantFrom('0', '1', '-1', '2');

/** Values with an order. */
const ordered = fc.oneof(
  text.map((S) => ({ S })),
  number.map((N) => ({ N })),
  binary.map((B) => ({ B })),
);
/** Values that are neither list nor map. */
export const flat = fc.oneof(
  { weight: 4, arbitrary: ordered },
  fc.constant({ BOOL: true }),
  fc.constant({ NULL: true }),
  unique(text).map((SS) => ({ SS })),
  unique(distinctNumbers).map((NS) => ({ NS })),
  unique(binary).map((BS) => ({ BS })),
);
const prefix = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.oneof(
      text.map((S) => ({ S })),
      binary.map((B) => ({ B })),
    ),
  },
  flat,
);
const addend = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.oneof(
      unique(text).map((SS) => ({ SS })),
      unique(distinctNumbers).map((NS) => ({ NS })),
    ),
  },
  { weight: 9, arbitrary: distinctNumbers.map((N) => ({ N })) },
  flat,
);
const { value: nested } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    flat,
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    fc.dictionary(fc.constantFrom('k1', 'k2'), tie('value'), { maxKeys: 2 }).map((M) => ({ M })),
  ),
}));
const list = fc.array(nested, { maxLength: 4 }).map((L) => ({ L }));
const map = fc.dictionary(fc.constantFrom('k1', 'k2'), nested, { maxKeys: 2 }).map((M) => ({ M }));

const mostly = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 5, arbitrary }, flat);
const texts = mostly(text.map((S) => ({ S })));
const numbers = mostly(number.map((N) => ({ N })));
const sets = mostly(
  fc.oneof(
    unique(text).map((SS) => ({ SS })),
    unique(distinctNumbers).map((NS) => ({ NS })),
  ),
);

/** Attributes by name, each mostly of one type. x1 to x3 hold no lists or maps, so that they may be compared. */
export const otherAttributes = fc
  .record({ x1: texts, x2: numbers, x3: sets, l1: list, m1: map, mix: nested }, { requiredKeys: ['x1', 'x2', 'l1'] })
  .map((item) => Object.fromEntries(Object.entries(item)));

/** The text of an expression, and the values that it refers to in order of `:v0`, `:v1`. */
export type Draft = { readonly text: string; readonly values: readonly unknown[] };

const draft = (text: string, ...values: unknown[]): Draft => ({ text, values });
const flatName = fc.constantFrom('x1', 'x2', 'x3', '#alias');
/** A name, and a value that it may well hold. */
const named = fc.oneof(
  fc.tuple(fc.constant('x1'), texts),
  fc.tuple(fc.constantFrom('x2', '#alias'), numbers),
  fc.tuple(fc.constant('x3'), sets),
);
const orderedNamed = fc.oneof(
  fc.tuple(
    fc.constant('x1'),
    text.map((S) => ({ S })),
  ),
  fc.tuple(
    fc.constantFrom('x2', '#alias'),
    number.map((N) => ({ N })),
  ),
  fc.tuple(flatName, ordered),
);
const place = fc.oneof(
  { weight: 3, arbitrary: flatName },
  fc.constantFrom('l1', 'm1', 'mix', 'l1[0]', 'l1[2]', 'm1.k1', 'm1.k2.k1', 'mix[0]', 'mix.k1', 'x1.k1'),
);
const equality = fc.constantFrom('=', '<>');
const comparator = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');

/** Joins drafts: `?` stands for the next value of its own draft. */
const join = (parts: readonly Draft[], separator: string): Draft =>
  draft(parts.map((part) => part.text).join(separator), ...parts.flatMap((part) => part.values));

const term: fc.Arbitrary<Draft> = fc.oneof(
  place.map((path) => draft(`attribute_exists(${path})`)),
  place.map((path) => draft(`attribute_not_exists (${path})`)),
  fc.tuple(place, fc.constantFrom('S', 'N', 'BOOL', 'L', 'M', 'SS', 'WRONG')).map(([path, S]) => {
    return draft(`attribute_type(${path}, ?)`, { S });
  }),
  fc.tuple(place, prefix).map(([path, value]) => draft(`begins_with(${path}, ?)`, value)),
  fc.tuple(place, ordered).map(([path, value]) => draft(`contains(${path}, ?)`, value)),
  fc.tuple(orderedNamed, comparator).map(([[path, value], sign]) => draft(`${path} ${sign} ?`, value)),
  fc.tuple(named, equality).map(([[path, value], sign]) => draft(`? ${sign} ${path}`, value)),
  fc.tuple(place, comparator, number).map(([path, sign, N]) => draft(`size(${path}) ${sign} ?`, { N })),
  fc.tuple(flatName, equality, flatName).map(([a, sign, b]) => draft(`attribute_exists(${a}) AND ${a} ${sign} ${b}`)),
  fc.tuple(flatName, ordered, ordered).map(([path, low, high]) => draft(`${path} BETWEEN ? and ?`, low, high)),
  fc.tuple(flatName, fc.array(flat, { minLength: 1, maxLength: 3 })).map(([path, values]) => {
    return draft(`${path} IN (${values.map(() => '?').join(', ')})`, ...values);
  }),
  fc
    .constantFrom('x1 =', 'size(x1)', 'nothing(x1)', 'attribute_exists(x1) = x2', '((x1 = x2))', 'name = x1')
    .map((t) => draft(t)),
);

/** Condition or filter. */
export const condition: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 3, arbitrary: term },
  term.map((inner) => draft(`NOT (${inner.text})`, ...inner.values)),
  fc.tuple(term, fc.constantFrom(' AND ', ' or '), term).map(([a, sign, b]) => join([a, b], sign)),
  fc
    .tuple(term, term, term)
    .map(([a, b, c]) => join([a, join([draft('('), b, draft(' OR '), c, draft(')')], '')], ' AND ')),
);

const smallNumber = fc.constantFrom({ N: '1' }, { N: '-2.5' }, { N: '0' });
const setAction: fc.Arbitrary<Draft> = fc.oneof(
  named.map(([path, value]) => draft(`${path} = ?`, value)),
  fc
    .tuple(fc.constantFrom('l1', 'l1[0]', 'l1[1]', 'l1[2]', 'l1[9]'), list)
    .map(([path, value]) => draft(`${path} = ?`, value)),
  fc.tuple(fc.constantFrom('m1', 'm1.k1', 'm1.k2.k1', 'mix'), nested).map(([p, value]) => draft(`${p} = ?`, value)),
  fc.tuple(flatName, flatName, smallNumber).map(([path, from, value]) => draft(`${path} = ${from} + ?`, value)),
  fc
    .tuple(flatName, smallNumber, smallNumber)
    .map(([path, a, b]) => draft(`${path} = if_not_exists(${path}, ?) - ?`, a, b)),
  fc.tuple(fc.constantFrom('l1', 'mix'), list).map(([path, value]) => draft(`l1 = list_append(${path}, ?)`, value)),
  fc.tuple(flatName, flatName).map(([path, from]) => draft(`${path} = ${from}`)),
  text.map((S) => draft('gsi1pk = ?', { S })),
);
const set = fc
  .array(setAction, { minLength: 1, maxLength: 3 })
  .map((actions) => join([draft('SET '), join(actions, ', ')], ''));
const remove = fc.uniqueArray(place, { minLength: 1, maxLength: 2 }).map((paths) => {
  // At most one element of a list, for the reason above.
  const elements = paths.filter((path) => path.includes('['));
  const kept = paths.filter((path) => !path.includes('[') || path === elements[0]);
  return draft(`REMOVE ${kept.join(', ')}`);
});
const target = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('x2', 'x3') }, place);
const add = fc.tuple(target, addend).map(([path, value]) => draft(`ADD ${path} ?`, value));
const remainder = fc.tuple(target, addend).map(([path, value]) => draft(`DELETE ${path} ?`, value));

/** Update expression. */
export const update: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 4, arbitrary: set },
  remove,
  { weight: 2, arbitrary: add },
  remainder,
  fc.tuple(add, remove).map(([a, b]) => join([a, b], ' ')),
  fc
    .constantFrom('SET', 'REMOVE gsi1pk', 'SET pk = x1', 'SET x1 = x2 SET x2 = x1', 'x1 = x2', 'REMOVE gsi1pk.x')
    .map((t) => draft(t)),
);

/** Projection. */
export const projection = fc.uniqueArray(place, { minLength: 1, maxLength: 3 }).map((paths) => draft(paths.join(', ')));

/** The members of a request for its expressions: numbered values, and the names that the texts use. */
export function expressionMembers(drafts: Readonly<Record<string, Draft | undefined>>): Record<string, unknown> {
  const values: unknown[] = [];
  const members: Record<string, unknown> = {};
  for (const [member, expression] of Object.entries(drafts)) {
    if (expression === undefined) continue;
    let next = values.length;
    members[member] = expression.text.replaceAll('?', () => `:v${next++}`);
    values.push(...expression.values);
  }
  if (Object.values(members).some((text) => String(text).includes('#alias'))) {
    members.ExpressionAttributeNames = { '#alias': 'x2' };
  }
  if (values.length > 0) {
    members.ExpressionAttributeValues = Object.fromEntries(values.map((value, index) => [`:v${index}`, value]));
  }
  return members;
}
